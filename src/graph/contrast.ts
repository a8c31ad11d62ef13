import type { SparseRows } from '../types.ts';

/** A term and how strongly it sets a group of papers apart. */
export interface Telling {
  term: number;
  /** Standard deviations by which the group's log-odds of using the term exceed those of the other papers. Above 0. */
  score: number;
  /** Papers of the group with the term. */
  papers: number;
}

/** How many papers' worth of the background the prior weighs. */
const PRIOR = 10;

/**
 * The terms that set a group of papers apart from the rest of a background, strongest first, by weighted log-odds with an informative
 * Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16 and 22), over papers rather than words so that one paper that
 * repeats itself counts once:
 *
 *     a = PRIOR * (papers of the background with the term) / (papers of the background)
 *     d = ln((y + a) / (n + PRIOR - y - a)) - ln((y' + a) / (n' + PRIOR - y' - a))
 *     score = d / sqrt(1 / (y + a) + 1 / (y' + a))
 *
 * with y of the group's n papers having the term, and y' of the other n'.
 */
export class Contrast {
  readonly #rows: Pick<SparseRows, 'starts' | 'ids'>;
  readonly #background: Uint32Array;
  readonly #size: number;

  /** @param background Papers (their rows) that groups are contrasted with. */
  constructor(rows: Pick<SparseRows, 'starts' | 'ids'>, terms: number, background: Uint32Array) {
    this.#rows = rows;
    this.#background = countPapers(rows, terms, background);
    this.#size = background.length;
  }

  /** What sets these papers, all of the background, apart: terms in at least `least` of them. */
  telling(group: Uint32Array, least: number): Telling[] {
    const counts = countPapers(this.#rows, this.#background.length, group);
    const others = this.#size - group.length;
    const found: Telling[] = [];
    for (let term = 0; term < counts.length; term++) {
      const papers = counts[term]!;
      if (papers < least) continue;
      const prior = (PRIOR * this.#background[term]!) / this.#size;
      const inside = papers + prior;
      const outside = this.#background[term]! - papers + prior;
      // Where every paper has the term both differences are 0: half a paper keeps the odds finite.
      const odds = Math.log(inside / (group.length + PRIOR - inside + 0.5));
      const otherOdds = Math.log(outside / (others + PRIOR - outside + 0.5));
      const score = (odds - otherOdds) / Math.sqrt(1 / inside + 1 / outside);
      if (score > 0) found.push({ term, score, papers });
    }
    return found.sort((a, b) => b.score - a.score || a.term - b.term);
  }
}

/** In how many of these papers each term stands. */
function countPapers(rows: Pick<SparseRows, 'starts' | 'ids'>, terms: number, papers: Uint32Array): Uint32Array {
  const counts = new Uint32Array(terms);
  for (const i of papers) for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++) counts[rows.ids[k]!]!++;
  return counts;
}
