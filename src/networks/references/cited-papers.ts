import type { Incidence } from '../links.ts';
import type { MatchedReferences } from './match-references.ts';

/** Returns the papers of the collection that each paper cites, ascending. */
export function listCitedPapers({ works, rows }: MatchedReferences): Incidence {
  const starts = new Uint32Array(rows.starts.length);
  const ids: number[] = [];
  for (let paper = 0; paper + 1 < starts.length; paper++) {
    const cited = Array.from(
      rows.ids.subarray(rows.starts[paper]!, rows.starts[paper + 1]!),
      (work) => works[work]!.paper,
    );
    ids.push(...cited.filter((other) => other >= 0).sort((a, b) => a - b));
    starts[paper + 1] = ids.length;
  }
  return { starts, ids: Uint32Array.from(ids) };
}
