/** Vectors of papers as a file or a program has them, such as sentence embeddings. */
export interface VectorSet {
  /** Name of the file, for messages. */
  name: string;
  /** What names the paper of each vector: an id, DOI, citation key, or another identifier, or several of them, the best first. */
  ids: readonly (string | readonly string[])[];
  /** Number of components of each vector, at least 1. */
  dimensions: number;
  /** The components, vector by vector; finite. The length of a vector does not matter. */
  values: Float32Array;
}

/** The vectors of the papers of a map, rounded to integers, so that dot products are the same on every machine. */
export interface PaperVectors {
  /** Name of the file that they come from. */
  file: string;
  /** Number of components of each vector. */
  dimensions: number;
  /**
   * The components, paper by paper, -127..127: the largest of each vector has the absolute value 127. Only zeros for a paper without a
   * vector.
   */
  values: Int8Array;
  /**
   * For each entry of the map's `neighbors` the position of the neighbor in the list by terms, from 1; 0 if it is not in this list, which has
   * three times as many papers.
   */
  termRanks: Uint16Array;
  /** The same for the list by vectors. */
  vectorRanks: Uint16Array;
  /** Number of papers with a vector. */
  matched: number;
  /** Number of vectors that belong to no paper. */
  unmatched: number;
}
