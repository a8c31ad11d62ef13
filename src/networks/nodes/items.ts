import type { NetworkNodes } from '../../model/network.ts';
import type { Paper, Source } from '../../model/paper.ts';
import { type TermRows, UNIT } from '../../model/sparse.ts';
import { unitRow } from '../../text/weighting/unit-row.ts';
import { forEachRange } from '../../util/pause.ts';
import { type Incidence, toIncidence } from '../links.ts';

/** A node that is no paper. */
export interface Item {
  id: string;
  label: string;
  /** Indexes of its papers, ascending. */
  papers: number[];
  /** What else is known about it. */
  fields?: Partial<Paper>;
}

/** The nodes of a network that are no papers. */
export interface ListedItems {
  nodes: Exclude<NetworkNodes, 'papers'>;
  items: Item[];
}

/** Groups items by the papers that they are in, leaves out those of few papers, and sorts them by id. */
export function collectItems(
  members: readonly Iterable<string>[],
  minPapers: number,
  describe: (id: string) => Omit<Item, 'id' | 'papers'>,
): Item[] {
  const papersOf = new Map<string, number[]>();
  members.forEach((ids, paper) => {
    for (const id of ids) {
      const papers = papersOf.get(id);
      if (papers) papers.push(paper);
      else papersOf.set(id, [paper]);
    }
  });
  return [...papersOf]
    .filter(([, papers]) => papers.length >= minPapers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, papers]) => ({ id, papers, ...describe(id) }));
}

/** Returns which papers each item has. */
export const toItemIncidence = (items: readonly Item[]): Incidence => toIncidence(items.map(({ papers }) => papers));

/** The types of papers that stand for items. */
const TYPES: Record<Exclude<NetworkNodes, 'papers'>, string> = {
  'cited works': 'cited work',
  authors: 'author',
  keywords: 'keyword',
  concepts: 'concept',
};

/** Converts items to papers of a map: the label is the title, the year is the mean of their papers' years. */
export function toPapers({ nodes, items }: ListedItems, papers: readonly Paper[]): Paper[] {
  return items.map(({ id, label, papers: indexes, fields = {} }) => {
    const own = indexes.map((index) => papers[index]!);
    const years = sumField(own, 'year');
    const citations = sumField(own, 'citations');
    return {
      id,
      title: label,
      abstract: '',
      type: TYPES[nodes],
      ...(years.count > 0 && { year: Math.round(years.sum / years.count) }),
      ...(citations.count > 0 && { citations: citations.sum }),
      ...fields,
      sources: firstSources(own),
    };
  });
}

/** Returns the sum of a field, and how many papers have it. */
function sumField(papers: readonly Paper[], field: 'year' | 'citations'): { sum: number; count: number } {
  let [sum, count] = [0, 0];
  for (const paper of papers) {
    const value = paper[field];
    if (value === undefined) continue;
    sum += value;
    count++;
  }
  return { sum, count };
}

/** Returns where a file has the first paper of an item, for each file. */
function firstSources(papers: readonly Paper[]): Source[] {
  const byFile = new Map<string, Source>();
  for (const { sources } of papers)
    for (const { file, line } of sources) if (!byFile.has(file)) byFile.set(file, { file, line });
  return [...byFile.values()];
}

/** Number of items that are processed between two checks whether a pause is due. */
const ITEMS_PER_RANGE = 256;

/**
 * Returns the sum of the rows of each item's papers, scaled to unit length.
 * @throws the reason of the signal if it is aborted
 */
export async function sumRows(
  rows: TermRows,
  { starts, ids }: Incidence,
  terms: number,
  signal?: AbortSignal,
): Promise<TermRows> {
  const sums = new Float64Array(terms);
  const touched = new Uint32Array(terms);
  const rowsOfItems: { ids: Uint32Array; values: Uint16Array }[] = [];
  const addRow = (item: number) => {
    let count = 0;
    for (let p = starts[item]!; p < starts[item + 1]!; p++)
      for (let k = rows.starts[ids[p]!]!; k < rows.starts[ids[p]! + 1]!; k++) {
        const term = rows.ids[k]!;
        if (sums[term] === 0) touched[count++] = term;
        sums[term]! += rows.values[k]!;
      }
    const own = touched.slice(0, count).sort();
    rowsOfItems.push(
      unitRow(
        own,
        Float64Array.from(own, (term) => sums[term]!),
      ),
    );
    for (const term of own) sums[term] = 0;
  };
  await forEachRange(starts.length - 1, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let item = start; item < end; item++) addRow(item);
  });
  return joinRows(rowsOfItems);
}

/** Returns a row of equal weights for each node, so that the cosine of two nodes is the share of what they have in common. */
export function toUnitRows({ starts, ids }: Incidence): TermRows {
  const values = new Uint16Array(ids.length);
  for (let node = 0; node + 1 < starts.length; node++) {
    const size = starts[node + 1]! - starts[node]!;
    values.fill(Math.floor(UNIT / Math.sqrt(Math.max(1, size))), starts[node], starts[node + 1]);
  }
  return { starts, ids, values };
}

function joinRows(list: readonly { ids: Uint32Array; values: Uint16Array }[]): TermRows {
  const starts = new Uint32Array(list.length + 1);
  list.forEach(({ ids }, i) => {
    starts[i + 1] = starts[i]! + ids.length;
  });
  const joined = { starts, ids: new Uint32Array(starts[list.length]!), values: new Uint16Array(starts[list.length]!) };
  list.forEach(({ ids, values }, i) => {
    joined.ids.set(ids, starts[i]);
    joined.values.set(values, starts[i]);
  });
  return joined;
}
