import { createXmlReader, type Element, type RecordTest } from '../xml/xml.ts';
import type { ArchiveContext } from './archive.ts';
import { SheetWriter } from './sheet-writer.ts';

/** Length of the XML that is parsed at once, in bytes. */
const blockLength = 1 << 20;

/** Passes on the elements of an XML part. @throws If the part is malformed. */
export function readXml(
  bytes: Uint8Array,
  records: readonly string[] | RecordTest,
  onElement: (element: Element, ancestors: readonly Element[]) => void,
): void {
  const fail = (_: number, reason: string) => {
    throw new Error(reason);
  };
  const reader = createXmlReader(
    { record: () => {}, problem: fail, note: () => {} },
    records,
    (element, _, ancestors) => onElement(element, ancestors),
  );
  const decoder = new TextDecoder();
  for (let start = 0; start < bytes.length; start += blockLength)
    reader.write(decoder.decode(bytes.subarray(start, start + blockLength), { stream: true }));
  reader.end();
}

/**
 * Reads the sheets of a workbook. Sheets that are no tables of papers become notes when another one is, and one problem
 * otherwise.
 */
export async function readSheets<Sheet extends { name: string }>(
  name: string,
  sheets: Sheet[],
  context: ArchiveContext,
  readRows: (sheet: Sheet, writer: SheetWriter) => void,
): Promise<void> {
  const skipped: string[] = [];
  let hasTable = false;
  for (const sheet of sheets) {
    if (context.budget.isExceeded) return;
    const writer = new SheetWriter(sheets.length > 1 ? `${name}/${sheet.name}` : name, context);
    readRows(sheet, writer);
    const isTable = await writer.end();
    if (isTable) hasTable = true;
    else if (isTable === false) skipped.push(sheet.name);
  }
  if (context.budget.isExceeded) return;
  if (!hasTable) {
    context.problem(
      name,
      skipped.length
        ? 'a spreadsheet without a column of titles in its first rows; name the column "Title"'
        : 'an empty spreadsheet',
    );
    return;
  }
  for (const sheet of skipped)
    context.note(name, `the sheet ${JSON.stringify(sheet)} has no column of titles and was not read`);
}
