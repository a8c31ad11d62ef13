import { UNIT } from '../../model/sparse.ts';
import type { Tally } from '../term-statistics.ts';

/** A term and how strongly it tells a group of papers from others. Above 0. */
export interface Telling {
  term: number;
  /** See {@link contrast}. */
  score: number;
  /** Papers of the group with the term. */
  papers: number;
  /** How alike its papers are wherever they stand, as a part of how alike the group's are; 0..1, small for words of every field. Default 1. */
  focus?: number;
}

/** The papers that a group is one part of. */
export type Background = Pick<Tally, 'size' | 'papers'>;

/** How many papers' worth of the background the prior weighs. */
const PRIOR = 10;

/**
 * The terms that set a group of papers apart from the rest of a background and that matter in them, strongest first.
 * What sets apart is the weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations
 * 16 and 22), over papers rather than words, so that one paper that repeats itself counts once. What matters is the term's
 * weight in the rows: common words that happen to cluster have little, and what titles speak of has much.
 *
 *     a = PRIOR * (papers of the background with the term) / (papers of the background)
 *     d = ln((y + a) / (n + PRIOR - y - a)) - ln((y' + a) / (n' + PRIOR - y' - a))
 *     z = d / sqrt(1 / (y + a) + 1 / (y' + a))
 *     score = z * mean weight (0..1) of the term in the group's papers that have it
 *
 * with y of the group's n papers having the term, and y' of the other n'.
 * @param least In how many of the group's papers a term must stand.
 */
export function contrast(group: Tally, background: Background, least: number): Telling[] {
  const others = background.size - group.size;
  const found: Telling[] = [];
  for (const term of group.terms) {
    const own = group.papers[term]!;
    if (own < least) continue;
    const prior = (PRIOR * background.papers[term]!) / background.size;
    const inside = own + prior;
    const outside = background.papers[term]! - own + prior;
    // Half a paper keeps the odds finite where all papers have the term.
    const odds = Math.log(inside / (group.size + PRIOR - inside + 0.5));
    const otherOdds = Math.log(outside / (others + PRIOR - outside + 0.5));
    const z = (odds - otherOdds) / Math.sqrt(1 / inside + 1 / outside);
    if (z > 0) found.push({ term, score: (z * group.weights[term]!) / own / UNIT, papers: own });
  }
  return found.sort((a, b) => b.score - a.score || a.term - b.term);
}
