import type { SourceRecord } from '../deduplicate/source-record.ts';
import { copyString } from '../normalize/text/strings.ts';
import { type FieldTransfer, transferRecord } from './record-fields.ts';

/**
 * Records in a form that is sent to another thread at little cost: a few long texts instead of millions of short ones. The texts of the
 * records are slices of these.
 */
export interface EncodedRecords {
  /** Number of records. */
  count: number;
  /** The texts that are ASCII, one after the other. Decoded, they take one byte per character. */
  ascii: Uint8Array;
  /** The other texts. */
  other: string;
  /**
   * By record and field: a number, the length of a list, or for a text twice its length, plus one if it is not ASCII; {@link MISSING} if
   * there is no value. A text that was repeated is `-1 - index` into the texts that may be. {@link LARGE} is followed by a number as text.
   */
  layout: Int32Array;
}

/** Length of the texts of a block from which on another one is started, in UTF-16 code units. */
const BLOCK_LENGTH = 1 << 22;

/** Maximum length of a text that is looked up among earlier ones. */
const MAX_REPEATED_LENGTH = 200;

const MISSING = -(2 ** 31);
const LARGE = MISSING + 1;
/** Numbers from here on are written as text. */
const MIN_LARGE = 2 ** 30;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Encodes the records of a file. */
export class RecordEncoder implements FieldTransfer {
  readonly #known = new Map<string, number>();
  #ascii: string[] = [];
  #other: string[] = [];
  #layout = new Int32Array(1 << 16);
  #size = 0;
  #length = 0;

  /** Encodes records. What earlier calls encoded must have been decoded before. */
  encode(records: readonly SourceRecord[]): EncodedRecords[] {
    const blocks: EncodedRecords[] = [];
    let count = 0;
    for (const { record, location } of records) {
      this.repeatedText(location.file);
      this.number(location.line);
      transferRecord(record, this);
      count++;
      if (this.#length < BLOCK_LENGTH) continue;
      blocks.push(this.#finishBlock(count));
      count = 0;
    }
    if (count > 0) blocks.push(this.#finishBlock(count));
    return blocks;
  }

  /** Writes a text. */
  text(text: string | undefined): string | undefined {
    if (text === undefined) {
      this.#push(MISSING);
      return text;
    }
    const isAscii = !/[\u0080-\uffff]/.test(text);
    (isAscii ? this.#ascii : this.#other).push(text);
    this.#push(2 * text.length + (isAscii ? 0 : 1));
    this.#length += text.length;
    return text;
  }

  /** Writes a text, or where it was written before. */
  repeatedText(text: string | undefined): string | undefined {
    if (text === undefined || text.length > MAX_REPEATED_LENGTH) return this.text(text);
    const index = this.#known.get(text);
    if (index === undefined) {
      this.#known.set(text, this.#known.size);
      return this.text(text);
    }
    this.#push(-1 - index);
    return text;
  }

  /** Writes a text. */
  sortedText(text: string | undefined): string | undefined {
    return this.text(text);
  }

  /** Writes a list of texts. */
  texts(texts: string[] | undefined): string[] | undefined {
    return this.#writeList(texts, (text) => this.text(text));
  }

  /** Writes a list of texts, each of which may have been written before. */
  repeatedTexts(texts: string[] | undefined): string[] | undefined {
    return this.#writeList(texts, (text) => this.repeatedText(text));
  }

  /** Writes an integer. */
  number(number: number | undefined): number | undefined {
    if (number === undefined) this.#push(MISSING);
    else if (Math.abs(number) < MIN_LARGE) this.#push(number);
    else {
      this.#push(LARGE);
      this.text(String(number));
    }
    return number;
  }

  #writeList(texts: string[] | undefined, write: (text: string) => void): string[] | undefined {
    this.#push(texts ? texts.length : MISSING);
    texts?.forEach(write);
    return texts;
  }

  #push(code: number): void {
    if (this.#size === this.#layout.length) {
      const larger = new Int32Array(2 * this.#size);
      larger.set(this.#layout);
      this.#layout = larger;
    }
    this.#layout[this.#size++] = code;
  }

  #finishBlock(count: number): EncodedRecords {
    const ascii = encoder.encode(this.#ascii.join(''));
    const other = this.#other.join('');
    const layout = this.#layout.slice(0, this.#size);
    this.#ascii = [];
    this.#other = [];
    this.#size = 0;
    this.#length = 0;
    return { count, ascii, other, layout };
  }
}

/** Decodes what a {@link RecordEncoder} encoded, in the same order. */
export class RecordDecoder implements FieldTransfer {
  readonly #known: string[] = [];
  #ascii = '';
  #other = '';
  #layout: Int32Array = new Int32Array();
  #next = 0;
  #asciiEnd = 0;
  #otherEnd = 0;

  /** Yields the records of a block. */
  *decode({ count, ascii, other, layout }: EncodedRecords): Generator<SourceRecord> {
    this.#ascii = decoder.decode(ascii);
    this.#other = other;
    this.#layout = layout;
    this.#next = 0;
    this.#asciiEnd = 0;
    this.#otherEnd = 0;
    for (let k = 0; k < count; k++) {
      const file = this.repeatedText() ?? '';
      const line = this.number() ?? 0;
      yield { record: transferRecord({}, this), location: { file, line } };
    }
  }

  /** Reads a text. */
  text(): string | undefined {
    return this.#readText(this.#layout[this.#next++]!);
  }

  /** Reads a text that may have been written before. */
  repeatedText(): string | undefined {
    const code = this.#layout[this.#next++]!;
    if (code < 0 && code !== MISSING) return this.#known[-1 - code];
    const text = this.#readText(code);
    if (text !== undefined && text.length <= MAX_REPEATED_LENGTH) this.#known.push(text);
    return text;
  }

  /** Reads a text, and copies it. */
  sortedText(): string | undefined {
    const text = this.text();
    return text === undefined ? undefined : copyString(text);
  }

  /** Reads a list of texts. */
  texts(): string[] | undefined {
    return this.#readList(() => this.text());
  }

  /** Reads a list of texts, each of which may have been written before. */
  repeatedTexts(): string[] | undefined {
    return this.#readList(() => this.repeatedText());
  }

  /** Reads an integer. */
  number(): number | undefined {
    const code = this.#layout[this.#next++]!;
    return code === MISSING ? undefined : code === LARGE ? Number(this.text()) : code;
  }

  #readList(read: () => string | undefined): string[] | undefined {
    const length = this.#layout[this.#next++]!;
    if (length === MISSING) return undefined;
    const texts: string[] = [];
    for (let k = 0; k < length; k++) texts.push(read() ?? '');
    return texts;
  }

  #readText(code: number): string | undefined {
    if (code === MISSING) return undefined;
    const length = code >> 1;
    if (code & 1) {
      this.#otherEnd += length;
      return this.#other.slice(this.#otherEnd - length, this.#otherEnd);
    }
    this.#asciiEnd += length;
    return this.#ascii.slice(this.#asciiEnd - length, this.#asciiEnd);
  }
}
