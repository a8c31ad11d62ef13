import type { ExportFormat } from '../worker/protocol.ts';
import { state } from './store.ts';

/** The names of downloaded files: the name of the map, which papers, and what the file contains. */

/** What the files of a format contain, with their extension. */
const KINDS: Record<ExportFormat, string> = {
  gexf: 'map.gexf',
  graphml: 'map.graphml',
  'nodes.csv': 'papers.csv',
  'edges.csv': 'links.csv',
  'topics.csv': 'topics.csv',
  xlsx: 'map.xlsx',
  cx2: 'map.cx2',
  vosviewer: 'vosviewer.json',
  dot: 'map.dot',
  'csl-json': 'papers.csl.json',
  json: 'graph.json',
  bibtex: 'papers.bib',
  ris: 'papers.ris',
  'zotero-tags': 'zotero-tags.js',
  atom: 'papers.atom',
  svg: 'map.svg',
  pdf: 'map.pdf',
  map: 'map.json',
};

/** Maximum length of each part of a name, in characters. */
const MAX_LENGTH = 50;

/** Returns a text as a part of a file name: letters and digits in lower case, and hyphens. */
const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-|-$/g, '');

/**
 * Returns the name of a downloaded file.
 *
 * @param scope which papers it contains; '' for all.
 * @param kind what it contains, with its extension.
 */
export const fileName = (scope: string, kind: string): string =>
  [slug(state.mapName.peek()) || 'papergraph', slug(scope), kind].filter(Boolean).join('-');

/** Returns the name of an exported file. */
export const exportName = (format: ExportFormat, scope: string): string => fileName(scope, KINDS[format]);

/** Returns a name as it was before it was encoded for an address; one that was not encoded properly is returned as it is. */
export function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
