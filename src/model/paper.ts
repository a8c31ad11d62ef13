/** A location in an input. */
export interface InputLocation {
  /** Name of the file, as passed to `readPapers`. */
  file: string;
  /** Line number, starting at 1. */
  line: number;
}

/** The location of a record of a paper, and the fields of the paper that were taken from this record. */
export interface Source extends InputLocation {
  /** Names of the fields of {@link Paper} whose values come from this record. `abstract` stands for abstracts in other languages, too. */
  gave?: string[];
}

/** A paper: a title, usually an abstract, and whatever else its sources provide. */
export interface Paper {
  /** Derived from the content of the paper: its DOI, else its arXiv or PubMed id, else a hash of its title. Unique in a collection. */
  id: string;
  /** Key by which the user's own source cites the paper, such as smith2020spiking. */
  key?: string;
  /** Plain text without markup, on one line. */
  title: string;
  /** Plain text; '' when no source has an abstract. A paper without an abstract is listed but has no position on the map. */
  abstract: string;
  /** Abstracts in further languages, one each. They do not influence the similarity. */
  otherAbstracts?: string[];
  /** Names in the form "First Last", in order. */
  authors?: string[];
  /**
   * Those names of authors and editors that do not tell what their family name is: "García Márquez, Gabriel", "Silva, Ana, Jr", or
   * "{World Health Organization}" for an organization. The family name of others is the last word and the lowercase words before it.
   */
  structuredNames?: string[];
  /** ORCIDs of authors behind their names: "Josiah Carberry 0000-0002-1825-0097". */
  orcids?: string[];
  /** Number of authors. Present also when a source states the number without the names. */
  authorCount?: number;
  /** Year of publication. */
  year?: number;
  /** ISO 8601 date, as precise as known: 2024, 2024-05 or 2024-05-17. A month and day without a year: --05-17. */
  date?: string;
  /** Journal, proceedings or series. */
  venue?: string;
  publisher?: string;
  /** Names of editors in the form "First Last", in order. */
  editors?: string[];
  /** Name of the book series. */
  series?: string;
  /** Volume of the journal or book, as the source writes it. */
  volume?: string;
  /** Issue of the journal, or number of a report, as the source writes it. */
  number?: string;
  /** Pages or article number, as the source writes it, ranges with a hyphen: 12-19 or e1004. */
  pages?: string;
  /** Organization that published the paper, such as the institution of a technical report. */
  organization?: string;
  /** Type of publication as named by the source, such as article, inproceedings or preprint. */
  type?: string;
  /** Language as named by the source. */
  language?: string;
  /** Author keywords. They do not influence the similarity. */
  keywords?: string[];
  /** DOI without a prefix such as https://doi.org/. */
  doi?: string;
  /** arXiv id without version: 2101.00001 or cs/0112017. */
  arxiv?: string;
  /** PubMed id. */
  pmid?: string;
  /** PubMed Central id, such as PMC1234567. */
  pmcid?: string;
  /** ISBNs, as the source writes them. */
  isbn?: string[];
  /** ISSNs, such as 1234-5678. */
  issn?: string[];
  /** Identifiers that have no field of their own, as scheme:value: openalex:W2741809807, eid:2-s2.0-85012345678, wos:000251396200003. */
  identifiers?: string[];
  /** Address of the paper; http or https only. */
  url?: string;
  /** Further addresses of the paper, such as its preprint and other copies; http or https only. */
  urls?: string[];
  /** Addresses of code repositories; http or https only. */
  code?: string[];
  /** Note of the source. */
  note?: string;
  /** Number of votes for the paper at its source. */
  votes?: number;
  /** Number of citations according to the source. */
  citations?: number;
  /**
   * Works that the paper cites, as its source lists them: a DOI or another identifier, or a text such as "Smith J, 2001, NATURE, V21, P303",
   * with ", DOI 10.1000/182" at its end if the DOI is known.
   */
  cites?: string[];
  /** All records of this paper, ordered by file and line. */
  sources: Source[];
}

/** An input that could not become a paper, or information that was lost while reading. The rest of the file is unaffected. */
export interface Problem extends InputLocation {
  /** One line: what is wrong and what to do. */
  reason: string;
}

/** Records that were merged into one paper. */
export interface Merge {
  /** Id of the paper. */
  paper: string;
  title: string;
  /** By which IDs or fields the records were recognized as one paper. */
  reason: string;
  /** Number of records. */
  count: number;
  /** Where the first records were read. */
  sources: InputLocation[];
  /** The different values of fields, of which the paper has one. Long values are cut. */
  differing: Record<string, string[]>;
}

/** Papers that may be the same and were not merged. */
export interface PossibleDuplicates {
  /** Title of the first of them. */
  title: string;
  /** Number of papers. */
  count: number;
  /** Ids of the first papers. */
  papers: string[];
  /** Where these papers were read first. */
  locations: InputLocation[];
  /** Why they were not merged, where a single field decided it. */
  cause?: string;
}

/** What was read from a file. Invariant: `records === papers + merged + problems`. */
export interface FileSummary {
  /** Name of the file; of a file in an archive, "archive/name". */
  file: string;
  /** Name of the format; undefined when the file could not be read. */
  format?: string;
  /** Number of records, counting a file that could not be read as one record. */
  records: number;
  /** Number of papers whose first record is in this file. */
  papers: number;
  /** Number of records that were merged into a paper of an earlier record. */
  merged: number;
  problems: number;
}

/** The result of reading. Invariant: `records === papers.length + merged + problems.length`. */
export interface Collection {
  /** In canonical order: by id, compared by UTF-16 code units. */
  papers: Paper[];
  /** Number of records read, counting a file that could not be read as one record. */
  records: number;
  /** Number of records that were merged into the paper of an earlier record. */
  merged: number;
  /** Records that were lost, one entry each. */
  problems: Problem[];
  /** Records that were kept although a part of them was not understood, and possible duplicates that were not merged. */
  notes: Problem[];
}

/** A {@link Collection} with an account of how it was read. */
export interface ReadResult extends Collection {
  /** One entry per file, sorted by name. */
  files: FileSummary[];
  /** One entry per paper that several records were merged into. */
  merges: Merge[];
  /** One entry per group of papers. */
  possibleDuplicates: PossibleDuplicates[];
}
