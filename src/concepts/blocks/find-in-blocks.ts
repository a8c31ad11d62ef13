import type { Concepts } from '../../model/concepts.ts';
import type { Hooks } from '../../model/options.ts';
import type { Paper } from '../../model/paper.ts';
import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import type { TaskPool } from '../../workers/task-pool.ts';
import { addCounts, type FormStatistics, mergeForms, selectValues } from '../candidates/form-statistics.ts';
import { assignRoles, assignStems, computeTitleShares, findPhraseEndings } from '../candidates/noun-phrases.ts';
import { mergePhrases, type PhraseTable } from '../candidates/phrase-table.ts';
import type { PaperText } from '../candidates/words.ts';
import { choosePhrases, type PhraseRanks } from '../select/choose-phrases.ts';
import { addStatistics, describeConcepts, type NameEvidence } from '../select/describe-concepts.ts';
import { groupVariants, type VariantGroups } from '../select/group-variants.ts';
import { type DefinedPhrases, findLongForms } from '../select/long-forms.ts';
import type { BlockCandidates, BlockConcepts, BlockMentions, ConceptBlock, PhrasePassage } from './concept-block.ts';
import { splitPapers } from './split-papers.ts';

/** Number of steps of a block that are reported as progress. */
const STEPS = 6;

/**
 * Finds concepts with one block of papers per worker of a pool: see `findConcepts`.
 * @throws the reason of the signal if it is aborted
 */
export async function findConceptsInBlocks(
  pool: TaskPool<ConceptBlock>,
  papers: readonly Paper[],
  phrasesPerPaper: number,
  knownConcepts: readonly string[],
  { signal, progress }: Hooks,
): Promise<Concepts> {
  const starts = splitPapers(papers, pool.size);
  const workers = Array.from({ length: pool.size }, (_, worker) => worker);
  let done = 0;
  /** Runs a step on all blocks. */
  const runStep = <Result>(step: (worker: number) => Promise<Result>): Promise<Result[]> =>
    Promise.all(
      workers.map(async (worker) => {
        const result = await step(worker);
        done += starts[worker + 1]! - starts[worker]!;
        progress?.('concepts', done, STEPS * papers.length);
        return result;
      }),
    );
  const readWords = async (worker: number) => {
    await sendPapers(pool, worker, papers.slice(starts[worker], starts[worker + 1]), signal);
    return pool.call(worker, 'readWords');
  };
  const forms = await mergeForms(await runStep(readWords), signal);
  const { statistics, idsOfBlocks: formIds } = forms;
  const { stemOf, stems } = await assignStems(statistics, signal);
  const endings = await findEndings(pool, statistics, formIds, runStep, signal);
  const spans = await runStep(async (worker) => {
    const ids = formIds[worker]!;
    const stemOfForm = await selectValues(stemOf, ids, new Uint32Array(ids.length), signal);
    return pool.call(worker, 'findNames', stemOfForm, knownConcepts);
  });
  const found = await runStep(async (worker) => {
    const ids = formIds[worker]!;
    return pool.call(
      worker,
      'findPhrases',
      await selectValues(endings, ids, new Uint8Array(ids.length), signal),
      spans,
    );
  });
  const { phrases, idsOfBlocks } = await mergePhrases(
    found.map((block) => block.phrases),
    stems,
    signal,
  );
  // The phrases of the blocks are no longer needed.
  const candidates = found.splice(0).map(({ phrases: _, ...names }) => names);
  const titleShares = computeTitleShares(statistics);
  const ranks = await runStep(async (worker) => {
    const ids = idsOfBlocks[worker]!;
    const counts = {
      papers: papers.length,
      documents: await selectValues(phrases.documents, ids, new Uint32Array(ids.length), signal),
      titles: await selectValues(phrases.titles, ids, new Uint32Array(ids.length), signal),
      occurrences: await selectValues(phrases.occurrences, ids, new Uint32Array(ids.length), signal),
      standalone: await selectValues(phrases.standalone, ids, new Uint32Array(ids.length), signal),
      titleShares: await selectValues(titleShares, formIds[worker]!, new Float64Array(formIds[worker]!.length), signal),
    };
    return pool.call(worker, 'rankPhrases', counts, phrasesPerPaper);
  });
  const names = mergeNames(candidates, idsOfBlocks, starts);
  const merged = await mergeRanks(ranks, idsOfBlocks, phrases, signal);
  const chosen = await choosePhrases(phrases, phrasesPerPaper, merged, names.introduced, signal);
  for (const phrase of names.known) chosen.add(phrase);
  if (isPauseDue()) await pause(signal);
  const longForms = findLongForms(names.definitions.map(toDefinedPhrases), phrases);
  if (isPauseDue()) await pause(signal);
  const groups = await groupVariants(phrases, chosen, longForms, signal);
  const mentions = await runStep(async (worker) => {
    const ids = idsOfBlocks[worker]!;
    const conceptOf = await selectValues(groups.conceptOf, ids, new Int32Array(ids.length), signal);
    const local = findLocalConcepts(candidates[worker]!, ids, starts[worker]!, groups);
    return pool.call(worker, 'collectMentions', { concepts: groups.ids.length, conceptOf, local });
  });
  // The workers have nothing left to do, and hold most of the memory.
  pool.close();
  const total = await addStatistics(
    papers,
    mentions.map((block) => block.statistics),
    starts,
    groups.ids.length,
    signal,
  );
  const described = await describeConcepts(papers, groups, total, names, signal);
  return { ...described, ...joinMentions(mentions) };
}

