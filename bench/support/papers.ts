import { listInputFiles } from '../../src/cli/read-inputs.ts';
import type { Paper } from '../../src/model/paper.ts';
import type { VectorSet } from '../../src/model/vectors.ts';
import { readPapers } from '../../src/read/read.ts';

/** Reads a file, directory or pattern like `papergraph build`, and returns the papers that have an abstract. */
export async function readPapersWithAbstract(path: string): Promise<Paper[]> {
  const { papers } = await readPapers(await listInputFiles([path]));
  return papers.filter((paper) => paper.abstract !== '');
}

/** Returns the key of a paper in files of related papers: its DOI in lower case, or its id. */
export const getPaperKey = (paper: Paper): string => (paper.doi ?? paper.id.replace(/^doi:/, '')).toLowerCase();

/** Returns the papers that have a vector, by their ids. */
export function takePapersWithVector(papers: readonly Paper[], { ids }: VectorSet): Paper[] {
  const known = new Set(ids.flat());
  return papers.filter(({ id }) => known.has(id));
}
