/** A place in an input: what to open, and where to look (first line is 1). */
export interface Place {
  file: string;
  line: number;
}

/** A place that listed a paper, and the fields of the paper that were taken from it. */
export interface Source extends Place {
  /** Names of the fields of {@link Paper} that this source gave and that were kept. */
  gave?: string[];
}

/** A title with an abstract, and what else is known: the unit of everything. */
export interface Paper {
  /** Made from the paper's own content: its DOI, else its arXiv or PubMed id, else a hash of its title. Unique in a collection. */
  id: string;
  /** Plain text: no markup, one line. */
  title: string;
  /** Plain text; '' when no source gave one. Such a paper is listed but not placed on the map. */
  abstract: string;
  /** "First Last", in order. */
  authors?: string[];
  /** Known even where a source counts the authors without naming them. */
  authorCount?: number;
  year?: number;
  /** ISO 8601, as exact as known: 2024, 2024-05 or 2024-05-17. A month and day without a year: --05-17. */
  date?: string;
  /** Journal, proceedings or series. */
  venue?: string;
  publisher?: string;
  organisation?: string;
  /** article, inproceedings, preprint, ... as the source calls it. */
  type?: string;
  language?: string;
  /** Author keywords. Never read as text: they are no part of the similarity. */
  keywords?: string[];
  doi?: string;
  /** Without version: 2101.00001 or cs/0112017. */
  arxiv?: string;
  pmid?: string;
  /** http or https only. */
  url?: string;
  /** Further addresses of the same paper: its preprint, its other copies. http or https only. */
  urls?: string[];
  /** Addresses of code repositories. http or https only. */
  code?: string[];
  votes?: number;
  /** How often the paper is cited, as its source says. */
  citations?: number;
  /** What the paper cites, as its source names it (mostly DOIs). */
  cites?: string[];
  /** Every listing of this paper, in order of file and line. */
  sources: Source[];
}

/** Something that was read and could not become a paper. The rest of its file still counts. */
export interface Problem extends Place {
  /** One line: what is wrong and what to do. */
  reason: string;
}

/** What reading gave. Always: records = papers.length + merged + problems.length. */
export interface Collection {
  /** In canonical order: by id, compared by UTF-16 code unit. */
  papers: Paper[];
  /** All that was read: every record, and every file that could not be read as a whole. */
  records: number;
  /** Records that joined a paper already there. */
  merged: number;
  /** Records that were lost, one entry each. */
  problems: Problem[];
  /** Records that were kept although something in them was not understood, and possible duplicates that were not merged. */
  notes: Problem[];
}
