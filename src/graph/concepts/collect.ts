import { UNIT } from '../../types.ts';
import type { Groups } from './groups.ts';
import { Grown } from './grown.ts';
import type { Span } from './names.ts';
import type { Phrases } from './phrases.ts';

/** Mentions as words, by paper and concept. */
export interface Collected {
  /** Entries of paper i are starts[i] .. starts[i+1]. */
  starts: Uint32Array;
  concepts: Uint32Array;
  /** How telling the concept is for the paper, times UNIT. */
  values: Uint16Array;
  /** Mentions of entry k are mentionStarts[k] .. mentionStarts[k+1]. */
  mentionStarts: Uint32Array;
  fields: Uint32Array;
  /** Words [from, to). */
  from: Uint32Array;
  to: Uint32Array;
}

/** The score at which a phrase is as likely as not an author's keyword. */
const EVEN = 2.4;
/** The score of names that cross the bounds of phrases, such as "Structurally Prune Anything". */
const UNRANKED = 0;

/** Finds all places of all concepts. `spans` are places that the rules for names found, which may cross the bounds of phrases. */
export function collectMentions(
  phrases: Phrases,
  { conceptOf }: Groups,
  scores: readonly { phrases: Uint32Array; values: Float64Array }[],
  spans: readonly (Span & { paper: number; phrase: number })[],
): Collected {
  const extra = new Map<number, (Span & { phrase: number })[]>();
  for (const span of spans) {
    const list = extra.get(span.paper);
    if (list) list.push(span);
    else extra.set(span.paper, [span]);
  }
  const starts = new Uint32Array(scores.length + 1);
  const [concepts, mentionStarts, fields, from, to] = [new Grown(), new Grown(), new Grown(), new Grown(), new Grown()];
  const values: number[] = [];
  scores.forEach((ranked, paper) => {
    const best = new Map<number, number>();
    ranked.phrases.forEach((phrase, k) => {
      const concept = conceptOf[phrase]!;
      if (concept >= 0) best.set(concept, Math.max(best.get(concept) ?? -Infinity, ranked.values[k]!));
    });
    const places = new Map<number, Span[]>();
    const add = (concept: number, place: Span) => {
      const list = places.get(concept);
      if (!list) places.set(concept, [place]);
      else if (!list.some((other) => other.field === place.field && other.from < place.to && place.from < other.to))
        list.push(place);
    };
    phrases.visit(paper, (phrase, a, b, field) => {
      const concept = conceptOf[phrase]!;
      if (concept >= 0) add(concept, { field, from: a, to: b });
    });
    for (const { phrase, field, from, to } of extra.get(paper) ?? [])
      if (conceptOf[phrase]! >= 0) add(conceptOf[phrase]!, { field, from, to });
    const entries = [...places].map(([concept, list]) => ({
      concept,
      list,
      value: Math.round(UNIT / (1 + Math.exp(EVEN - (best.get(concept) ?? UNRANKED)))),
    }));
    entries.sort((a, b) => b.value - a.value || a.concept - b.concept);
    for (const { concept, list, value } of entries) {
      concepts.push(concept);
      values.push(value);
      mentionStarts.push(from.length);
      list.sort((a, b) => a.from - b.from);
      for (const place of list) {
        fields.push(place.field);
        from.push(place.from);
        to.push(place.to);
      }
    }
    starts[paper + 1] = concepts.length;
  });
  mentionStarts.push(from.length);
  return {
    starts,
    concepts: concepts.array(),
    values: Uint16Array.from(values),
    mentionStarts: mentionStarts.array(),
    fields: fields.array(),
    from: from.array(),
    to: to.array(),
  };
}
