import { getPaperUrl } from '../../graph/attributes.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { escapeXml, formatJson, joinChunks, toSingleLine } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';

/** Options of the files for VOSviewer. */
export interface VosviewerOptions extends Selection {}

/** The options of {@link VosviewerOptions}. */
export const VOSVIEWER_OPTIONS: OptionTable<VosviewerOptions> = SELECTION_OPTIONS;

interface Item {
  id: number;
  label: string;
  /** HTML, which VOSviewer shows when the mouse is over an item. */
  description: string;
  url: string | undefined;
  x: number;
  y: number;
  cluster: number | undefined;
  links: number;
  year: number | undefined;
}

function listItems(
  map: PaperMap,
  options: VosviewerOptions,
): { items: Item[]; links: () => Generator<[number, number, number]> } {
  const graph = selectGraph(map, { ...options, terms: 0 });
  const ids = new Map<string, number>();
  const indexes = new Map(map.papers.map((paper, i) => [paper.id, i]));
  const items = [...graph.nodes()].map(({ paper, attributes }, i): Item => {
    ids.set(paper.id, i + 1);
    const { authors = '', topic, x = 0, y = 0, neighbors } = attributes;
    const rows = [paper.title, authors, [paper.venue, paper.year].filter(Boolean).join(', ')];
    return {
      id: i + 1,
      label: toSingleLine(paper.title),
      description: rows
        .filter(Boolean)
        .map((row) => escapeXml(toSingleLine(row)))
        .join('<br>'),
      url: getPaperUrl(map, indexes.get(paper.id)!),
      x,
      y,
      cluster: topic,
      links: neighbors,
      year: paper.year,
    };
  });
  function* links(): Generator<[number, number, number]> {
    for (const { source, target, weight } of graph.edges()) yield [ids.get(source)!, ids.get(target)!, weight];
  }
  return { items, links };
}

/** Writes the map as VOSviewer JSON, in chunks. Clusters are topics, scores the years. Source: VOSviewer manual 1.6.20. */
export function writeVosviewerJson(map: PaperMap, options: VosviewerOptions = {}): Iterable<string> {
  checkOptions(VOSVIEWER_OPTIONS, options, 'writeVosviewerJson');
  return joinChunks(jsonLines(map, options));
}

function* jsonLines(map: PaperMap, options: VosviewerOptions): Generator<string> {
  const { items, links } = listItems(map, options);
  yield '{"network":{"items":[';
  let separator = '\n';
  for (const { links: count, year, ...item } of items) {
    yield separator +
      formatJson({ ...item, weights: { Links: count }, ...(year && { scores: { 'Pub. year': year } }) });
    separator = ',\n';
  }
  yield '\n],"links":[';
  separator = '\n';
  for (const [source, target, strength] of links()) {
    yield separator + formatJson({ source_id: source, target_id: target, strength });
    separator = ',\n';
  }
  yield '\n]}}\n';
}

/** Writes the papers as a VOSviewer map file, in chunks: tab-separated items with positions and clusters. */
export function writeVosviewerMap(map: PaperMap, options: VosviewerOptions = {}): Iterable<string> {
  checkOptions(VOSVIEWER_OPTIONS, options, 'writeVosviewerMap');
  return joinChunks(mapLines(map, options));
}

function* mapLines(map: PaperMap, options: VosviewerOptions): Generator<string> {
  yield 'id\tlabel\tdescription\turl\tx\ty\tcluster\tweight<Links>\tscore<Pub. year>\n';
  for (const { id, label, description, url, x, y, cluster, links, year } of listItems(map, options).items)
    yield `${[id, quote(label), quote(description), url && quote(url), x, y, cluster, links, year].join('\t')}\n`;
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Writes the edges as a VOSviewer network file, in chunks: tab-separated ids and strength. */
export function writeVosviewerNetwork(map: PaperMap, options: VosviewerOptions = {}): Iterable<string> {
  checkOptions(VOSVIEWER_OPTIONS, options, 'writeVosviewerNetwork');
  return joinChunks(networkLines(map, options));
}

function* networkLines(map: PaperMap, options: VosviewerOptions): Generator<string> {
  for (const link of listItems(map, options).links()) yield `${link.join('\t')}\n`;
}
