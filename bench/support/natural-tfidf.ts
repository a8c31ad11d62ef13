import { createRequire } from 'node:module';
import type { Paper } from '../../src/model/paper.ts';

/** The part of natural's TfIdf that is used. The types of natural describe only the whole package. */
export interface TfIdf {
  addDocument(text: string): void;
  tfidfs(text: string, onScore: (paper: number, score: number) => void): void;
}

const getText = ({ title, abstract }: Paper) => `${title}. ${abstract}`;

/** Returns natural's TfIdf with the papers added. */
export function createNaturalTfIdf(papers: readonly Paper[]): TfIdf {
  const Natural = createRequire(import.meta.url)('natural/lib/natural/tfidf/tfidf.js') as new () => TfIdf;
  const tfidf = new Natural();
  for (const paper of papers) tfidf.addDocument(getText(paper));
  return tfidf;
}

/** Returns natural's score of every paper for the text of one of them. natural has no vectors, so queries are texts. */
export function scoreAllPapers(tfidf: TfIdf, papers: readonly Paper[], query: number): Float64Array {
  const scores = new Float64Array(papers.length);
  tfidf.tfidfs(getText(papers[query]!), (paper, score) => {
    scores[paper] = score;
  });
  return scores;
}
