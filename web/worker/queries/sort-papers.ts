import { OTHER_TOPIC } from '../../../src/model/map.ts';
import { strings } from '../../strings/strings.ts';
import type { OpenMap } from '../open-map.ts';
import type { TableColumn, TableOrder } from '../protocol.ts';

/** The value of a cell; '' or undefined if it is unknown. */
type Value = string | number | undefined;

/** Compares texts as a dictionary does. Without options, because only then engines compare ASCII texts quickly. */
const { compare } = new Intl.Collator('en');

/** Returns the indexes of values in their order. Unknown values come last in either direction, ties are in ascending order of the index. */
export function sortIndexes(values: readonly Value[], descending: boolean): Uint32Array {
  const isKnown = (i: number) => values[i] !== undefined && values[i] !== '';
  const indexes = [...values.keys()];
  const sign = descending ? -1 : 1;
  const known = indexes.filter(isKnown).sort((a, b) => sign * compareValues(values[a]!, values[b]!));
  return Uint32Array.from([...known, ...indexes.filter((i) => !isKnown(i))]);
}

const compareValues = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));

/** Returns all papers of a map in the order of a column. */
export async function sortPapers(map: OpenMap, { column, descending }: TableOrder): Promise<Uint32Array> {
  return sortIndexes(await readColumn(map, column), descending);
}

async function readColumn(map: OpenMap, column: TableColumn): Promise<Value[]> {
  const nodes = await map.nodes();
  switch (column) {
    case 'title':
      return nodes.titles;
    case 'year':
      return Array.from(nodes.years, (year) => year || undefined);
    case 'links':
      return [...nodes.degrees];
    case 'topic': {
      const { topics } = await map.summary();
      const labels = new Map(topics.map(({ id, label }) => [id, label]));
      return Array.from(nodes.topicOf, (id) => (id === OTHER_TOPIC.id ? strings.topics.other : labels.get(id)));
    }
    case 'authors':
      return (await map.metadata()).authors.map((authors) => authors.join('; '));
    case 'venue': {
      const { venues, venueOf } = await map.metadata();
      return venueOf.map((venue) => venues[venue]);
    }
    case 'citations':
      return (await map.metadata()).citations.map((count) => (count < 0 ? undefined : count));
  }
}