/** Number of papers in a message; copying them takes a millisecond or two. */
const PAPERS_PER_MESSAGE = 256;

/** Sends papers to the block of a worker. */
async function sendPapers(
  pool: TaskPool<ConceptBlock>,
  worker: number,
  papers: readonly Paper[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let start = 0; start < papers.length; start += PAPERS_PER_MESSAGE) {
    if (isPauseDue()) await pause(signal);
    const part = papers.slice(start, start + PAPERS_PER_MESSAGE);
    // On the calling thread nothing is copied, also of papers whose texts are on disk.
    const texts = pool.threads === 1 ? part : part.map(toText);
    await pool.call(worker, 'addPapers', texts);
  }
}

const toText = ({ title, abstract, year }: Paper): PaperText => ({
  title,
  abstract,
  ...(year !== undefined && { year }),
});

/** Determines which word forms can end a phrase. */
async function findEndings(
  pool: TaskPool<ConceptBlock>,
  statistics: FormStatistics,
  formIds: readonly Uint32Array[],
  runStep: <Result>(step: (worker: number) => Promise<Result>) => Promise<Result[]>,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const roles = assignRoles(statistics);
  const counts = await runStep(async (worker) => {
    const ids = formIds[worker]!;
    return pool.call(worker, 'findBreaks', await selectValues(roles, ids, new Uint8Array(ids.length), signal));
  });
  return findPhraseEndings(statistics, await addCounts(statistics.forms.length, counts, formIds, signal));
}

/** Number of phrases that are merged between two checks whether a pause is due. */
const PHRASES_PER_RANGE = 1 << 17;

async function mergeRanks(
  ranks: readonly PhraseRanks[],
  idsOfBlocks: readonly Int32Array[],
  { size }: PhraseTable,
  signal: AbortSignal | undefined,
): Promise<PhraseRanks> {
  const topCounts = await addCounts(
    size,
    ranks.map((block) => block.topCounts),
    idsOfBlocks,
    signal,
  );
  const isName = new Uint8Array(size);
  for (const [b, block] of ranks.entries()) {
    const ids = idsOfBlocks[b]!;
    await forEachRange(ids.length, PHRASES_PER_RANGE, signal, (start, end) => {
      for (let k = start; k < end; k++) if (block.isName[k]) isName[ids[k]!] = 1;
    });
  }
  return { topCounts, isName };
}

