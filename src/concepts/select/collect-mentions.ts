import { UNIT } from '../../model/sparse.ts';
import { IntList } from '../../util/int-list.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { exp } from '../../util/portable-math.ts';
import { type PhraseOccurrences, wordsOf } from '../candidates/phrases.ts';
import { ABSTRACT, TITLE, type WordSpan } from '../candidates/words.ts';
import type { Ranking } from './rank-phrases.ts';

/** The mentions of all concepts as word ranges, by paper and concept. */
export interface Mentions {
  /** Entries (pairs of paper and concept) of paper i are paperStarts[i] .. paperStarts[i + 1]. */
  paperStarts: Uint32Array;
  /** Concept of each entry. */
  concepts: Uint32Array;
  /** Relevance of the concept to the paper, times {@link UNIT}. */
  values: Uint16Array;
  /** Mentions of entry k are mentionStarts[k] .. mentionStarts[k + 1] of the next three arrays. */
  mentionStarts: Uint32Array;
  fields: Uint8Array;
  /** First word. */
  starts: Uint32Array;
  /** Word after the last. */
  ends: Uint32Array;
}

/** The assignment of the phrases of some papers to concepts. */
export interface ConceptAssignment {
  /** Number of concepts. */
  concepts: number;
  /** The concept of each phrase, -1 for phrases without a concept. */
  conceptOf: Int32Array;
  /** By paper, the concepts of the abbreviations that mean something else there than elsewhere. */
  localConcepts: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/** A span that a rule for names found, and its phrase. */
export interface NameSpan extends WordSpan {
  paper: number;
  phrase: number;
}

/** The score at which a phrase is an author's keyword with probability 0.5. */
const EVEN_SCORE = 3.4;
/** The score of names that extend over a break, such as "Structurally Prune Anything". */
const UNRANKED_SCORE = 1;

/**
 * Collects all mentions of all concepts and their relevance to each paper.
 * @param names spans that the rules for names found, which may extend over breaks and are then no phrases
 * @param rank scores the phrases of a paper that are concepts
 * @throws the reason of the signal if it is aborted
 */
export async function collectMentions(
  phrases: PhraseOccurrences,
  { conceptOf, localConcepts, concepts: conceptCount }: ConceptAssignment,
  names: readonly NameSpan[],
  rank: (paper: number) => Ranking,
  signal?: AbortSignal,
): Promise<Mentions> {
  const { words } = phrases;
  const papers = phrases.paperStarts.length - 1;
  const namesByPaper = groupByPaper(names);
  const paperStarts = new Uint32Array(papers + 1);
  const [concepts, values, mentionStarts] = [new IntList(), new IntList(), new IntList()];
  const [fields, starts, ends] = [new IntList(), new IntList(), new IntList()];
  const list = new MentionList(conceptCount);
  for (let paper = 0; paper < papers; paper++) {
    if (isPauseDue()) await pause(signal);
    list.clear();
    const localConcept = localConcepts.get(paper);
    for (let k = phrases.paperStarts[paper]!; k < phrases.paperStarts[paper + 1]!; k++) {
      const phrase = phrases.ids[k]!;
      const concept = localConcept?.get(phrase) ?? conceptOf[phrase]!;
      if (concept < 0) continue;
      const start = phrases.starts[k]!;
      list.insert(list.findOrAddEntry(concept), start, start + wordsOf(phrases.marks[k]!));
    }
    const ranking = rank(paper);
    for (let k = 0; k < ranking.count; k++) {
      const phrase = ranking.phrases[k]!;
      const entry = list.findOrAddEntry(localConcept?.get(phrase) ?? conceptOf[phrase]!);
      list.scores[entry] = Math.max(list.scores[entry]!, ranking.scores[k]!);
    }
    for (const { phrase, start, end } of namesByPaper.get(paper) ?? [])
      if (conceptOf[phrase]! >= 0 && !localConcept?.has(phrase))
        list.insert(list.findOrAddEntry(conceptOf[phrase]!), start, end);
    const relevance = list.scores.map(relevanceOf);
    const order = Array.from(relevance, (_, entry) => entry);
    order.sort((a, b) => relevance[b]! - relevance[a]! || list.concepts[a]! - list.concepts[b]!);
    const abstractStart = words.fieldStarts[2 * paper + 1]!;
    for (const entry of order) {
      concepts.push(list.concepts[entry]!);
      values.push(relevance[entry]!);
      mentionStarts.push(starts.length);
      for (let span = list.firsts[entry]!; span >= 0; span = list.nexts[span]!) {
        fields.push(list.starts[span]! < abstractStart ? TITLE : ABSTRACT);
        starts.push(list.starts[span]!);
        ends.push(list.ends[span]!);
      }
    }
    paperStarts[paper + 1] = concepts.length;
  }
  mentionStarts.push(starts.length);
  const toArray = (list: IntList) => list.items.subarray(0, list.length);
  return {
    paperStarts,
    concepts: new Uint32Array(toArray(concepts)),
    values: new Uint16Array(toArray(values)),
    mentionStarts: new Uint32Array(toArray(mentionStarts)),
    fields: new Uint8Array(toArray(fields)),
    starts: new Uint32Array(toArray(starts)),
    ends: new Uint32Array(toArray(ends)),
  };
}

/**
 * The concepts of one paper and the word ranges of their mentions, as lists that are cleared for the next paper: millions of small
 * objects would take longer.
 */
class MentionList {
  /** The concept of each entry, the highest score of its phrases, and its first and last range, -1 if it has none. */
  concepts: number[] = [];
  scores: number[] = [];
  firsts: number[] = [];
  #lasts: number[] = [];
  /** Ranges; those of an entry are linked in ascending order and disjoint. The range after the last is -1. */
  starts: number[] = [];
  ends: number[] = [];
  nexts: number[] = [];
  /** Entry of each concept, plus one; 0 if it has none. */
  readonly #entryOf: Int32Array;

