import type { ThreadOptions } from '../model/options.ts';

/** An input file. Node files, browser files and standard input all fit. */
export interface InputFile {
  /** Shown in messages and stored as the source of the papers. */
  name: string;
  /** Size in bytes, for progress. Default: unknown. */
  size?: number;
  /** Returns the content in chunks of any length. The caller must not write to a chunk after passing it on. */
  bytes(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Options of {@link readPapers}. */
export interface ReadOptions extends ThreadOptions {
  /**
   * Column names of tables and keys of plain JSON, by field of a paper (title, abstract, authors, year, doi, ...). Case is
   * ignored. Fields that are not listed are found under their common names. Default: none.
   */
  columns?: Record<string, string>;
}

/** What formats receive: the options of the caller, and what was found of them. */
export interface FormatOptions extends ReadOptions {
  /** Receives the names in `columns` that an input has. */
  foundColumns?: Set<string>;
}

/** A record as its source wrote it, before normalization. Fields that the source does not have are absent. */
export interface RawRecord {
  /** Citation key. */
  key?: string | undefined;
  title?: string | undefined;
  abstract?: string | undefined;
  /** Further abstracts, of which those in other languages are kept. */
  otherAbstracts?: (string | undefined)[] | undefined;
  /** "First Last" or "Last, First", or "{Organization}" if the source marks it as one; one entry per author. */
  authors?: string[] | undefined;
  authorCount?: number | undefined;
  /** Entries of {@link Paper.structuredNames} that papergraph wrote. */
  structuredNames?: string[] | undefined;
  /** A name like those in `authors`, and the ORCID in any form, one entry per author who has one. */
  orcids?: string[] | undefined;
  year?: string | number | undefined;
  date?: string | undefined;
  venue?: string | undefined;
  publisher?: string | undefined;
  /** Like `authors`. */
  editors?: string[] | undefined;
  series?: string | undefined;
  volume?: string | undefined;
  number?: string | undefined;
  pages?: string | undefined;
  organization?: string | undefined;
  type?: string | undefined;
  language?: string | undefined;
  keywords?: string[] | undefined;
  doi?: string | undefined;
  arxiv?: string | undefined;
  pmid?: string | undefined;
  pmcid?: string | undefined;
  /** Text that holds any number of ISBNs. */
  isbn?: string | undefined;
  /** Text that holds any number of ISSNs. */
  issn?: string | undefined;
  /** Further identifiers as scheme:value, see {@link namedId}. */
  identifiers?: (string | undefined)[] | undefined;
  /** URLs of the paper, the preferred one first. */
  urls?: (string | undefined)[] | undefined;
  /** URLs of code repositories. */
  code?: string[] | undefined;
  note?: string | undefined;
  votes?: number | undefined;
  citations?: number | undefined;
  /** Cited works: a DOI or another identifier, or a text, with a DOI if there is one. */
  cites?: string[] | undefined;
  /** Set when no string is a slice of a larger text, so that normalization need not copy strings to free that text. */
  hasOwnStrings?: true;
}

/** Receives what a reader finds in a file. Line numbers start at 1. */
export interface Sink {
  /** Receives a record. */
  record(line: number, raw: RawRecord): void;
  /** Receives the reason why a record was lost. */
  problem(line: number, reason: string): void;
  /** Receives a remark about input that was kept. */
  note(line: number, reason: string): void;
}

/** Reads the text of a file in blocks that may end anywhere. */
export interface TextReader {
  write(block: string): void;
  /** Returns a promise when reading goes on after the last block, because a library must be loaded. */
  end(): void | Promise<void>;
}

/** Reads the bytes of a file in blocks that may end anywhere: an ASCII-compatible encoding with line feeds as line ends. */
export interface ByteReader {
  write(block: Uint8Array): void;
  end(): void;
}

interface FormatBase {
  /** Shown in messages; the heading of the format in docs/formats.md. */
  name: string;
  /** Returns whether a file that starts with `head` (its first {@link headLength} characters) has this format. */
  detects(head: string, options: FormatOptions): boolean;
}

/** A format whose reader takes text. */
export interface TextFormat extends FormatBase {
  open(sink: Sink, options: FormatOptions): TextReader;
}

/** A format whose reader takes bytes. Decoding only the fields that are read is faster than decoding the whole file. */
export interface ByteFormat extends FormatBase {
  openBytes(sink: Sink, decode: (bytes: Uint8Array) => string): ByteReader;
}

/** A file format that papers can be read from. */
export type Format = TextFormat | ByteFormat;

/** Length of the text that {@link Format.detects} receives, in UTF-16 code units. */
export const headLength = 65536;

/** Maximum length of a record, in UTF-16 code units. A longer one is reported as a problem. */
export const maxRecordLength = 16 * 1024 * 1024;
