/** Twelve papers about corals and about compilers, which share words within their subject. */
export const PAPERS = Array.from({ length: 12 }, (_, i) => ({
  key: `paper${i}`,
  title: i < 6 ? `Coral reefs and bleaching, part ${i}` : `Register allocation in compilers, part ${i}`,
  abstract:
    i < 6
      ? `Heat stress causes bleaching of coral reefs at site ${'abcdef'[i]}, and recovery takes years.`
      : `Graph coloring assigns registers to variables in compiler number ${'abcdef'[i - 6]} with few spills.`,
}));

/** Returns the papers as BibTeX. */
export const BIBTEX = PAPERS.map(
  ({ key, title, abstract }) => `@article{${key}, title={${title}}, abstract={${abstract}}, year={2020}}\n`,
).join('');

/** Returns a vector per paper, for the first `count` papers. */
export const toVectors = (count: number) =>
  PAPERS.slice(0, count)
    .map(({ key }, i) => `${JSON.stringify({ id: key, vector: [i < 6 ? 1 : 0, i < 6 ? 0 : 1, i / 20] })}\n`)
    .join('');
