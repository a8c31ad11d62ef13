import { readFile, stat } from 'node:fs/promises';
import { InputError } from '../../model/errors.ts';
import type { FetchOptions, FetchRequest, SourceName } from '../../model/fetched-file.ts';
import { servicesOf } from '../../sources/registry.ts';
import { getErrorReason, UsageError } from '../errors.ts';
import { createStdinReader } from '../read-map.ts';
import { printLine } from '../terminal/messages.ts';

/** Returns what a command line asks for. Throws {@link UsageError} if that is not clear. */
export async function readRequest(
  source: SourceName,
  args: readonly string[],
  options: FetchOptions,
): Promise<FetchRequest> {
  checkCombination(source, options);
  checkLinks(source, options);
  const { parseId, title } = servicesOf(source)[0]!;
  if (source === 'doi') {
    const lists: string[][] = [];
    for (const arg of args) lists.push(await readDois(arg, parseId));
    const ids = [...new Set(lists.flat())];
    if (ids.length === 0) throw new UsageError('missing DOIs: give DOIs, files with one DOI per line, or - for stdin');
    return { source, ids, options };
  }
  const given = args.map((arg) => arg.trim()).filter(Boolean);
  if (given.length === 0 && source !== 'zotero')
    throw new UsageError(`missing query: give search terms for ${title}, or identifiers of papers`);
  const ids = given.map(parseId).filter((id) => id !== undefined);
  if (given.length > 0 && ids.length === given.length) return { source, ids: [...new Set(ids)], options };
  return { source, query: given.join(' '), options };
}

function checkCombination(source: SourceName, options: FetchOptions): void {
  const { cites, citedBy, rounds, minLinks, collection, group } = options;
  if (!cites && !citedBy && (rounds !== undefined || minLinks !== undefined))
    throw new UsageError(`--${rounds === undefined ? 'min-links' : 'rounds'} needs --cites or --cited-by`);
  const ofZotero = collection !== undefined ? '--collection' : group !== undefined ? '--group' : undefined;
  if (ofZotero !== undefined && source !== 'zotero')
    throw new UsageError(`${ofZotero} is for zotero: omit it, or fetch zotero instead of ${source}`);
}

/** Rejects citations that the source does not have. */
function checkLinks(source: SourceName, { cites, citedBy }: FetchOptions): void {
  const { links } = servicesOf(source)[0]!;
  const lacking =
    cites && links.cites === undefined ? '--cites' : citedBy && links.citedBy === undefined ? '--cited-by' : undefined;
  if (lacking !== undefined)
    throw new UsageError(
      `${source} has no such citations: omit ${lacking}, or use openalex, semanticscholar, europepmc, or pubmed`,
    );
}

/** Returns the DOIs of an argument: a DOI, a file with one in each line, or - for stdin. */
async function readDois(arg: string, parseId: (text: string) => string | undefined): Promise<string[]> {
  const isFile = arg === '-' || (await stat(arg).catch(() => undefined))?.isFile();
  if (!isFile) {
    const doi = parseId(arg);
    if (doi !== undefined) return [doi];
    throw new UsageError(`"${arg}" is neither a DOI nor a file`);
  }
  const text =
    arg === '-'
      ? await createStdinReader()('-')
      : await readFile(arg, 'utf8').catch((error: unknown) => {
          throw new InputError(`cannot read ${arg}: ${getErrorReason(error)}`);
        });
  const dois: string[] = [];
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    const doi = parseId(line);
    if (doi !== undefined) dois.push(doi);
    else if (line.trim() !== '') printLine(`${arg === '-' ? 'stdin' : arg}:${i + 1}: no DOI in this line`);
  }
  return dois;
}
