import { forEachRange } from '../../util/pause.ts';
import { log } from '../../util/portable-math.ts';
import { logTitleShare } from '../candidates/noun-phrases.ts';
import { COMPLETE, DEFINED, type PhraseOccurrences, STANDALONE, wordsOf } from '../candidates/phrases.ts';

/**
 * The distinct phrases of one paper in order of first occurrence, as parallel arrays. The arrays are reused for the next
 * paper.
 */
export interface Ranking {
  count: number;
  phrases: Int32Array;
  scores: Float64Array;
  /** Flags of each phrase, see {@link PhraseOccurrences.marks}. */
  flags: Int32Array;
}

/** Counts in the whole collection, of the phrases and word forms of some papers. */
export interface CollectionCounts {
  /** Number of papers in the collection. */
  papers: number;
  /** Number of papers, and of titles, with each phrase. */
  documents: ArrayLike<number>;
  titles: ArrayLike<number>;
  /** Number of occurrences of each phrase, and of those that are STANDALONE. */
  occurrences: ArrayLike<number>;
  standalone: ArrayLike<number>;
  /** Logarithm of the title share of each word form: see `computeTitleShares`. */
  titleShares: Float64Array;
}

/** Number of phrases that are scored between two checks whether a pause is due. */
const PHRASES_PER_RANGE = 1 << 15;

/**
 * Computes the part of each phrase's score that does not depend on the paper. Sequences of stems that are no phrases have no document and an
 * infinite score.
 * @throws the reason of the signal if it is aborted
 */
export async function scoreInCollection(
  { papers, documents, titles, occurrences, standalone }: CollectionCounts,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const scores = new Float64Array(documents.length);
  await forEachRange(documents.length, PHRASES_PER_RANGE, signal, (start, end) => {
    for (let phrase = start; phrase < end; phrase++) {
      const idf = log(papers / documents[phrase]!);
      scores[phrase] =
        1.05 * idf -
        0.08 * idf * idf +
        0.43 * log((standalone[phrase]! + 0.3) / (occurrences[phrase]! + 1)) +
        0.57 * logTitleShare(titles[phrase]!, documents[phrase]!);
    }
  });
  return scores;
}

/**
 * Creates a function that scores the phrases of a paper. With `conceptOf`, phrases with a negative entry are left out.
 *
 * The score is the sum of these terms:
 *
 *     ln count                                occurs often in the paper
 *   + 1.6 if the paper defines an abbreviation for it
 *   - 0.15 ln(1 + words before it)            occurs early in the abstract
 *   + 1.0 for two words, 0.7 for three        most names in research have two words
 *   + 1.05 idf - 0.08 idf^2                   neither too common nor too rare; largest at one paper in 700
 *   + 0.43 log share between breaks           a whole name rather than a part of one, in all papers
 *   + 0.57 log title share of the phrase      titles contain what papers are about, not "experimental results"
 *   + 0.36 log title share of its last word + 0.34 least log title share of its words
 *
 * The sum approximates the log-odds of a logistic regression on these terms, with rounded coefficients. It
 * was fitted on papers that the benchmark does not use.
 */
export function createRanker(
  phrases: PhraseOccurrences,
  titleShares: Float64Array,
  collectionScores: Float64Array,
  conceptOf?: Int32Array,
): (paper: number) => Ranking {
  const { words, size, paperStarts } = phrases;
  const papers = paperStarts.length - 1;
  let maxOccurrences = 0;
  for (let i = 0; i < papers; i++) maxOccurrences = Math.max(maxOccurrences, paperStarts[i + 1]! - paperStarts[i]!);
  const ranking: Ranking = {
    count: 0,
    phrases: new Int32Array(maxOccurrences),
    scores: new Float64Array(maxOccurrences),
    flags: new Int32Array(maxOccurrences),
  };
  const counts = new Int32Array(maxOccurrences);
  const firstOccurrences = new Int32Array(maxOccurrences);
  /** Position of each phrase in the ranking plus one; 0 if it is not in the ranking. */
  const positionOf = new Int32Array(size);
  const collectPhrases = (paper: number): number => {
    let count = 0;
    for (let k = paperStarts[paper]!; k < paperStarts[paper + 1]!; k++) {
      const phrase = phrases.ids[k]!;
      if (conceptOf && conceptOf[phrase]! < 0) continue;
      const position = positionOf[phrase]!;
      if (position > 0) {
        counts[position - 1]!++;
        ranking.flags[position - 1]! |= phrases.marks[k]! & (STANDALONE | DEFINED);
        continue;
      }
      ranking.phrases[count] = phrase;
      ranking.flags[count] = phrases.marks[k]!;
      counts[count] = 1;
      firstOccurrences[count++] = k;
      positionOf[phrase] = count;
    }
    return count;
  };
  return (paper) => {
    const count = collectPhrases(paper);
    const abstractStart = words.fieldStarts[2 * paper + 1]!;
    for (let k = 0; k < count; k++) {
      const start = phrases.starts[firstOccurrences[k]!]!;
      const length = wordsOf(phrases.marks[firstOccurrences[k]!]!);
      const end = start + length;
      let minTitleShare = 0;
      for (let word = start; word < end; word++)
        minTitleShare = Math.min(minTitleShare, titleShares[words.ids[word]!]!);
      ranking.scores[k] =
        (counts[k] === 1 ? 0 : log(counts[k]!)) +
        (ranking.flags[k]! & DEFINED ? 1.6 : 0) -
        0.15 * logDistance(Math.max(0, start - abstractStart)) +
        (length === 2 ? 1 : length === 3 ? 0.7 : 0) +
        collectionScores[ranking.phrases[k]!]! +
        0.36 * titleShares[words.ids[end - 1]!]! +
        0.34 * minTitleShare;
      positionOf[ranking.phrases[k]!] = 0;
    }
    ranking.count = count;
    return ranking;
  };
}

/** Logarithms of 1 plus the first numbers: few abstracts have more words. */
const LOG1P = Float64Array.from({ length: 1024 }, (_, distance) => log(1 + distance));

const logDistance = (distance: number) => (distance < LOG1P.length ? LOG1P[distance]! : log(1 + distance));

/** Returns the complete phrases of a ranking with the highest scores, best first, ties in reading order. */
export function topPhrases({ count, phrases, scores, flags }: Ranking, limit: number): number[] {
  /** Positions of the best so far, which are few: inserting is faster than sorting all. */
  const best: number[] = [];
  for (let k = 0; k < count; k++) {
    if (!(flags[k]! & COMPLETE)) continue;
    let rank = best.length;
    while (rank > 0 && scores[best[rank - 1]!]! < scores[k]!) rank--;
    if (rank >= limit) continue;
    if (best.length === limit) best.pop();
    best.splice(rank, 0, k);
  }
  return best.map((k) => phrases[k]!);
}
