import type { PaperText } from '../candidates/words.ts';

/**
 * Splits papers into consecutive blocks with about the same amount of text.
 * @param count Number of blocks, at least 1.
 * @returns the start of each block, and the number of papers; blocks may be empty
 */
export function splitPapers(papers: readonly PaperText[], count: number): number[] {
  const lengths = papers.map(({ title, abstract }) => 1 + title.length + abstract.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const starts = [0];
  let sum = 0;
  for (const [paper, length] of lengths.entries()) {
    sum += length;
    if (starts.length < count && sum * count >= total * starts.length) starts.push(paper + 1);
  }
  while (starts.length <= count) starts.push(papers.length);
  return starts;
}
