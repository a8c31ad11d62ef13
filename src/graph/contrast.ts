import { type TermRows, UNIT } from '../types.ts';

/** A term and how strongly it tells a group of papers from others. Above 0. */
export interface Telling {
  term: number;
  /** See {@link Contrast}. */
  score: number;
  /** Papers of the group with the term. */
  papers: number;
}

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
 */
export class Contrast {
  readonly #rows: TermRows;
  readonly #background: Uint32Array;
  readonly #size: number;

  /** @param background Papers (their rows) that groups are contrasted with. */
  constructor(rows: TermRows, terms: number, background: Uint32Array) {
    this.#rows = rows;
    this.#background = count(rows, terms, background).papers;
    this.#size = background.length;
  }

  /** What tells these papers, all of the background, from the rest: terms in at least `least` of them. */
  telling(group: Uint32Array, least: number): Telling[] {
    const { papers, weights } = count(this.#rows, this.#background.length, group);
    const others = this.#size - group.length;
    const found: Telling[] = [];
    for (let term = 0; term < papers.length; term++) {
      const own = papers[term]!;
      if (own < least) continue;
      const prior = (PRIOR * this.#background[term]!) / this.#size;
      const inside = own + prior;
      const outside = this.#background[term]! - own + prior;
      // Half a paper keeps the odds finite where all papers have the term.
      const odds = Math.log(inside / (group.length + PRIOR - inside + 0.5));
      const otherOdds = Math.log(outside / (others + PRIOR - outside + 0.5));
      const z = (odds - otherOdds) / Math.sqrt(1 / inside + 1 / outside);
      if (z > 0) found.push({ term, score: (z * weights[term]!) / own / UNIT, papers: own });
    }
    return found.sort((a, b) => b.score - a.score || a.term - b.term);
  }
}

/** In how many of these papers each term stands, and the sum of its weights in them. */
function count({ starts, ids, values }: TermRows, terms: number, group: Uint32Array) {
  const papers = new Uint32Array(terms);
  const weights = new Float64Array(terms);
  for (const i of group)
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      papers[ids[k]!]!++;
      weights[ids[k]!]! += values[k]!;
    }
  return { papers, weights };
}
