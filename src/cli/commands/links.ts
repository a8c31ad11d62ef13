import type { MapFile } from '../../map-file/open.ts';
import { InputError } from '../../model/errors.ts';
import type { NetworkName } from '../../model/network.ts';
import type { Paper } from '../../model/paper.ts';
import type { TermShare } from '../../model/sparse.ts';
import { explainLink, formatLink } from '../../networks/explain-link.ts';
import type { FusedExplanation } from '../../vectors/explain-fused.ts';
import { reportNothingFound } from '../exit-codes.ts';
import { openStdout } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { withMap } from '../read-map.ts';
import { formatJson } from '../terminal/escape.ts';
import { formatMore, pluralize, printLine, printText } from '../terminal/messages.ts';

/** Options of `papergraph links`. */
export interface LinksOptions {
  network?: NetworkName;
  limit?: number;
  json: boolean;
}

/** A link, as `--json` prints it. */
interface ListedLink {
  id: string;
  title: string;
  weight: number;
  /** Number of shared things; absent for similarities. */
  count?: number;
  /** What the two share: "12 shared references". */
  summary: string;
  shared: TermShare[];
  /** Ranks by terms and by vectors, and the cosine of the vectors; only of maps with vectors. */
  fused?: FusedExplanation;
}

/** Lists the links of a node of the map, the strongest first, with what both ends share. */
export async function listLinks(path: string, node: string, options: LinksOptions): Promise<void> {
  const stdout = await openStdout([path]);
  const { title, links } = await withMap(path, (map) => readLinks(map, node), options.network);
  printLine(`"${title}": ${pluralize(links.length, 'link')}`);
  if (links.length === 0) reportNothingFound();
  const shown = links.slice(0, options.limit);
  if (options.json) await writeOutput(stdout, [formatJson(shown)]);
  else await printText(stdout, [...shown.map(formatListed), ...formatMore(links.length - shown.length)]);
}

/** Returns the title of the node that is meant, and its links. */
async function readLinks(file: MapFile, node: string): Promise<{ title: string; links: ListedLink[] }> {
  const map = await file.readAll();
  const index = findNode(map.papers, node);
  const { sources, targets, weights } = map.edges;
  const links: ListedLink[] = [];
  for (let k = 0; k < weights.length; k++) {
    const other = sources[k] === index ? targets[k]! : targets[k] === index ? sources[k]! : -1;
    if (other < 0) continue;
    const { summary, shared, fused } = explainLink(map, index, other, weights[k]!);
    const { id, title } = map.papers[other]!;
    links.push({
      id,
      title,
      weight: weights[k]!,
      ...(map.network && { count: map.network.counts[k]! }),
      summary,
      shared,
      ...(fused && { fused }),
    });
  }
  links.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  return { title: map.papers[index]!.title, links };
}

/** Finds a node by its id, DOI or key, by its title or name, or by the beginning of one, ignoring case. */
function findNode(papers: readonly Paper[], node: string): number {
  const wanted = node.trim().toLowerCase();
  const isExact = ({ id, doi, key, title }: Paper) =>
    [id, doi, key, title].some((name) => name !== undefined && name.toLowerCase() === wanted);
  const exact = papers.findIndex(isExact);
  if (exact >= 0) return exact;
  const beginning = papers.flatMap(({ title }, i) => (title.toLowerCase().startsWith(wanted) ? [i] : []));
  if (beginning.length === 1) return beginning[0]!;
  throw new InputError(
    beginning.length === 0
      ? `this map has no node "${node}": give its id, or the beginning of its title or name`
      : `${beginning.length} nodes begin with "${node}", such as "${papers[beginning[0]!]!.title}" and "${papers[beginning[1]!]!.title}": give more of the name, or the id`,
  );
}

const formatListed = ({ title, weight, ...explanation }: ListedLink) =>
  `${weight.toFixed(3)}  ${title}\n       ${formatLink(explanation)}\n`;
