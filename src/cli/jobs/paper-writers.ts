import { extname } from 'node:path';
import type { Paper } from '../../model/paper.ts';
import { UsageError } from '../errors.ts';
import type { Chunks } from '../output/write-output.ts';

type PaperWriter = (papers: Paper[]) => Chunks;

/** Loads what writes papers to a file, by the extension of its name. */
const LOADERS: Record<string, () => Promise<PaperWriter>> = {
  '.bib': async () => {
    const { writeBibtex } = await import('../../export/references/bibtex.ts');
    return (papers) => writeBibtex({ papers });
  },
  '.ris': async () => {
    const { writeRis } = await import('../../export/references/ris.ts');
    return (papers) => writeRis({ papers });
  },
  '.json': async () => (await import('../../export/tables/papers.ts')).writePapersJson,
  '.csv': async () => (await import('../../export/tables/papers.ts')).writePapersCsv,
  '.xlsx': async () => (await import('../../export/tables/xlsx.ts')).writePapersXlsx,
};

/** Returns the function that loads what writes papers to a file of this name. Throws {@link UsageError} if there is none. */
export function findPaperWriter(name: string): () => Promise<PaperWriter> {
  const extension = extname(name).toLowerCase();
  const load = Object.entries(LOADERS).find(([known]) => known === extension)?.[1];
  if (load) return load;
  const extensions = Object.keys(LOADERS).join(', ');
  throw new UsageError(
    name === '-'
      ? `papers are written to files only: give a name that ends in ${extensions}`
      : `${name}: the name of the output must end in ${extensions}`,
  );
}
