import { forEachRange } from '../../util/pause.ts';
import { JOINED, NAME_LIKE, stemOfForm } from './word-forms.ts';
import { BREAK, type Words } from './words.ts';

/** Number of words, and of forms or papers, that are processed between two checks whether a pause is due. */
const WORDS_PER_RANGE = 1 << 18;
const ITEMS_PER_RANGE = 1 << 11;

/** Words after which a word is often a verb. */
export const BEFORE_VERBS: ReadonlySet<string> = new Set(
  'to we can could may might must should will would they not cannot which that who'.split(' '),
);

/** Kinds of word forms. The same letters can be a form of each kind. */
export const PLAIN = 0;
export const NAME_LIKE_FORM = 1; // spelled like a name
export const TITLE_HEAD = 2; // a single word before a colon in a title, which may be a name

/** What is counted for each word form, in parallel arrays. Counts of several blocks of papers can be added. */
export interface FormStatistics {
  /** Forms in lower case. */
  forms: string[];
  /** PLAIN, NAME_LIKE_FORM or TITLE_HEAD. */
  kinds: Uint8Array;
  /** The singular of each form in American spelling. */
  stems: string[];
  /** Number of occurrences. */
  uses: Uint32Array;
  /** Number of occurrences that are not joined to the previous word. */
  separateUses: Uint32Array;
  /** Number of them that follow a word such as "to", "we" and "can". */
  verbUses: Uint32Array;
  /** Number of papers, and of titles, with the form. */
  papers: Uint32Array;
  titles: Uint32Array;
}

/**
 * Counts the word forms of some papers.
 * @throws the reason of the signal if it is aborted
 */
export async function countForms(words: Words, signal?: AbortSignal): Promise<FormStatistics> {
  const { ids, flags, forms, fieldStarts } = words;
  const createCounts = () => new Uint32Array(forms.length);
  const [uses, separateUses, verbUses, papers, titles] = Array.from({ length: 5 }, createCounts);
  const isBeforeVerb = Uint8Array.from(forms, (form) => (BEFORE_VERBS.has(form) ? 1 : 0));
  await forEachRange(ids.length, WORDS_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      const id = ids[k]!;
      uses![id]!++;
      if (flags[k]! & JOINED) continue;
      separateUses![id]!++;
      if (isVerbPosition(words, isBeforeVerb, k)) verbUses![id]!++;
    }
  });
  const lastPaper = new Uint32Array(forms.length);
  const lastTitle = new Uint32Array(forms.length);
  const countPaper = (i: number) => {
    for (let k = fieldStarts[2 * i]!; k < fieldStarts[2 * i + 2]!; k++) {
      const id = ids[k]!;
      if (lastPaper[id] !== i + 1) papers![id]!++;
      lastPaper[id] = i + 1;
      if (k >= fieldStarts[2 * i + 1]!) continue;
      if (lastTitle[id] !== i + 1) titles![id]!++;
      lastTitle[id] = i + 1;
    }
  };
  await forEachRange((fieldStarts.length - 1) / 2, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let i = start; i < end; i++) countPaper(i);
  });
  const stems: string[] = [];
  await forEachRange(forms.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let id = start; id < end; id++) stems.push(stemOfForm(forms[id]!));
  });
  const kinds = new Uint8Array(forms.length);
  for (const id of words.nameLike) kinds[id] = NAME_LIKE_FORM;
  for (const id of words.titleHeads) kinds[id] = TITLE_HEAD;
  return {
    forms,
    kinds,
    stems,
    uses: uses!,
    separateUses: separateUses!,
    verbUses: verbUses!,
    papers: papers!,
    titles: titles!,
  };
}

/** Tests whether word k follows a word such as "to", "we" and "can" within a phrase. */
export const isVerbPosition = ({ ids, flags }: Words, isBeforeVerb: Uint8Array, k: number): boolean =>
  k > 0 && !(flags[k]! & (BREAK | JOINED | NAME_LIKE)) && isBeforeVerb[ids[k - 1]!] === 1;

/** The forms of all blocks with their total counts. */
export interface MergedForms {
  statistics: FormStatistics;
  /** By block, the index of each of its forms in the merged statistics. */
  idsOfBlocks: Uint32Array[];
}

/**
 * Adds the statistics of blocks of papers. Forms are listed in the order in which they first appear.
 * @throws the reason of the signal if it is aborted
 */
export async function mergeForms(blocks: readonly FormStatistics[], signal?: AbortSignal): Promise<MergedForms> {
  const [only] = blocks;
  if (blocks.length === 1) return { statistics: only!, idsOfBlocks: [Uint32Array.from(only!.forms, (_, id) => id)] };
  const idByForm = [PLAIN, NAME_LIKE_FORM, TITLE_HEAD].map(() => new Map<string, number>());
  const forms: string[] = [];
  const stems: string[] = [];
  const kinds: number[] = [];
  const idsOfBlocks: Uint32Array[] = [];
  for (const block of blocks) {
    const idOf = new Uint32Array(block.forms.length);
    await forEachRange(idOf.length, ITEMS_PER_RANGE, signal, (start, end) => {
      for (let k = start; k < end; k++) {
        const [form, kind] = [block.forms[k]!, block.kinds[k]!];
        let id = idByForm[kind]!.get(form);
        if (id === undefined) {
          id = forms.push(form) - 1;
          stems.push(block.stems[k]!);
          kinds.push(kind);
          idByForm[kind]!.set(form, id);
        }
        idOf[k] = id;
      }
    });
    idsOfBlocks.push(idOf);
  }
  const sum = (countsOf: (block: FormStatistics) => Uint32Array) =>
    addCounts(forms.length, blocks.map(countsOf), idsOfBlocks, signal);
  const statistics: FormStatistics = {
    forms,
    kinds: Uint8Array.from(kinds),
    stems,
    uses: await sum((block) => block.uses),
    separateUses: await sum((block) => block.separateUses),
    verbUses: await sum((block) => block.verbUses),
    papers: await sum((block) => block.papers),
    titles: await sum((block) => block.titles),
  };
  return { statistics, idsOfBlocks };
}

/** Number of counts that are added or copied between two checks whether a pause is due. */
const COUNTS_PER_RANGE = 1 << 18;

/**
 * Adds counts of several blocks.
 * @param length Number of merged items.
 * @param counts By block, the count of each of its items.
 * @param idsOfBlocks By block, the merged index of each of its items.
 * @throws the reason of the signal if it is aborted
 */
export async function addCounts(
  length: number,
  counts: readonly Uint32Array[],
  idsOfBlocks: readonly (Uint32Array | Int32Array)[],
  signal?: AbortSignal,
): Promise<Uint32Array<ArrayBuffer>> {
  const sums = new Uint32Array(length);
  for (const [b, blockCounts] of counts.entries()) {
    const ids = idsOfBlocks[b]!;
    await forEachRange(blockCounts.length, COUNTS_PER_RANGE, signal, (start, end) => {
      for (let k = start; k < end; k++) sums[ids[k]!]! += blockCounts[k]!;
    });
  }
  return sums;
}

/**
 * Copies the value of each item of a block from the values of all items.
 * @param ids The merged index of each item of the block.
 * @param target An array with an element for each item. It is returned.
 * @throws the reason of the signal if it is aborted
 */
export async function selectValues<Target extends Uint8Array | Uint32Array | Int32Array | Float64Array>(
  values: ArrayLike<number>,
  ids: Uint32Array | Int32Array,
  target: Target,
  signal?: AbortSignal,
): Promise<Target> {
  await forEachRange(ids.length, COUNTS_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) target[k] = values[ids[k]!]!;
  });
  return target;
}
