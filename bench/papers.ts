import { inputFiles } from '../src/cli/inputs.ts';
import type { Paper } from '../src/model/paper.ts';
import { readPapers } from '../src/read/read.ts';

/** The papers with an abstract that a path holds, read as papergraph reads them. */
export async function papersAt(path: string): Promise<Paper[]> {
  const { papers } = await readPapers(await inputFiles([path]));
  return papers.filter((paper) => paper.abstract !== '');
}

/** What known related papers call a paper: its DOI in lower case, else its id. */
export const nameOf = (paper: Paper): string => (paper.doi ?? paper.id.replace(/^doi:/, '')).toLowerCase();
