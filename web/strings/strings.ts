import { count, plural } from './counts.ts';
import { detailsStrings } from './details.ts';
import { editStrings } from './edit.ts';
import { exportStrings } from './export.ts';
import { mapStrings } from './map.ts';
import { messageStrings } from './messages.ts';
import { networkStrings } from './network.ts';
import { countNodes } from './nouns.ts';
import { readingStrings } from './reading.ts';
import { sidebarStrings } from './sidebar.ts';
import { startStrings } from './start.ts';
import { tableStrings } from './table.ts';
import { thesaurusStrings } from './thesaurus.ts';
import { updateStrings } from './update.ts';

/**
 * All user-visible strings, one file for each part of the page, so that the page can be translated. Strings with values are
 * functions, because word order depends on the language.
 */
export const strings = {
  title: 'papergraph',
  /** @param map the name of the open map; '' if there is none. */
  pageTitle: (map: string) => (map ? `${map} – papergraph` : 'papergraph'),
  count,
  papers: countNodes,
  topicsCount: (n: number) => plural(n, 'topic', 'topics'),
  similarity: (value: number) => value.toFixed(3),
  percent: (value: number) => `${Math.round(100 * value)}%`,
  ...startStrings,
  ...sidebarStrings,
  ...mapStrings,
  ...detailsStrings,
  ...editStrings,
  ...exportStrings,
  ...messageStrings,
  ...networkStrings,
  ...readingStrings,
  ...tableStrings,
  ...thesaurusStrings,
  ...updateStrings,
};
