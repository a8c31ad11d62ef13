import type { Hooks } from '../../model/options.ts';
import type { TermRows } from '../../model/sparse.ts';
import { startThread, type Thread } from '../../workers/platform.ts';
import { bytesOf } from '../../workers/worker-pool.ts';
import { KERNEL } from '../kernel.generated.ts';
import { type Image, imageOf, TILE } from './blocked-index.ts';
import { emptyNearest, type Nearest, offer } from './top-k.ts';

/** What the kernel exports. */
interface Kernel {
  joinRows(firstRow: number, lastRow: number, columnTile: number): void;
}

/** Papers of one tile against those of another: the unit that threads share out. */
interface Unit {
  /** The papers of the row tile, first and after last, in pieces. */
  slices: [first: number, last: number][];
  /** Number of the column tile. */
  column: number;
}

/** Rows a call: an engine changes to its optimised code only between calls. */
const SLICE = 64;

/** The kernel, compiled; undefined where WebAssembly or its vectors are missing. */
export function compiledKernel(): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(bytesOf(KERNEL));
  } catch {
    return undefined;
  }
}

/**
 * The join by the compiled kernel, tile by tile, on up to `threads` threads (1: on this one).
 * `tile` is the number of papers in a tile; it changes the work, never the result. Papers without terms are left out.
 */
export async function tiledJoin(
  module: WebAssembly.Module,
  allRows: TermRows,
  { size, least, threads, tile = TILE }: { size: number; least: number; threads: number; tile?: number },
  hooks: Hooks,
): Promise<Nearest> {
  const { rows, names } = withoutEmpty(allRows);
  const papers = names.length;
  const units = unitsOf(papers, tile);
  const image = imageOf(rows, size, least, tile);
  let done = 0;
  const total = allRows.starts.length - 1;
  const report = () => hooks.progress?.('join', Math.floor((total * ++done) / units.length), total);
  const team = await startTeam(module, image, Math.min(threads, units.length));
  const parts =
    team.length > 0
      ? await onTeam(team, image, units, report, hooks)
      : [await onThisThread(module, image, units, report, hooks)];
  const nearest = emptyNearest(total, size);
  for (const part of parts) merge(nearest, names, part);
  return nearest;
}

/** The rows that have terms, and by their new numbers the old ones, which keep their order. */
function withoutEmpty({ starts, ids, values }: TermRows): { rows: TermRows; names: Uint32Array } {
  const names = Uint32Array.from(starts.keys()).filter((row) => starts[row + 1]! > starts[row]!);
  const newStarts = new Uint32Array(names.length + 1);
  names.forEach((row, i) => {
    newStarts[i + 1] = starts[row + 1]!;
  });
  return { rows: { starts: newStarts, ids, values }, names };
}

/** Every pair of tiles once. Tiles with themselves come first: they give every paper a last place worth beating. */
function unitsOf(papers: number, tile: number): Unit[] {
  const tiles = Array.from({ length: Math.ceil(papers / tile) }, (_, t) => {
    const slices: Unit['slices'] = [];
    const end = Math.min(papers, (t + 1) * tile);
    for (let first = t * tile; first < end; first += SLICE) slices.push([first, Math.min(end, first + SLICE)]);
    return slices;
  });
  return tiles.flatMap((_, distance) =>
    tiles.slice(distance).map((_, row) => ({ slices: tiles[row]!, column: row + distance })),
  );
}

/** Threads ready to join; none when one would do, or when they cannot be had. */
async function startTeam(module: WebAssembly.Module, { bytes, layout }: Image, threads: number): Promise<Thread[]> {
  if (threads < 2) return [];
  const team: Thread[] = [];
  try {
    for (let i = 0; i < threads; i++) team.push(startThread() ?? raise());
    await Promise.all(team.map((thread) => thread.ask({ action: 'start', module, image: bytes, layout })));
    return team;
  } catch {
    for (const thread of team) thread.stop();
    return [];
  }
}

function raise(): never {
  throw new Error('no threads here');
}

type Slots = Pick<Nearest, 'ids' | 'dots'>;

/** Each thread takes the next unit when it is free, and learns the thresholds that the others have reached. */
async function onTeam(
  team: Thread[],
  image: Image,
  units: Unit[],
  report: () => void,
  { signal }: Hooks,
): Promise<Slots[]> {
  const best = new Int32Array(image.bytes.buffer, image.layout.thresholds, image.layout.papers).slice();
  let next = 0;
  const work = async (thread: Thread) => {
    while (next < units.length) {
      const given = best.slice();
      const request = { action: 'join', ...units[next++]!, thresholds: given };
      const { thresholds } = await thread.ask<{ thresholds: Int32Array }>(request, [given.buffer]);
      for (let i = 0; i < best.length; i++) best[i] = Math.max(best[i]!, thresholds[i]!);
      report();
    }
    return thread.ask<Slots>({ action: 'finish' });
  };
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([Promise.all(team.map(work)), stopped]);
  } finally {
    for (const thread of team) thread.stop();
  }
}

async function onThisThread(
  module: WebAssembly.Module,
  { bytes, layout }: Image,
  units: Unit[],
  report: () => void,
  { signal }: Hooks,
): Promise<Slots> {
  const memory = new WebAssembly.Memory({ initial: layout.pages });
  new Uint8Array(memory.buffer).set(bytes);
  // The kernel is compiled from kernel/kernel.ts, which exports exactly this.
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
  for (const { slices, column } of units) {
    for (const [first, last] of slices) kernel.joinRows(first, last, column);
    report();
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
  return {
    ids: new Uint32Array(memory.buffer, layout.nearestIds, layout.slots),
    dots: new Int32Array(memory.buffer, layout.nearestDots, layout.slots),
  };
}

/** Offers what one thread found to the lists of all, under the papers' own names: no pair is found twice. */
function merge(into: Nearest, names: Uint32Array, { ids, dots }: Slots): void {
  dots.forEach((dot, slot) => {
    if (dot > 0) offer(into, names[Math.floor(slot / into.size)]!, names[ids[slot]!]!, dot);
  });
}
