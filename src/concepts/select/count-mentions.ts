import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import { CAPITALIZED, JOINED, NAME_LIKE } from '../candidates/word-forms.ts';
import { BREAK, endOffsetOf, type PaperText, SENTENCE_START, TITLE, type Words } from '../candidates/words.ts';
import type { Mentions } from './collect-mentions.ts';
import { DATA_WORDS, SOFTWARE_WORDS } from './kinds.ts';
import { SurfaceFormCounter } from './surface-forms.ts';

/** Counts over all mentions of some concepts, in parallel arrays. */
export interface ConceptCounts {
  /** Number of papers, of papers with a year, and the earliest year; Infinity if none is known. */
  documents: Uint32Array;
  dated: Uint32Array;
  first: Float64Array;
  /** Number of mentions. */
  mentions: Uint32Array;
  /** Mentions in abstracts that do not start a sentence. */
  insideSentence: Uint32Array;
  /** Those of them that start with a capital letter. */
  capitalized: Uint32Array;
  /** Mentions near a word such as "dataset", and followed by a word such as "library". */
  nearData: Uint32Array;
  beforeSoftware: Uint32Array;
}

/** Surface forms of concepts in some papers, in parallel arrays. */
export interface SurfaceForms {
  concepts: Int32Array;
  /** Number of mentions with this form. */
  counts: Int32Array;
  /** The first of them: its paper, TITLE or ABSTRACT, and its characters. */
  papers: Int32Array;
  fields: Uint8Array;
  from: Uint32Array;
  to: Uint32Array;
}

/** What was counted in a block of papers. */
export interface BlockStatistics {
  /** The concepts that the papers mention; `counts` has an entry for each. */
  concepts: Uint32Array;
  counts: ConceptCounts;
  surfaceForms: SurfaceForms;
}

/** Creates counts that are zero. */
export const createConceptCounts = (length: number): ConceptCounts => ({
  documents: new Uint32Array(length),
  dated: new Uint32Array(length),
  first: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
  mentions: new Uint32Array(length),
  insideSentence: new Uint32Array(length),
  capitalized: new Uint32Array(length),
  nearData: new Uint32Array(length),
  beforeSoftware: new Uint32Array(length),
});

/**
 * Counts the mentions in some papers.
 * @param conceptCount Number of concepts in the collection.
 * @throws the reason of the signal if it is aborted
 */
export async function countMentions(
  papers: readonly PaperText[],
  words: Words,
  mentions: Mentions,
  conceptCount: number,
  signal?: AbortSignal,
): Promise<BlockStatistics> {
  const { ids, flags, startOffsets } = words;
  const surfaceForms = new SurfaceFormCounter();
  const isSoftwareWord = Uint8Array.from(words.forms, (form) => (SOFTWARE_WORDS.has(form) ? 1 : 0));
  const isDataWord = Uint8Array.from(words.forms, (form) => (DATA_WORDS.has(form) ? 1 : 0));
  /** Position of each concept in the counts plus one; 0 if it has none. */
  const positionOf = new Int32Array(conceptCount);
  const found = new Uint32Array(Math.min(conceptCount, mentions.concepts.length));
  const counts = createConceptCounts(found.length);
  let size = 0;
  const countMention = (entry: number, m: number, paper: PaperText, i: number, c: number) => {
    const field = mentions.fields[m]!;
    const start = mentions.starts[m]!;
    const end = mentions.ends[m]!;
    const text = field === TITLE ? paper.title : paper.abstract;
    surfaceForms.add(mentions.concepts[entry]!, text, startOffsets[start]!, endOffsetOf(words, end - 1), i, m);
    counts.mentions[c]!++;
    if (isNearDataWord(words, isDataWord, start, end)) counts.nearData[c]!++;
    if (end < ids.length && !(flags[end]! & BREAK) && isSoftwareWord[ids[end]!]) counts.beforeSoftware[c]!++;
    if (field === TITLE || flags[start]! & SENTENCE_START) return;
    counts.insideSentence[c]!++;
    if (flags[start]! & CAPITALIZED) counts.capitalized[c]!++;
  };
  for (const [i, paper] of papers.entries()) {
    if (isPauseDue()) await pause(signal);
    for (let entry = mentions.paperStarts[i]!; entry < mentions.paperStarts[i + 1]!; entry++) {
      const concept = mentions.concepts[entry]!;
      if (positionOf[concept] === 0) {
        found[size] = concept;
        positionOf[concept] = ++size;
      }
      const c = positionOf[concept]! - 1;
      counts.documents[c]!++;
      if (paper.year !== undefined) {
        counts.dated[c]!++;
        counts.first[c] = Math.min(counts.first[c]!, paper.year);
      }
      for (let m = mentions.mentionStarts[entry]!; m < mentions.mentionStarts[entry + 1]!; m++)
        countMention(entry, m, paper, i, c);
    }
  }
  return {
    concepts: found.slice(0, size),
    counts,
    surfaceForms: await locateSurfaceForms(surfaceForms, words, mentions, signal),
  };
}

/** Number of surface forms that are located between two checks whether a pause is due. */
const FORMS_PER_RANGE = 1 << 15;

async function locateSurfaceForms(
  { size, concepts, counts, papers, mentions: first }: SurfaceFormCounter,
  words: Words,
  mentions: Mentions,
  signal: AbortSignal | undefined,
): Promise<SurfaceForms> {
  const fields = new Uint8Array(size);
  const [from, to] = [new Uint32Array(size), new Uint32Array(size)];
  await forEachRange(size, FORMS_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      const m = first[k]!;
      fields[k] = mentions.fields[m]!;
      from[k] = words.startOffsets[mentions.starts[m]!]!;
      to[k] = endOffsetOf(words, mentions.ends[m]! - 1);
    }
  });
  const [formConcepts, formCounts, formPapers] = [concepts, counts, papers].map((list) => list.slice(0, size));
  return { concepts: formConcepts!, counts: formCounts!, papers: formPapers!, fields, from, to };
}

/** Number of words after a name within which a word such as "datasets" belongs to it: "MNIST, CIFAR-10, and ImageNet datasets". */
const MAX_WORDS_TO_DATA = 4;

/** Tests whether a mention is followed by a data word, at once or after other names, within the sentence. */
function isNearDataWord({ ids, flags }: Words, isDataWord: Uint8Array, start: number, end: number): boolean {
  const limit = Math.min(ids.length, end + MAX_WORDS_TO_DATA);
  for (let k = end; k < limit && !(flags[k]! & SENTENCE_START); k++) {
    if (isDataWord[ids[k]!]) return k === end ? !(flags[k]! & BREAK) : true;
    if (!(flags[k]! & (NAME_LIKE | JOINED)) && k > end + 1) return false;
  }
  return start > 0 && isDataWord[ids[start - 1]!] === 1 && !(flags[start]! & SENTENCE_START);
}