  constructor(conceptCount: number) {
    this.#entryOf = new Int32Array(conceptCount);
  }

  clear(): void {
    for (const concept of this.concepts) this.#entryOf[concept] = 0;
    for (const list of [this.concepts, this.scores, this.firsts, this.#lasts, this.starts, this.ends, this.nexts])
      list.length = 0;
  }

  findOrAddEntry(concept: number): number {
    const existing = this.#entryOf[concept]!;
    if (existing > 0) return existing - 1;
    this.#entryOf[concept] = this.concepts.push(concept);
    this.scores.push(-Infinity);
    this.firsts.push(-1);
    this.#lasts.push(-1);
    return this.concepts.length - 1;
  }

  /** Inserts a range at its sorted position unless it overlaps an existing one. */
  insert(entry: number, start: number, end: number): void {
    let previous = this.#lasts[entry]!;
    if (previous >= 0 && this.starts[previous]! >= end) {
      // Only spans of the rules for names come after later ones.
      previous = -1;
      for (let k = this.firsts[entry]!; this.starts[k]! < end; k = this.nexts[k]!) previous = k;
    }
    if (previous >= 0 && this.ends[previous]! > start) return;
    const span = this.starts.push(start) - 1;
    this.ends.push(end);
    this.nexts.push(previous >= 0 ? this.nexts[previous]! : this.firsts[entry]!);
    if (previous >= 0) this.nexts[previous] = span;
    else this.firsts[entry] = span;
    if (this.nexts[span] === -1) this.#lasts[entry] = span;
  }
}

/** Converts a score, which is a log-odds, to a probability times {@link UNIT}. */
const relevanceOf = (score: number) =>
  Math.round(UNIT / (1 + exp(EVEN_SCORE - (score === -Infinity ? UNRANKED_SCORE : score))));

function groupByPaper(spans: readonly NameSpan[]): Map<number, NameSpan[]> {
  const groups = new Map<number, NameSpan[]>();
  for (const span of spans) {
    const group = groups.get(span.paper);
    if (group) group.push(span);
    else groups.set(span.paper, [span]);
  }
  return groups;
}
