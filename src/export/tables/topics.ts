import { OTHER_TOPIC, type PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { listOtherPapers } from '../../topics/other-papers.ts';
import { joinItems } from '../lists.ts';
import type { Cell } from './cells.ts';
import { formatTable, SPREADSHEET_OPTIONS, type SpreadsheetOptions } from './csv.ts';

/** The options of {@link writeTopicsCsv}. */
export const TOPIC_TABLE_OPTIONS: OptionTable<SpreadsheetOptions> = SPREADSHEET_OPTIONS;

/**
 * Writes the topics and subtopics as CSV, in chunks. Columns: id, parent (the topic of a subtopic), label, size, stability,
 * terms, and the ids and titles of the most central papers. The last row, with the id 0, has the papers that fit no topic.
 */
export function writeTopicsCsv(map: PaperMap, options: SpreadsheetOptions = {}): Iterable<string> {
  checkOptions(TOPIC_TABLE_OPTIONS, options, 'writeTopicsCsv');
  return formatTable(topicRows(map), options);
}

/** Yields the header and the rows of a table of the topics. */
export function* topicRows(map: PaperMap): Generator<Cell[]> {
  yield ['topic', 'parent', 'label', 'size', 'stability', 'terms', 'central_ids', 'central_titles'];
  for (const { id, parent, label, size, stability, terms, central } of map.topics)
    yield [
      id,
      parent,
      label,
      size,
      stability,
      joinItems(terms.map((term) => map.vocabulary.forms[term]!)),
      joinItems(central.map((paper) => map.papers[paper]!.id)),
      joinItems(central.map((paper) => map.papers[paper]!.title)),
    ];
  const others = listOtherPapers(map).length;
  if (others > 0) yield [OTHER_TOPIC.id, undefined, OTHER_TOPIC.label, others, ...Array<undefined>(4).fill(undefined)];
}
