import type { Paper } from '../../model/paper.ts';

/** The nodes of a network of authors or keywords, and the papers that they are in. */
export interface NodeGroups {
  /** Ids of the nodes of each paper. */
  members: ReadonlySet<string>[];
  /** Label by id. */
  labels: Map<string, string>;
}

/** Returns the most frequent spelling; of equally frequent ones the longest, then the first in alphabetical order. */
export function chooseLabel(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(
    ([a, countA], [b, countB]) => countB - countA || b.length - a.length || (a < b ? -1 : 1),
  );
  return sorted[0]![0];
}

/** Groups the keywords of papers, ignoring case and white space. */
export function groupKeywords(papers: readonly Paper[], replace: (keyword: string) => string): NodeGroups {
  const counts = new Map<string, Map<string, number>>();
  const members = papers.map(({ keywords = [] }) => {
    const ids = new Set<string>();
    for (const written of keywords) {
      const keyword = replace(written);
      const id = keyword.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
      if (!id || ids.has(id)) continue;
      ids.add(id);
      const spellings = counts.get(id) ?? new Map<string, number>();
      counts.set(id, spellings.set(keyword, (spellings.get(keyword) ?? 0) + 1));
    }
    return ids;
  });
  return { members, labels: new Map([...counts].map(([id, spellings]) => [id, chooseLabel(spellings)])) };
}
