import { createRandom } from '../../src/util/random.ts';
import { mutate } from './mutate.ts';
import type { FuzzTarget } from './target.ts';

/** Processor time that one input may take, in seconds. Inputs have at most 64 kB; the allowance is 2 s per MB, plus what compiling takes. */
const MAX_SECONDS = 2;

/** Inputs that did something new are kept, up to this number, and mutated further. */
const MAX_POOL = 4000;

/** Share of the inputs that are created anew, of targets that can do so. Half of these are not mutated. */
const CREATED = 0.4;

/** An input that violates a guarantee. */
export interface Failure {
  input: Uint8Array;
  reason: string;
}

/** Options of {@link fuzz}. */
export interface FuzzOptions {
  /** Seed of all random choices. */
  seed: number;
  /** Called before each input; fuzzing ends when it returns false. */
  proceed: (count: number, input: Uint8Array) => boolean;
}

/** Runs a target. A promise that is rejected without anybody waiting for it is an error, too: it ends a process of Node. */
async function runToEnd(target: FuzzTarget, input: Uint8Array): Promise<string> {
  const unhandled: unknown[] = [];
  const collect = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', collect);
  try {
    const behavior = await target.run(input);
    // Node reports rejections after the current turn of the event loop.
    await new Promise(setImmediate);
    if (unhandled.length > 0) throw new Error('unhandled rejection', { cause: unhandled[0] });
    return behavior;
  } finally {
    process.off('unhandledRejection', collect);
  }
}

/** Returns why an input violates a guarantee, or what the target did with it. */
async function observe(target: FuzzTarget, input: Uint8Array): Promise<{ failure?: string; behavior: string }> {
  const { user: before } = process.cpuUsage();
  let behavior: string;
  try {
    behavior = await runToEnd(target, input);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { failure: text.split('\n').slice(0, 4).join('\n'), behavior: '' };
  }
  const seconds = (process.cpuUsage().user - before) / 1e6;
  return seconds > MAX_SECONDS ? { failure: `took ${seconds.toFixed(1)} s`, behavior } : { behavior };
}

/** Returns why an input violates a guarantee of a target, or undefined. */
export const findViolation = async (target: FuzzTarget, input: Uint8Array): Promise<string | undefined> =>
  (await observe(target, input)).failure;

/** Returns the first line of a reason, without numbers: what stays the same when an input gets smaller. */
const kindOf = (reason: string) => reason.split('\n')[0]!.replace(/\d+(\.\d+)?/g, '#');

/** How long an input is minimized, in milliseconds. Each attempt may have to wait for an answer that does not come. */
const MINIMIZE_MS = 60_000;

/** Removes parts of an input as long as it fails in the same way, for a limited time. */
export async function minimize(target: FuzzTarget, { input, reason }: Failure): Promise<Failure> {
  let smallest = { input, reason };
  const end = Date.now() + MINIMIZE_MS;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0)
    for (let start = 0, attempts = 0; start < smallest.input.length && attempts < 200 && Date.now() < end; attempts++) {
      const bytes = smallest.input;
      const shorter = new Uint8Array([...bytes.subarray(0, start), ...bytes.subarray(start + size)]);
      const found = await findViolation(target, shorter);
      if (found !== undefined && kindOf(found) === kindOf(reason)) smallest = { input: shorter, reason: found };
      else start += size;
    }
  return smallest;
}

/**
 * Gives mutated inputs to a target until one violates a guarantee.
 *
 * The mutation is guided by behavior: an input that leads to messages or results that no input had before is mutated further. The same
 * seed gives the same inputs.
 */
export async function fuzz(target: FuzzTarget, { seed, proceed }: FuzzOptions): Promise<Failure | undefined> {
  const random = createRandom(seed);
  const pool = [...target.samples];
  const pick = () => pool[Math.floor(random() ** 0.7 * pool.length)]!;
  const behaviors = new Set<string>();
  for (let count = 0; ; count++) {
    const created = target.create && random() < CREATED ? target.create(random) : undefined;
    const input = created && random() < 0.5 ? created : mutate(created ?? pick(), pick(), random);
    if (!proceed(count, input)) return undefined;
    const { failure, behavior } = await observe(target, input);
    if (failure !== undefined) return { input, reason: failure };
    if (behaviors.has(behavior) || pool.length >= MAX_POOL) continue;
    behaviors.add(behavior);
    pool.push(input);
  }
}