/** The names in a block of papers. */
type BlockNames = Omit<BlockCandidates, 'phrases'>;

/** The names of all blocks, with phrases and papers of the collection. */
interface MergedNames extends NameEvidence {
  /** Phrases that papers introduce as names, and names with a number. */
  introduced: number[];
  known: number[];
}

function mergeNames(
  blocks: readonly BlockNames[],
  idsOfBlocks: readonly Int32Array[],
  starts: readonly number[],
): MergedNames {
  const all = blocks.map(({ candidates, numbered, known, definitions }, b) => {
    const ids = idsOfBlocks[b]!;
    const toCollection = (passage: PhrasePassage) => ({ ...passage, phrase: ids[passage.phrase]! });
    return {
      candidates: candidates.map((name) => ({
        ...name,
        phrase: ids[name.phrase]!,
        paper: starts[b]! + name.paper,
      })),
      numbered: numbered.map((phrase) => ids[phrase]!),
      known: known.map((phrase) => ids[phrase]!),
      definitions: definitions.map((definition) => ({
        ...definition,
        paper: starts[b]! + definition.paper,
        short: toCollection(definition.short),
        long: toCollection(definition.long),
      })),
    };
  });
  const candidates = all.flatMap((block) => block.candidates);
  return {
    candidates,
    introduced: [...candidates.map(({ phrase }) => phrase), ...all.flatMap(({ numbered }) => numbered)],
    known: all.flatMap(({ known }) => known),
    definitions: all.flatMap(({ definitions }) => definitions),
  };
}

const toDefinedPhrases = ({ paper, short, long, longWords }: NameEvidence['definitions'][number]): DefinedPhrases => ({
  paper,
  short: short.phrase,
  long: long.phrase,
  longWords,
});

/** Returns the abbreviations that mean something else in a paper of a block than elsewhere. The paper defines them. */
function findLocalConcepts(
  { definitions }: BlockNames,
  ids: Int32Array,
  firstPaper: number,
  { localConcepts }: VariantGroups,
): BlockConcepts['local'] {
  return definitions.flatMap(({ paper, short: { phrase } }) => {
    const concept = localConcepts.get(firstPaper + paper)?.get(ids[phrase]!);
    return concept === undefined ? [] : [{ paper, phrase, concept }];
  });
}

/** Appends the mentions of the blocks. */
function joinMentions(blocks: readonly BlockMentions[]): Pick<Concepts, 'rows' | 'mentions'> {
  const values = concatenate(
    blocks.map((block) => block.values),
    (length) => new Uint16Array(length),
  );
  const joinNumbers = (partsOf: (block: BlockMentions) => Uint32Array) =>
    concatenate(blocks.map(partsOf), (length) => new Uint32Array(length));
  return {
    rows: {
      starts: joinStarts(blocks.map(({ paperStarts }) => paperStarts)),
      ids: joinNumbers(({ concepts }) => concepts),
      values,
    },
    mentions: {
      starts: joinStarts(blocks.map(({ mentionStarts }) => mentionStarts)),
      fields: concatenate(
        blocks.map(({ fields }) => fields),
        (length) => new Uint8Array(length),
      ),
      from: joinNumbers(({ from }) => from),
      to: joinNumbers(({ to }) => to),
    },
  };
}

function concatenate<Numbers extends Uint8Array | Uint16Array | Uint32Array>(
  parts: readonly Numbers[],
  create: (length: number) => Numbers,
): Numbers {
  const joined = create(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    joined.set(part, start);
    start += part.length;
  }
  return joined;
}

/** Appends lists of starts, each of which ends with a total. */
function joinStarts(parts: readonly Uint32Array[]): Uint32Array {
  let total = 0;
  const shifted = parts.map((starts, b) => {
    const offset = total;
    total += starts.at(-1)!;
    return starts.subarray(0, b < parts.length - 1 ? -1 : undefined).map((start) => offset + start);
  });
  return concatenate(shifted, (length) => new Uint32Array(length));
}
