/** What stands out. */
export interface Focus {
  /** Drawn with their links; the first is the one that was opened or is under the pointer. */
  papers: number[];
  /** Drawn bright without links. */
  marked: ArrayLike<number>;
  /** A place for something that is no paper: the reader's text; lines lead to `marked`. */
  guest: { x: number; y: number; label: string } | null;
  /** Papers in the order in which a line passes through them. */
  way: number[];
}

export const NO_FOCUS: Focus = { papers: [], marked: [], guest: null, way: [] };

/** Whether anything stands out, so that the rest steps back. */
export const isFocused = ({ papers, marked, way, guest }: Focus) =>
  papers.length + marked.length + way.length > 0 || guest !== null;
