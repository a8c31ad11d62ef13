/** The papers that stand out on the map while the others are dimmed. */
export interface Emphasis {
  /** Drawn with a ring and with their edges and neighbors: the hovered or selected papers. */
  focused: number[];
  /** Drawn in full color, without edges: search results and the like. */
  highlighted: ArrayLike<number>;
  /** A marker in map units that is not a paper (a text query), connected to the highlighted papers. */
  marker: { x: number; y: number; label: string } | null;
  /** Papers along a path, in order; consecutive ones are connected. */
  path: number[];
}

/** No paper stands out. */
export const NO_EMPHASIS: Emphasis = { focused: [], highlighted: [], marker: null, path: [] };

/** Returns whether anything stands out, so that the rest of the map is dimmed. */
export const hasEmphasis = ({ focused, highlighted, path, marker }: Emphasis) =>
  focused.length + highlighted.length + path.length > 0 || marker !== null;
