/** How many references could be matched. */
export interface ReferenceStatistics {
  /** Number of papers with references. */
  papers: number;
  /** Number of references, each work once per paper. */
  references: number;
  /** Number of different cited works. */
  works: number;
  /** References identified by a DOI or another identifier. */
  byIdentifier: number;
  /** References identified by first author, year, volume and page. */
  byFields: number;
  /** References that are known only by their text. */
  byText: number;
  /** References to papers of the collection. */
  inCollection: number;
}
