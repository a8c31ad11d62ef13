import { InputError } from '../../model/errors.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { listZoteroItems } from '../../model/zotero-ids.ts';
import { joinChunks } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection, selectPapers } from '../selection.ts';

/** Options of {@link writeZoteroTags}. */
export interface ZoteroTagOptions extends Pick<Selection, 'papers'> {}

/** The options of {@link ZoteroTagOptions}. */
export const ZOTERO_TAG_OPTIONS: OptionTable<ZoteroTagOptions> = { papers: SELECTION_OPTIONS.papers };

/** How the file begins. */
export const ZOTERO_TAGS_START = '// papergraph: tags for items in Zotero.';

/**
 * Writes a script that tags the items of papers in Zotero with their topics, in chunks. Papers that did not come from Zotero are skipped.
 * @throws {InputError} if all are
 */
export function writeZoteroTags(
  map: Pick<PaperMap, 'papers' | 'topics' | 'topicOf' | 'subtopicOf'>,
  options: ZoteroTagOptions = {},
): Iterable<string> {
  checkOptions(ZOTERO_TAG_OPTIONS, options, 'writeZoteroTags');
  const rows = [...listRows(map, options)];
  if (rows.length === 0)
    throw new InputError(
      'none of the papers is known by its key in Zotero: build the map from "papergraph fetch zotero", or export papers as RIS',
    );
  return joinChunks(writeScript(rows));
}

type Row = [key: string, group: number, ...tags: string[]];

function* listRows(map: Parameters<typeof writeZoteroTags>[0], options: ZoteroTagOptions): Generator<Row> {
  const labels = new Map(map.topics.map(({ id, label }) => [id, label]));
  for (const paper of selectPapers(map, options)) {
    const topics = [map.topicOf[paper]!, map.subtopicOf[paper]!].flatMap((id) => labels.get(id) ?? []);
    for (const { key, group } of listZoteroItems(map.papers[paper]!.identifiers))
      yield [key, Number(group ?? 0), 'papergraph', ...topics.map((label) => `papergraph: ${label}`)];
  }
}

function* writeScript(rows: readonly Row[]): Generator<string> {
  yield `${ZOTERO_TAGS_START} In Zotero, choose Tools > Developer > Run JavaScript, tick "Run as async function", paste this, and run it.\n`;
  yield 'const rows = [\n';
  for (const row of rows) yield `${toLiteral(row)},\n`;
  yield `];
let count = 0;
for (const [key, group, ...tags] of rows) {
  const library = group === 0 ? Zotero.Libraries.userLibraryID : Zotero.Groups.getLibraryIDFromGroupID(group);
  const item = library && (await Zotero.Items.getByLibraryAndKeyAsync(library, key));
  if (!item) continue;
  for (const tag of tags) item.addTag(tag);
  await item.saveTx();
  count++;
}
return \`\${count} of \${rows.length} items were tagged\`;
`;
}

/** Formats a value as JSON that is also JavaScript of every version. */
const toLiteral = (value: Row): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
