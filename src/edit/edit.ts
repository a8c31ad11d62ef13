/**
 * A change to a map. Topics are identified by one of their papers, because topic numbers and labels change when
 * a map is rebuilt, but paper ids do not.
 */
export type Edit =
  /** Changes the label of the topic that contains `paper`. */
  | { edit: 'rename'; paper: string; label: string }
  /**
   * Merges the topic that contains `paper` into the topic that contains `into`. The merged topic has the id of the latter. It
   * gets a new label, unless one of the two was renamed.
   */
  | { edit: 'merge'; paper: string; into: string }
  /** Moves `paper` to the topic that contains `into`. */
  | { edit: 'move'; paper: string; into: string }
  /** Removes `paper` from the map, but not from the list of papers. */
  | { edit: 'hide'; paper: string }
  /** Merges `paper` into the paper `into`. `mergePapers` does this before the map is built. */
  | { edit: 'mergePapers'; paper: string; into: string }
  /** States that `paper` and `from`, which may look alike, are different papers. Changes nothing in the map. */
  | { edit: 'keepSeparate'; paper: string; from: string };
