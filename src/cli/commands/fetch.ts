import { setTimeout as sleep } from 'node:timers/promises';
import { version } from '../../../package.json' with { type: 'json' };
import type { FetchOptions, FetchRequest, SourceName } from '../../model/fetched-file.ts';
import { DEFAULT_LIMIT, fetchPapers } from '../../sources/fetch-papers.ts';
import type { ClientEnvironment } from '../../sources/http/client.ts';
import { servicesOf } from '../../sources/registry.ts';
import { UsageError } from '../errors.ts';
import { reportNothingFound } from '../exit-codes.ts';
import { createFileCache, getCacheDirectory } from '../fetch/answer-cache.ts';
import { openFetchOutput } from '../fetch/fetch-output.ts';
import { readRequest } from '../fetch/read-request.ts';
import { writeStdout } from '../output/write-output.ts';
import { formatJson } from '../terminal/escape.ts';
import { pluralize, printLine } from '../terminal/messages.ts';
import { noProgress, type Progress, showProgress } from '../terminal/progress.ts';

/** Options of `papergraph fetch`. */
export interface FetchCommandOptions extends FetchOptions {
  output: string;
  contact?: string;
  /** False for no cache. */
  cache?: string | false;
  json: boolean;
  force?: true;
  quiet?: true;
}

/** Time after which a request is given up. */
const TIMEOUT_MS = 120_000;

/** Identifiers printed that were not found; the last line of the file has all. */
const MAX_MISSING_SHOWN = 10;

/** Fetches records of a service and appends them to a file as they arrive. */
export async function fetchSource(source: SourceName, args: string[], options: FetchCommandOptions): Promise<void> {
  const { output: name, contact, cache, json, force = false, quiet, ...given } = options;
  if (contact !== undefined && !/^[^\s@<>()]+@[^\s@<>()]+$/.test(contact))
    throw new UsageError(`--contact must be an email address, not "${contact}"`);
  const request = await readRequest(source, args, given);
  const output = await openFetchOutput(name, request, force);
  const { state } = output;
  if (json && output.name === 'stdout')
    throw new UsageError('--json and the records are both written to stdout: give a file name with -o');
  const before = state.records.length;
  if (!quiet && state.summary) printLine(`${name} is complete; use --force to fetch again`);
  else if (!quiet && state.header) printLine(`continuing after ${pluralize(before, 'record')}`);
  const progress = quiet ? noProgress : showProgress();
  const environment = await createEnvironment(progress, contact, cache);
  try {
    if (!state.summary)
      for await (const { lines, records, expected } of fetchPapers(request, state, environment)) {
        await output.append(lines);
        progress.update('fetch', records, expected);
      }
  } finally {
    progress.stop();
    output.close();
  }
  const { records, matched, missing = [], stopped } = { ...state.summary, records: state.records.length };
  if (records === 0) reportNothingFound();
  if (json)
    await writeStdout([formatJson({ source, file: name, records, new: records - before, matched, missing, stopped })]);
  if (quiet) return;
  for (const id of missing.slice(0, MAX_MISSING_SHOWN)) printLine(`not found: ${id}`);
  if (missing.length > MAX_MISSING_SHOWN)
    printLine(`... and ${missing.length - MAX_MISSING_SHOWN} more that were not found`);
  if (stopped !== undefined) printLine(`citations: ${stopped}`);
  if (matched !== undefined && matched > records) printLine(describeRest(request, matched, records));
  printLine(`${pluralize(records, 'record')}, ${records - before} of them new -> ${output.name}`);
}

/** Says why not all records that match were fetched. */
function describeRest({ source, options }: FetchRequest, matched: number, records: number): string {
  const { title, maxResults = Number.POSITIVE_INFINITY } = servicesOf(source)[0]!;
  if (records >= (options.limit ?? DEFAULT_LIMIT))
    return `${matched} records match, the first ${records} were fetched: use a narrower query, or --limit`;
  if (matched > maxResults)
    return `${matched} records match, and ${title} returns only the first ${maxResults} of a query: use narrower queries`;
  const others = source === 'zotero' ? 'are attachments or notes' : 'were sent twice, or without an identifier';
  return `${matched} records match, ${records} were fetched: the others ${others}`;
}

async function createEnvironment(
  progress: Progress,
  contact: string | undefined,
  cache: string | false | undefined,
): Promise<ClientEnvironment> {
  return {
    fetch,
    sleep: (milliseconds) => sleep(milliseconds),
    now: Date.now,
    createTimeout: () => AbortSignal.timeout(TIMEOUT_MS),
    getKey: (variable) => process.env[variable] || undefined,
    userAgent: `papergraph/${version}`,
    ...(contact !== undefined && { contact }),
    ...(cache !== false && { cache: await createFileCache(cache ?? getCacheDirectory()) }),
    onWait(reason, milliseconds) {
      progress.stop();
      printLine(`${reason}: waiting ${Math.ceil(milliseconds / 1000)} s`);
    },
  };
}
