import type { MapSummary } from '../../map-file/format.ts';
import type { MapFile } from '../../map-file/open.ts';
import type { NetworkName, NetworkNodes } from '../../model/network.ts';
import { openStdout } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { withMap } from '../read-map.ts';
import { formatJson } from '../terminal/escape.ts';
import { printText } from '../terminal/messages.ts';

/** Options of `papergraph info`. */
export interface InfoOptions {
  network?: NetworkName;
  json: boolean;
}

type Counts = Omit<MapSummary, 'topics' | 'options' | 'quality'>;

/** Shows how many papers, terms, edges and topics a map has, its quality, and the options that it was built with. */
export async function info(path: string, options: InfoOptions): Promise<void> {
  const stdout = await openStdout([path]);
  const content = await withMap(
    path,
    async (map) => {
      const { topics, options, quality, ...counts } = await map.summary();
      const { files } = await map.metadata();
      const networks = await map.networks();
      return {
        hash: map.hash,
        ...renameCounts(counts, (await map.network())?.nodes),
        topics: topics.filter(({ parent }) => parent === undefined).length,
        subtopics: topics.filter(({ parent }) => parent !== undefined).length,
        concepts: map.hasConcepts ? (await map.concepts()).concepts.length : null,
        ...(await describeNetwork(map)),
        ...(networks.length > 1 && { networks }),
        files: [...files].sort(),
        quality,
        options,
      };
    },
    options.network,
  );
  if (options.json) await writeOutput(stdout, [formatJson(content)]);
  else await printText(stdout, formatRows(content));
}

/** Returns the counts of a map under the name of what it has nodes of. Only papers have abstracts. */
function renameCounts({ papers, withoutAbstract, ...counts }: Counts, nodes: NetworkNodes = 'papers'): object {
  const { records, merged, ...others } = counts;
  return { records, merged, [nodes]: papers, ...(nodes === 'papers' && { withoutAbstract }), ...others };
}

/** Returns what is known about the network of a map, if its edges are no similarities. */
async function describeNetwork(map: MapFile): Promise<object> {
  const network = await map.network();
  if (!network) return {};
  const { name, nodes, counting, normalization, links, references } = network;
  return { network: { name, nodes, counting, normalization, links, ...(references && { references }) } };
}

/** Formats one line per value; the names of nested values have the name of their group in front. */
function* formatRows(content: object): Generator<string> {
  const rows = [...listValues(content)];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) yield `${name.padEnd(width)}  ${value.replaceAll('\n', ' ')}\n`;
}

function* listValues(content: object, prefix = ''): Generator<[name: string, value: string]> {
  for (const [name, value] of Object.entries(content)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield* listValues(value, `${prefix}${name} `);
    else yield [prefix + name, formatValue(value)];
  }
}

/** Formats an item of a list; pairs are names and counts. */
const formatItem = (item: unknown): string => (Array.isArray(item) ? item.join(': ') : String(item));

function formatValue(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(4);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(formatItem).join(', ');
  return value === null ? 'none' : String(value);
}
