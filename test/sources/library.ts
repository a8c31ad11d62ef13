/** A paper of the test library: number `n` cites the papers n - 1, n - 2, and half of n, as far as they exist. */
export interface LibraryPaper {
  n: number;
  title: string;
  abstract: string;
  /** Days after 2020-01-01 on which the services added it. */
  added: string;
  cites: number[];
  citedBy: number[];
}

/** Creates a library with papers 1 to `count`, half of them about neurons. */
export function createLibrary(count: number): LibraryPaper[] {
  const citesOf = (n: number) => [...new Set([n - 1, n - 2, Math.floor(n / 2)])].filter((m) => m >= 1 && m < n);
  return Array.from({ length: count }, (_, i) => {
    const n = i + 1;
    const subject = n % 2 === 0 ? 'neurons' : 'graphs';
    return {
      n,
      title: `Paper ${n} about ${subject}`,
      abstract: `We study ${subject} in the experiment number ${n}. Its “results” are new.`,
      added: new Date(Date.UTC(2020, 0, n)).toISOString().slice(0, 10),
      cites: citesOf(n),
      citedBy: Array.from({ length: count }, (_, j) => j + 1).filter((m) => citesOf(m).includes(n)),
    };
  });
}

/** The identifiers of a paper in each service. */
export const IDS = {
  openalex: (n: number) => `W${1000 + n}`,
  doi: (n: number) => `10.1234/paper.${n}`,
  arxiv: (n: number) => `2101.${String(n).padStart(5, '0')}`,
  pmid: (n: number) => String(30_000_000 + n),
  s2: (n: number) => n.toString(16).padStart(40, '0'),
  zotero: (n: number) => `ABCD${String(n).padStart(4, '0')}`,
};
