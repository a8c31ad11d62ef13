import Papa from 'papaparse';
import { headLength } from '../../record.ts';
import type { ByteSink } from '../decode.ts';
import { type ArchiveContext, Pending } from './archive.ts';

/** The heading of the format in docs/formats.md. */
const FORMAT = 'Excel (.xlsx), OpenDocument (.ods)';

/** Maximum number of columns; cells beyond are left out. Exports have about a hundred. */
export const maxColumns = 1024;
/** Maximum number of rows, as in Excel. */
export const maxRows = 1 << 20;
/** Length of the text that is passed on at once, in UTF-16 code units. */
const blockLength = 1 << 16;

/** Passes on the rows of a sheet as tab-separated text if it is a table of papers; the line of a row is its number. */
export class SheetWriter {
  #context: ArchiveContext;
  #name: string;
  #text = '';
  #rowCount = 0;
  #content: ByteSink | undefined;
  #isSkipped = false;
  #encoder = new TextEncoder();
  #pending = new Pending();

  constructor(name: string, context: ArchiveContext) {
    this.#name = name;
    this.#context = context;
  }

  /** Adds a row; rows between the last one and this one are empty. Row numbers start at 1. */
  addRow(cells: string[], rowNumber: number): void {
    if (this.#isSkipped || rowNumber <= this.#rowCount || rowNumber > maxRows) return;
    const texts = cells.slice(0, maxColumns).map((cell) => cell.replace(/\s+/g, ' ').trim());
    while (texts.length && !texts.at(-1)) texts.pop();
    if (!texts.length) return;
    this.#text += '\n'.repeat(rowNumber - this.#rowCount - 1);
    this.#text += `${Papa.unparse([texts], { delimiter: '\t', newline: '\n' })}\n`;
    this.#rowCount = rowNumber;
    if (this.#text.length >= Math.max(blockLength, headLength)) this.#flush();
  }

  /** Passes on the rest. Returns whether the sheet is a table of papers, and undefined when it is empty. */
  async end(): Promise<boolean | undefined> {
    if (!this.#rowCount) return undefined;
    this.#flush();
    await this.#pending.after(() => this.#content?.end());
    return !this.#isSkipped;
  }

  #flush(): void {
    if (!this.#content && !this.#isSkipped) {
      if (this.#context.isTable(this.#text.slice(0, headLength)))
        this.#content = this.#context.open(this.#name, FORMAT);
      else this.#isSkipped = true;
    }
    if (this.#content) this.#pending.add(this.#content.push(this.#encoder.encode(this.#text)));
    this.#text = '';
  }
}
