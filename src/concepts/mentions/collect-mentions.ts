import { UNIT } from '../../model/sparse.ts';
import { Ints } from '../../util/int-list.ts';
import { ranker } from '../select/rank.ts';
import type { Groups } from '../select/variants.ts';
import type { Phrases } from './phrases.ts';
import type { Span } from './words.ts';

/** Mentions as words, by paper and concept. */
export interface Collected {
  /** Entries of paper i are starts[i] .. starts[i+1]. */
  starts: Uint32Array;
  concepts: Uint32Array;
  /** How telling the concept is for the paper, times UNIT. */
  values: Uint16Array;
  /** Mentions of entry k are mentionStarts[k] .. mentionStarts[k+1]. */
  mentionStarts: Uint32Array;
  fields: Uint8Array;
  /** Words [from, to). */
  from: Uint32Array;
  to: Uint32Array;
}

/** A place that the rules for names found, and what stands there. */
export interface NamedSpan extends Span {
  paper: number;
  phrase: number;
}

/** The score at which a phrase is as likely as not an author's keyword. */
const EVEN = 2.4;
/** The score of names that cross the bounds of phrases, such as "Structurally Prune Anything". */
const UNRANKED = 0;

/** Finds all places of all concepts. `spans` are places that the rules for names found, which may cross the bounds of phrases. */
export function collectMentions(phrases: Phrases, { conceptOf, ids }: Groups, spans: readonly NamedSpan[]): Collected {
  const { words } = phrases;
  const papers = phrases.starts.length - 1;
  const extra = byPaper(spans);
  const rank = ranker(phrases, conceptOf);
  const starts = new Uint32Array(papers + 1);
  const [concepts, values, mentionStarts] = [new Ints(), new Ints(), new Ints()];
  const [fields, from, to] = [new Ints(), new Ints(), new Ints()];
  /** Of each concept of the paper at hand its place in `entries`, plus one. */
  const entryOf = new Int32Array(ids.length);
  let entries: Entry[] = [];
  const entry = (concept: number): Entry => {
    const known = entryOf[concept]!;
    if (known > 0) return entries[known - 1]!;
    const made = { concept, score: -Infinity, from: [], to: [] };
    entryOf[concept] = entries.push(made);
    return made;
  };
  for (let paper = 0; paper < papers; paper++) {
    entries = [];
    for (let u = phrases.starts[paper]!; u < phrases.starts[paper + 1]!; u++) {
      const concept = conceptOf[phrases.phrases[u]!]!;
      if (concept >= 0) add(entry(concept), phrases.from[u]!, phrases.to[u]!);
    }
    const ranking = rank(paper);
    for (let k = 0; k < ranking.count; k++) {
      const own = entry(conceptOf[ranking.phrases[k]!]!);
      own.score = Math.max(own.score, ranking.scores[k]!);
    }
    for (const { phrase, from, to } of extra.get(paper) ?? [])
      if (conceptOf[phrase]! >= 0) add(entry(conceptOf[phrase]!), from, to);
    const valued = entries.map((own) => ({ own, value: valueAt(own.score) }));
    valued.sort((a, b) => b.value - a.value || a.own.concept - b.own.concept);
    const abstract = words.starts[2 * paper + 1]!;
    for (const { own, value } of valued) {
      entryOf[own.concept] = 0;
      concepts.push(own.concept);
      values.push(value);
      mentionStarts.push(from.length);
      for (let m = 0; m < own.from.length; m++) {
        fields.push(own.from[m]! < abstract ? 0 : 1);
        from.push(own.from[m]!);
        to.push(own.to[m]!);
      }
    }
    starts[paper + 1] = concepts.length;
  }
  mentionStarts.push(from.length);
  const cut = (list: Ints) => list.items.subarray(0, list.length);
  return {
    starts,
    concepts: Uint32Array.from(cut(concepts)),
    values: Uint16Array.from(cut(values)),
    mentionStarts: Uint32Array.from(cut(mentionStarts)),
    fields: Uint8Array.from(cut(fields)),
    from: Uint32Array.from(cut(from)),
    to: Uint32Array.from(cut(to)),
  };
}

/** A concept of the paper at hand. */
interface Entry {
  concept: number;
  /** The highest of its phrases. */
  score: number;
  /** Words [from, to) of its places, ascending; none overlap. */
  from: number[];
  to: number[];
}

/** Adds a place in its order unless it overlaps one that is there. */
function add({ from, to }: Entry, start: number, end: number): void {
  let at = from.length;
  while (at > 0 && from[at - 1]! >= end) at--;
  if (at > 0 && to[at - 1]! > start) return;
  if (at === from.length) {
    from.push(start);
    to.push(end);
  } else {
    from.splice(at, 0, start);
    to.splice(at, 0, end);
  }
}

const valueAt = (score: number) => Math.round(UNIT / (1 + Math.exp(EVEN - (score === -Infinity ? UNRANKED : score))));

function byPaper(spans: readonly NamedSpan[]): Map<number, NamedSpan[]> {
  const found = new Map<number, NamedSpan[]>();
  for (const span of spans) {
    const list = found.get(span.paper);
    if (list) list.push(span);
    else found.set(span.paper, [span]);
  }
  return found;
}
