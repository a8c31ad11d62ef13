import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { InputError } from '../../model/errors.ts';
import { FETCH_FILE_START, type FetchHeader } from '../../model/fetched-file.ts';
import { fetchSource } from '../commands/fetch.ts';
import { openPapers, withMap } from '../read-map.ts';
import { printLine } from '../terminal/messages.ts';

/** Options of {@link repeatFetches}. */
export interface RepeatOptions {
  contact?: string | undefined;
  quiet?: boolean | undefined;
}

/** A fetched file. */
interface FetchedFile {
  path: string;
  header: FetchHeader;
  records: number;
  isComplete: boolean;
}

/**
 * Repeats the fetches that the papers of a map come from, each with the date of its last fetch as `--since`, into new files next to the
 * first one: papers.jsonl, then papers-since-2026-11-29.jsonl.
 * @param mapPath Path of the map.
 * @returns The files that have records and are not in the map.
 * @throws {InputError} if the map does not come from files that `papergraph fetch` wrote, or a fetch fails
 */
export async function repeatFetches(mapPath: string, options: RepeatOptions = {}): Promise<string[]> {
  const names = await withMap(mapPath, async (map) => {
    // Other nodes than papers come from some of the files only.
    const papers = await openPapers(map, mapPath);
    return (await papers.metadata()).files;
  });
  const found: FetchedFile[] = [];
  for (const name of names) {
    const file = (await readFetched(name)) ?? (await readFetched(join(dirname(mapPath), name)));
    if (file) found.push(file);
  }
  if (found.length === 0)
    throw new InputError(
      `${mapPath} does not come from a file of "papergraph fetch" that is here (${names.slice(0, 3).join(', ')}): run this in the folder of these files, or give files with new papers`,
    );
  const groups = new Map<string, FetchedFile[]>();
  for (const file of found) groups.set(keyOf(file.header), [...(groups.get(keyOf(file.header)) ?? []), file]);
  const results: string[] = [];
  for (const files of groups.values()) results.push(...(await repeatFetch(files, options)));
  return results;
}

async function repeatFetch(files: readonly FetchedFile[], { contact, quiet }: RepeatOptions): Promise<string[]> {
  const [first] = files;
  const { header, path } = first!;
  const stem = path.replace(/-since-\d{4}-\d\d-\d\d(?=\.[^.]*$)/, '').replace(/\.[^.\\/]*$/, '');
  const known = [...files, ...(await listLater(stem, keyOf(header)))];
  const complete = known.filter(({ isComplete }) => isComplete);
  if (complete.length === 0)
    throw new InputError(`${path} is not complete: continue it with "papergraph fetch" and the same output first`);
  const since = complete
    .map((file) => file.header.date)
    .sort()
    .at(-1)!;
  const output = `${stem}-since-${since}.jsonl`;
  const { since: _, ...others } = header.options;
  const isDone = complete.some((file) => file.path === output);
  const exitCode = process.exitCode;
  await fetchSource(header.source, header.ids ?? (header.query ? [header.query] : []), {
    ...others,
    since,
    output,
    json: false,
    cache: false,
    ...(contact !== undefined && { contact }),
    ...(isDone && { force: true }),
    ...(quiet && { quiet }),
  });
  // Nothing new is no failure of an update.
  process.exitCode = exitCode;
  const fetched = await readFetched(output);
  // An earlier update may have been interrupted between its fetch and its map.
  const isInMap = ({ path }: FetchedFile) => files.some((file) => resolve(file.path) === resolve(path));
  const waiting = [...complete.filter((file) => !isInMap(file) && file.path !== output), ...(fetched ? [fetched] : [])];
  const added = waiting.filter(({ records }) => records > 0).map(({ path }) => path);
  if (added.length > 0) return added;
  if (!quiet) printLine(`nothing new since ${since}: ${header.source}${header.query ? ` "${header.query}"` : ''}`);
  return [];
}

/** Returns the files of later fetches of the same request, which may have had no records. */
async function listLater(stem: string, key: string): Promise<FetchedFile[]> {
  const names = await readdir(dirname(stem)).catch(() => []);
  const later = names.filter((name) => name.startsWith(`${basename(stem)}-since-`) && name.endsWith('.jsonl'));
  const files: FetchedFile[] = [];
  for (const name of later) {
    const file = await readFetched(join(dirname(stem), name));
    if (file && keyOf(file.header) === key) files.push(file);
  }
  return files;
}

/** Returns what identifies a fetch, whenever it is repeated. */
function keyOf({ source, query, ids, options }: FetchHeader): string {
  const { since: _, ...others } = options;
  return JSON.stringify([source, query, ids, Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Reads the first line of a fetched file and counts its records; undefined for other files and missing ones. */
async function readFetched(path: string): Promise<FetchedFile | undefined> {
  let header: FetchHeader | undefined;
  let records = 0;
  let isComplete = false;
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      if (!header && !line.startsWith(FETCH_FILE_START)) return undefined;
      // The start proves that papergraph wrote the line.
      header ??= JSON.parse(line) as FetchHeader;
      if (line.startsWith('{"_source"')) records++;
      isComplete = line.startsWith('{"_end"');
    }
  } catch {
    return undefined;
  }
  return header && { path, header, records, isComplete };
}
