import { createRequire } from 'node:module';
import type { Paper } from '../src/model/paper.ts';

/** What is used of natural's TfIdf; natural's types describe only the whole package. */
export interface TfIdf {
  addDocument(text: string): void;
  tfidfs(text: string, each: (paper: number, measure: number) => void): void;
}

const textOf = ({ title, abstract }: Paper) => `${title}. ${abstract}`;

/** natural's TfIdf with these papers in it. It has no vectors: it is asked by texts. */
export function tfidfOf(papers: readonly Paper[]): TfIdf {
  const Natural = createRequire(import.meta.url)('natural/lib/natural/tfidf/tfidf.js') as new () => TfIdf;
  const tfidf = new Natural();
  for (const paper of papers) tfidf.addDocument(textOf(paper));
  return tfidf;
}

/** What natural says of the likeness of all papers to one of them. */
export function scoresOf(tfidf: TfIdf, papers: readonly Paper[], query: number): Float64Array {
  const scores = new Float64Array(papers.length);
  tfidf.tfidfs(textOf(papers[query]!), (paper, measure) => {
    scores[paper] = measure;
  });
  return scores;
}
