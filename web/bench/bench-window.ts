declare global {
  interface Window {
    /** What the page offers to bench/explorer.ts. */
    papergraphBench?: PageBench;
  }
}

/** How the page is measured; times are in milliseconds. */
export interface PageBench {
  papers: number;
  links: number;
  /** Moves the camera a little and draws. */
  step(at: number): void;
  /** Points at a paper in view; the time until it stands out. */
  hover(at: number): Promise<number>;
  /** Asks for the papers nearest to a text; the time until the answer is there. */
  ask(text: string): Promise<number>;
  /** Searches titles, authors and terms; the time until the answer is there. */
  search(text: string): Promise<number>;
}
