import type { Edit } from '../../src/edit/edits.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import { FORMAT } from '../../src/map-file/format.ts';
import { openMap } from '../../src/map-file/open.ts';
import { InputError } from '../../src/model/errors.ts';
import type { Hooks } from '../../src/model/options.ts';
import { ownOptions } from '../state/recipe-options.ts';
import { texts } from '../strings/strings.ts';
import { Answers } from './answers.ts';
import { edited, rebuilt } from './edit.ts';
import { bytesOfAddress, bytesOfBlob, type Holding, holdMap, remember } from './open-map.ts';
import type { CallName, Calls, Progress, Reply, Request, Shape, Shaped } from './protocol.ts';

/** The worker: holds one map and answers the page's calls about it. */

type Handlers = {
  [Name in CallName]: (
    args: Parameters<Calls[Name]>,
    progress: (progress: Progress) => void,
  ) => Promise<ReturnType<Calls[Name]>>;
};

/** The map as it was built, the same with the edits made to it, and what answers for that. */
interface Held {
  base: Holding;
  /** The options of the map in its file. */
  asBuilt: RecipeOptions;
  map: Holding;
  answers: Answers;
}

let held: Held | undefined;

/** Holds a map in the shape asked for. */
async function hold(map: Holding, { options, edits }: Shape, progress: (progress: Progress) => void): Promise<Shaped> {
  const asBuilt = ownOptions((await map.summary()).options);
  const base = remember(options ? await rebuilt(map, options, { progress: throttled(progress) }) : map);
  return edit(base, edits, asBuilt);
}

async function edit(base: Holding, edits: Edit[], asBuilt: RecipeOptions): Promise<Shaped> {
  const { map, notes } = await edited(base, edits);
  held = { base, asBuilt, map, answers: new Answers(map) };
  const [summary, nodes] = await Promise.all([map.summary(), map.nodes()]);
  return { summary, nodes, notes, asBuilt };
}

function open(): Held {
  if (!held) throw new InputError(texts.errors.noMap);
  return held;
}

const handlers: Handlers = {
  open: async ([files, shape], progress) => {
    const [first] = files;
    if (files.length === 1 && (await isMap(first!)))
      return hold({ ...(await openMap(bytesOfBlob(first!), { name: first!.name })), remote: false }, shape, progress);
    // Reading and analysing come into the page only when papers are dropped.
    const { analyze, readPapers } = await import('./build.ts');
    const collection = await readPapers(
      files.map((file) => ({ name: nameOf(file), size: file.size, bytes: () => bytesOf(file) })),
      {},
      { progress: throttled(progress) },
    );
    if (collection.papers.length === 0) throw new InputError(collection.problems[0]?.reason ?? texts.errors.noPapers);
    const { options, edits } = shape;
    const map = holdMap(await analyze(collection, { ...options, progress: throttled(progress) }));
    return edit(remember(map), edits, {});
  },
  openAddress: async ([address, shape], progress) =>
    hold({ ...(await openMap(await bytesOfAddress(address))), remote: true }, shape, progress),
  edit: ([edits]) => edit(open().base, edits, open().asBuilt),
  details: async () => {
    const { map, answers } = open();
    const [{ problems, notes }, facts] = await Promise.all([map.problems(), map.facts()]);
    // What the page draws is out of the way now. Where this fails, the question that needs it says so.
    setTimeout(() => answers.prepare().catch(() => {}));
    return { ...facts, problems, notes };
  },
  links: () => open().answers.links(),
  paper: ([index]) => open().answers.paper(index),
  compare: ([a, b]) => open().answers.compare(a, b),
  ask: ([text]) => open().answers.ask(text),
  examples: ([good, bad]) => open().answers.examples(good, bad),
  searchAbstracts: ([query, from]) => open().answers.searchAbstracts(query, from),
  search: ([query]) => open().answers.search(query),
  topic: ([topic]) => open().answers.topic(topic),
  concept: ([id]) => open().answers.concepts.page(id),
  path: ([from, to]) => open().answers.path(from, to),
  exportAs: async ([format, part]) => (await import('./exports.ts')).exportMap(open().map, format, part),
  page: async ([template]) => (await import('./exports.ts')).exportPage(open().map, template),
};

const isMap = async (file: File) => (await file.slice(0, FORMAT.length).text()) === FORMAT;

/** A file's path inside a dropped folder, where the browser tells it. */
const nameOf = (file: File) => file.webkitRelativePath || file.name;

async function* bytesOf(file: File): AsyncIterable<Uint8Array> {
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}

/** At most one report in a twentieth of a second, and always the last of a stage. */
function throttled(report: (progress: Progress) => void): NonNullable<Hooks['progress']> {
  let last = 0;
  return (stage, done, total) => {
    const now = performance.now();
    if (now - last < 50 && done < total) return;
    last = now;
    report({ stage, done, total });
  };
}

async function answer({ id, name, args }: Request): Promise<void> {
  const send = (reply: Reply) => postMessage(reply);
  try {
    // The page's client types name and arguments together; the table above has the same type.
    const handler = handlers[name] as (args: unknown[], progress: (progress: Progress) => void) => Promise<unknown>;
    send({ id, answer: await handler(args, (progress) => send({ id, progress })) });
  } catch (error) {
    send({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

addEventListener('message', ({ data }: MessageEvent<Request>) => void answer(data));
