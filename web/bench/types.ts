declare global {
  interface Window {
    /** Present in the explorer that is built with `--mode bench`. */
    papergraphBench?: PageBench;
  }
}

/** What bench/explorer.ts calls in the page. All times are in milliseconds. */
export interface PageBench {
  /** Number of papers drawn. */
  papers: number;
  /** Number of edges drawn. */
  edges: number;
  /** Moves the camera a little and draws a frame. */
  step(index: number): void;
  /** Moves the mouse onto a paper in view. Returns the time until the paper is highlighted. */
  hover(index: number): Promise<number>;
  /** Finds the papers nearest to a text. Returns the time until the answer is shown. */
  ask(text: string): Promise<number>;
  /** Searches titles, authors and terms. Returns the time until the answer is shown. */
  search(text: string): Promise<number>;
}
