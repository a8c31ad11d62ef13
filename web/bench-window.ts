declare global {
  interface Window {
    /** What the page offers to bench/explorer.ts: moves the camera a little and draws. */
    papergraphBench?: { step(at: number): void; papers: number; links: number };
  }
}

export {};
