/** An input: a name for messages, and its bytes. Node's files, browser Files and stdin all fit. */
export interface InputFile {
  name: string;
  /** Size in bytes where known, for progress. */
  size?: number;
  /** The content in pieces of any length, which are not written to again. */
  bytes(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** How to read. */
export interface ReadOptions {
  /**
   * Where tables and plain JSON keep what: field of a paper (title, abstract, authors, year, doi, ...) to column or key,
   * in any case. Fields that are not named here are still found under their common names. Default: none.
   */
  columns?: Record<string, string>;
}

/** A paper as its source wrote it: markup, odd dates and all. Whatever a source does not have is absent. */
export interface Draft {
  title?: string | undefined;
  abstract?: string | undefined;
  /** "First Last" or "Last, First", one entry an author. */
  authors?: string[] | undefined;
  authorCount?: number | undefined;
  year?: string | number | undefined;
  date?: string | undefined;
  venue?: string | undefined;
  publisher?: string | undefined;
  organisation?: string | undefined;
  type?: string | undefined;
  language?: string | undefined;
  keywords?: string[] | undefined;
  doi?: string | undefined;
  arxiv?: string | undefined;
  pmid?: string | undefined;
  /** Addresses of the paper, best first. */
  urls?: (string | undefined)[] | undefined;
  code?: string[] | undefined;
  votes?: number | undefined;
  citations?: number | undefined;
  cites?: string[] | undefined;
  /** Says that no string here is a slice of a larger text, which it would keep in memory: none need be copied. */
  standsAlone?: true;
}

/** Where a reader hands over what it finds. Lines count from 1. */
export interface Sink {
  /** One record. */
  paper(line: number, draft: Draft): void;
  /** One record that is lost. */
  problem(line: number, reason: string): void;
  /** Something odd that cost no record. */
  note(line: number, reason: string): void;
}

/** Takes a file's text in blocks cut anywhere, then its end. */
export interface TextReader {
  write(block: string): void;
  end(): void;
}

/** The same for bytes: UTF-8 or alike, so that ASCII is ASCII, with line feeds. */
export interface ByteReader {
  write(block: Uint8Array): void;
  end(): void;
}

interface AnyFormat {
  name: string;
  /** What is kept, for the documentation. */
  keeps: string;
  /** Whether a file that begins with this text is of the format. */
  detects(head: string, options: ReadOptions): boolean;
}

/** A format that is read as text. */
export interface TextFormat extends AnyFormat {
  open(sink: Sink, options: ReadOptions): TextReader;
}

/** A format whose records are found in the bytes: only the fields that are kept become strings, which is faster. */
export interface ByteFormat extends AnyFormat {
  openBytes(sink: Sink, decode: (bytes: Uint8Array) => string): ByteReader;
}

/** One way of writing papers down. */
export type Format = TextFormat | ByteFormat;

/** How much of a file {@link Format.detects} sees, in UTF-16 code units. */
export const headLength = 65536;

/** A record longer than this (in UTF-16 code units) is a mistake in the file, not a paper. */
export const recordLimit = 16 * 1024 * 1024;
