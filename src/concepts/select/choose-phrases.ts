import type { Hooks } from '../../model/options.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { NAME, type Phrases } from '../candidates/phrases.ts';
import type { Definition } from '../candidates/words.ts';
import { createRanker, topPhrases } from './rank-phrases.ts';

/**
 * Share of a phrase's papers in which it must be among the top phrases. Phrases that most papers mention in passing
 * ("users", "data", "approach") stay below it. This is the keyphraseness of Mihalcea and Csomai ("Wikify!", 2007), with
 * the ranking in place of annotations by authors.
 */
const MIN_TOP_SHARE = 0.2;

/** Number of papers up to which a phrase that one of them introduces as a name is accepted as a name. */
const MAX_PAPERS_OF_NAME = 3;

/**
 * Chooses the phrases that become concepts: those that are often enough among the top phrases of their papers, those
 * spelled like names, and the names that papers introduce. Introduced names that many papers use are left out, since
 * "Design: ..." does not make "design" a name.
 * @throws the reason of the signal if it is aborted
 */
export async function choosePhrases(
  phrases: Phrases,
  phrasesPerPaper: number,
  introducedNames: readonly { phrase: number }[],
  { signal, progress }: Hooks,
): Promise<Set<number>> {
  const papers = phrases.paperStarts.length - 1;
  const { documents, size } = phrases.trie;
  const rank = createRanker(phrases);
  const topCounts = new Uint32Array(size);
  const chosen = new Set(
    introducedNames.map(({ phrase }) => phrase).filter((phrase) => documents[phrase]! <= MAX_PAPERS_OF_NAME),
  );
  for (let paper = 0; paper < papers; paper++) {
    if (isPauseDue()) {
      progress?.('concepts', papers + paper, 2 * papers);
      await pause(signal);
    }
    const ranking = rank(paper);
    for (const phrase of topPhrases(ranking, phrasesPerPaper)) topCounts[phrase]!++;
    for (let k = 0; k < ranking.count; k++) if (ranking.flags[k]! & NAME) chosen.add(ranking.phrases[k]!);
  }
  for (let phrase = 0; phrase < size; phrase++)
    if (topCounts[phrase]! > 0 && topCounts[phrase]! >= MIN_TOP_SHARE * documents[phrase]!) chosen.add(phrase);
  return chosen;
}

/** Share of the definitions of an abbreviation that must agree on a long form. */
const MIN_AGREEMENT = 0.6;

/**
 * Share of the papers using an abbreviation that must define it so: a few papers that define TREC as "tamper resistant
 * embedded controller" do not decide what the other papers mean.
 */
const MIN_DEFINING_SHARE = 0.1;

/** Maps abbreviations to their long forms (phrase ids) where enough papers agree. */
export function findLongForms(definitions: readonly Definition[], { idOf, trie }: Phrases): Map<number, number> {
  const papersByForms = new Map<number, Map<number, Set<number>>>();
  for (const { paper, short, long } of definitions) {
    // A shortened single word, as in "feedback (FB)", is not a name.
    if (long.end - long.start < 2) continue;
    const shortId = idOf(short);
    const papersByLong = papersByForms.get(shortId) ?? new Map<number, Set<number>>();
    papersByForms.set(shortId, papersByLong);
    const longId = idOf(long);
    papersByLong.set(longId, (papersByLong.get(longId) ?? new Set()).add(paper));
  }
  const longFormOf = new Map<number, number>();
  for (const [short, papersByLong] of papersByForms) {
    const total = [...papersByLong.values()].reduce((sum, papers) => sum + papers.size, 0);
    const minPapers = Math.max(MIN_AGREEMENT * total, MIN_DEFINING_SHARE * trie.documents[short]!);
    for (const [long, papers] of papersByLong)
      if (papers.size >= minPapers && long !== short) longFormOf.set(short, long);
  }
  // A long form that abbreviates another name would form a chain, so such abbreviations stay separate.
  for (const [short, long] of longFormOf) if (longFormOf.has(long)) longFormOf.delete(short);
  return longFormOf;
}
