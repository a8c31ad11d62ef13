import { UNIT } from '../../model/sparse.ts';
import { IntList } from '../../util/int-list.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import type { Phrases } from '../candidates/phrases.ts';
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
  phrases: Phrases,
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
  /** Index into `entries` of each concept of the current paper, plus one; 0 if it has none. */
  const entryOf = new Int32Array(conceptCount);
  let entries: Entry[] = [];
  const findOrAddEntry = (concept: number): Entry => {
    const existing = entryOf[concept]!;
    if (existing > 0) return entries[existing - 1]!;
    const entry = { concept, score: -Infinity, starts: [], ends: [] };
    entryOf[concept] = entries.push(entry);
    return entry;
  };
  for (let paper = 0; paper < papers; paper++) {
    if (isPauseDue()) await pause(signal);
    entries = [];
    const localConcept = localConcepts.get(paper);
    for (let k = phrases.paperStarts[paper]!; k < phrases.paperStarts[paper + 1]!; k++) {
      const concept = localConcept?.get(phrases.ids[k]!) ?? conceptOf[phrases.ids[k]!]!;
      if (concept >= 0) insertSpan(findOrAddEntry(concept), phrases.starts[k]!, phrases.ends[k]!);
    }
    const ranking = rank(paper);
    for (let k = 0; k < ranking.count; k++) {
      const phrase = ranking.phrases[k]!;
      const entry = findOrAddEntry(localConcept?.get(phrase) ?? conceptOf[phrase]!);
      entry.score = Math.max(entry.score, ranking.scores[k]!);
    }
    for (const { phrase, start, end } of namesByPaper.get(paper) ?? [])
      if (conceptOf[phrase]! >= 0 && !localConcept?.has(phrase))
        insertSpan(findOrAddEntry(conceptOf[phrase]!), start, end);
    const sorted = entries.map((entry) => ({ entry, value: relevanceOf(entry.score) }));
    sorted.sort((a, b) => b.value - a.value || a.entry.concept - b.entry.concept);
    const abstractStart = words.fieldStarts[2 * paper + 1]!;
    for (const { entry, value } of sorted) {
      entryOf[entry.concept] = 0;
      concepts.push(entry.concept);
      values.push(value);
      mentionStarts.push(starts.length);
      for (let m = 0; m < entry.starts.length; m++) {
        fields.push(entry.starts[m]! < abstractStart ? TITLE : ABSTRACT);
        starts.push(entry.starts[m]!);
        ends.push(entry.ends[m]!);
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

/** A concept in the current paper. */
interface Entry {
  concept: number;
  /** The highest score of the concept's phrases in the paper. */
  score: number;
  /** Word ranges of its mentions, ascending and disjoint. */
  starts: number[];
  ends: number[];
}

/** Inserts a range at its sorted position unless it overlaps an existing one. */
function insertSpan({ starts, ends }: Entry, start: number, end: number): void {
  let position = starts.length;
  while (position > 0 && starts[position - 1]! >= end) position--;
  if (position > 0 && ends[position - 1]! > start) return;
  if (position === starts.length) {
    starts.push(start);
    ends.push(end);
  } else {
    starts.splice(position, 0, start);
    ends.splice(position, 0, end);
  }
}

/** Converts a score, which is a log-odds, to a probability times {@link UNIT}. */
const relevanceOf = (score: number) =>
  Math.round(UNIT / (1 + Math.exp(EVEN_SCORE - (score === -Infinity ? UNRANKED_SCORE : score))));

function groupByPaper(spans: readonly NameSpan[]): Map<number, NameSpan[]> {
  const groups = new Map<number, NameSpan[]>();
  for (const span of spans) {
    const group = groups.get(span.paper);
    if (group) group.push(span);
    else groups.set(span.paper, [span]);
  }
  return groups;
}
