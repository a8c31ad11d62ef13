import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findExportFormat } from '../../export/find-format.ts';
import { describesOnlyWorks } from '../../export/formats-of-works.ts';
import type { ExportFormat, ExportFormatName, ExportOptions as WriterOptions } from '../../export/registry.ts';
import { areWorks, type NetworkName, type NetworkNodes } from '../../model/network.ts';
import { UsageError } from '../errors.ts';
import { getExplorerPath } from '../explorer-files.ts';
import { readFonts, readResvg } from '../figure-files.ts';
import type { Destination } from '../output/target.ts';
import { writeOutput } from '../output/write-output.ts';
import { withMap } from '../read-map.ts';

/** Options of formats that the program sets, not the user. */
export type Resources = Pick<WriterOptions, 'template' | 'hasher' | 'fonts' | 'resvg'>;

/** What `papergraph export` does in its worker. */
export interface ExportJob {
  /** Path of the map, or - for stdin. */
  map: string;
  network?: NetworkName;
  format: ExportFormatName;
  options: Omit<WriterOptions, keyof Resources>;
  /** One for each file of the format. */
  destinations: Destination[];
  /** The built CLI, which locates the built explorer. */
  scriptUrl: string;
}

/** What was exported. */
export interface ExportResult {
  /** What the nodes are, and how many there are. */
  nodes: NetworkNodes;
  count: number;
}

/** Writes a map in another format. Throws {@link UsageError} if the format cannot describe its network. */
export async function runExport(job: ExportJob): Promise<ExportResult> {
  const format: ExportFormat = findExportFormat(job.format)!;
  const resources = await readResources(format, new URL(job.scriptUrl));
  const map = await withMap(job.map, (file) => file.readAll(), job.network);
  const nodes = map.network?.nodes ?? 'papers';
  if (describesOnlyWorks(format.name) && !areWorks(nodes))
    throw new UsageError(
      `the map shows a network of ${nodes}, which ${job.format} cannot describe: export it as csv or xlsx, or choose a network of papers with --network`,
    );
  for (const [i, destination] of job.destinations.entries()) {
    const write = await format.files[i]!.load();
    await writeOutput(destination, await write(map, { ...job.options, ...resources }));
  }
  return { nodes, count: map.papers.length };
}

/** Returns the files that a format needs, and the hash function of Node. */
async function readResources({ options }: ExportFormat, scriptUrl: URL): Promise<Resources> {
  return {
    ...(options.includes('template') && { template: await readTemplate(scriptUrl) }),
    ...(options.includes('hasher') && { hasher: () => createHash('sha256') }),
    ...(options.includes('fonts') && { fonts: await readFonts(scriptUrl) }),
    ...(options.includes('resvg') && { resvg: await readResvg() }),
  };
}

const readTemplate = async (scriptUrl: URL) => readFile(await getExplorerPath('web/single.html', scriptUrl), 'utf8');
