import type { Concept } from '../../model/concepts.ts';
import { porter } from '../../text/tokenize/porter.ts';
import { normalizeSpelling } from '../../text/tokenize/spelling.ts';
import { stemOfForm } from '../candidates/word-forms.ts';

/**
 * Creates a function that finds a concept by its id or any of its variants, ignoring differences in case, number,
 * spelling and hyphenation; if none is found, also differences in the ending of words, which the ids of older maps lack.
 * The function returns the index of the concept, or -1.
 */
export function createConceptLookup(concepts: readonly Concept[]): (name: string) => number {
  const byVariant = new Map<string, number>();
  const byLetters = new Map<string, number>();
  const byPorterStems = new Map<string, number>();
  const addUnlessRarer = (index: Map<string, number>, key: string, concept: number) => {
    const existing = index.get(key);
    if (existing === undefined || concepts[existing]!.documents < concepts[concept]!.documents) index.set(key, concept);
  };
  concepts.forEach(({ id, variants }, concept) => {
    byLetters.set(id.replaceAll('-', '').toLowerCase(), concept);
    for (const variant of variants) {
      addUnlessRarer(byVariant, variant.toLowerCase(), concept);
      addUnlessRarer(byPorterStems, joinStems(variant, stemWithPorter), concept);
    }
  });
  return (name) => {
    const key = name.trim().toLowerCase();
    return (
      byVariant.get(key) ??
      byLetters.get(joinStems(key, stemOfForm)) ??
      byLetters.get(key.replaceAll('-', '')) ??
      byPorterStems.get(joinStems(key, stemWithPorter)) ??
      -1
    );
  };
}

const stemWithPorter = (word: string): string => porter(normalizeSpelling(word));

const joinStems = (name: string, stem: (word: string) => string): string =>
  (name.toLowerCase().match(/[\p{L}\p{N}\p{M}+#]+/gu) ?? []).map(stem).join('');

/** Minimum Dice coefficient of a suggestion. */
const MIN_SIMILARITY = 0.4;

/**
 * Suggests concepts for a partial or misspelled name, see `suggestByName`. Among equally good matches, concepts in
 * more papers come first.
 * @returns indexes of at most `count` concepts
 */
export function suggestConcepts(concepts: readonly Concept[], query: string, count = 5): number[] {
  return suggestByName(
    concepts.length,
    (concept) => concepts[concept]!.variants,
    query,
    count,
    (concept) => concepts[concept]!.documents,
  );
}

/**
 * Suggests items for a partial or misspelled name: first items with a name that starts with the query, then those with a
 * word that does, then those whose names are most similar by the Dice coefficient (1945) of their character trigrams.
 * Ties are ordered by `weight`, highest first, then by index. An empty query has no suggestions.
 * @param length number of items
 * @param namesOf returns the names of an item
 * @returns indexes of at most `count` items
 */
export function suggestByName(
  length: number,
  namesOf: (index: number) => readonly string[],
  query: string,
  count: number,
  weight: (index: number) => number = () => 0,
): number[] {
  const normalizedQuery = query.trim().toLowerCase();
  if (normalizedQuery === '') return [];
  const queryTrigrams = trigramsOf(normalizedQuery);
  const matches: { index: number; score: number }[] = [];
  for (let index = 0; index < length; index++) {
    let score = 0;
    for (const name of namesOf(index))
      score = Math.max(score, matchScore(name.toLowerCase(), normalizedQuery, queryTrigrams));
    if (score >= MIN_SIMILARITY) matches.push({ index, score });
  }
  matches.sort((a, b) => b.score - a.score || weight(b.index) - weight(a.index) || a.index - b.index);
  return matches.slice(0, count).map(({ index }) => index);
}

const PREFIX_SCORE = 3;
const WORD_PREFIX_SCORE = 2;

function matchScore(name: string, query: string, queryTrigrams: ReadonlySet<string>): number {
  if (name.startsWith(query)) return PREFIX_SCORE;
  if (name.includes(` ${query}`)) return WORD_PREFIX_SCORE;
  // The smaller set bounds the number of shared trigrams; most names are rejected without computing theirs.
  const maxTrigrams = name.length + 2;
  const maxShared = Math.min(maxTrigrams, queryTrigrams.size);
  if (2 * maxShared < MIN_SIMILARITY * (maxTrigrams + queryTrigrams.size)) return 0;
  const trigrams = trigramsOf(name);
  let shared = 0;
  for (const trigram of trigrams) if (queryTrigrams.has(trigram)) shared++;
  return (2 * shared) / (trigrams.size + queryTrigrams.size);
}

/** Returns the character trigrams of a text, padded with two spaces before and one after. */
function trigramsOf(text: string): Set<string> {
  const padded = `  ${text} `;
  const trigrams = new Set<string>();
  for (let k = 0; k + 3 <= padded.length; k++) trigrams.add(padded.slice(k, k + 3));
  return trigrams;
}
