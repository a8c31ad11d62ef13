import { UNIT } from '../../model/sparse.ts';
import { log } from '../../util/portable-math.ts';
import type { TermStatistics } from '../term-statistics.ts';

/** A term that is more frequent in a group of papers than in others. */
export interface DistinctiveTerm {
  term: number;
  /** Above 0; see {@link findDistinctiveTerms}. */
  score: number;
  /** The log-odds ratio in standard errors; see {@link findDistinctiveTerms}. */
  z: number;
  /** Number of papers of the group with the term. */
  papers: number;
  /**
   * Cohesion of all papers with the term divided by the cohesion of the group, limited to 0..1. Low for general words, which
   * are used in unrelated papers. Default 1.
   */
  specificity?: number;
}

/** The papers with which a group is compared; includes the group. */
export type Background = Pick<TermStatistics, 'size' | 'paperCounts'>;

/** Weight of the prior, in papers of the background. */
const PRIOR = 10;

/**
 * Returns the terms that distinguish a group of papers from the rest of a background, by descending score.
 *
 * The score is the weighted log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin'
 * Words", equations 16 and 22), times the mean weight of the term. It counts papers rather than words, so that one paper that
 * repeats a word counts once. The mean weight favors terms in titles and penalizes frequent words that happen to cluster.
 *
 *     a = PRIOR * (papers of the background with the term) / (papers of the background)
 *     d = ln((y + a) / (n + PRIOR - y - a)) - ln((y' + a) / (n' + PRIOR - y' - a))
 *     z = d / sqrt(1 / (y + a) + 1 / (y' + a))
 *     score = z * mean weight (0..1) of the term in the group's papers that contain it
 *
 * where y of the group's n papers contain the term and y' of the n' other papers do.
 * @param minPapers Minimum number of the group's papers that contain the term.
 */
export function findDistinctiveTerms(
  group: TermStatistics,
  background: Background,
  minPapers: number,
): DistinctiveTerm[] {
  const otherSize = background.size - group.size;
  const distinctive: DistinctiveTerm[] = [];
  for (const term of group.terms) {
    const papers = group.paperCounts[term]!;
    if (papers < minPapers) continue;
    const prior = (PRIOR * background.paperCounts[term]!) / background.size;
    const count = papers + prior;
    const otherCount = background.paperCounts[term]! - papers + prior;
    // Adding 0.5 keeps the odds finite if all papers contain the term.
    const logOdds = log(count / (group.size + PRIOR - count + 0.5));
    const otherLogOdds = log(otherCount / (otherSize + PRIOR - otherCount + 0.5));
    const z = (logOdds - otherLogOdds) / Math.sqrt(1 / count + 1 / otherCount);
    if (z > 0) distinctive.push({ term, score: (z * group.weightSums[term]!) / papers / UNIT, z, papers });
  }
  return distinctive.sort((a, b) => b.score - a.score || a.term - b.term);
}
