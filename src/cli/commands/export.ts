import { basename } from 'node:path';
import { findExportFormat, inferExportFormats, listFormatsWith } from '../../export/find-format.ts';
import {
  type ExportFormat,
  type ExportFormatName,
  exportFormats,
  type ExportOptions as WriterOptions,
} from '../../export/registry.ts';
import type { NetworkName } from '../../model/network.ts';
import { UsageError } from '../errors.ts';
import type { Resources } from '../jobs/export-job.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import type { FileKind } from '../output/file-kinds.ts';
import { type OutputRequest, openOutputs } from '../output/open-outputs.ts';
import { resolveTarget } from '../output/target.ts';
import { writeStdout } from '../output/write-output.ts';
import { formatJson } from '../terminal/escape.ts';
import { printLine } from '../terminal/messages.ts';

/** Options of `papergraph export`. */
export interface ExportOptions extends Omit<WriterOptions, 'papers' | keyof Resources> {
  network?: NetworkName;
  format?: ExportFormatName;
  output?: string;
  force?: true;
  quiet?: true;
  json: boolean;
}

/**
 * Writes a map in another format. `given` has the names of the options that the user typed: a format refuses those that it
 * does not use, and ignores other settings. `scriptUrl` is the built CLI, which locates the built explorer.
 */
export async function exportMap(
  path: string,
  options: ExportOptions,
  given: readonly string[],
  scriptUrl: URL,
): Promise<void> {
  const { format: givenFormat, output, force, quiet, json, network, ...settings } = options;
  const formatName = givenFormat ?? inferFormat(output);
  const format: ExportFormat = findExportFormat(formatName)!;
  const formatOptions = selectOptions(format, settings, given);
  const requests = await listOutputs(path, format, output);
  const outputs = await openOutputs(requests, { inputs: [path], force });
  const isOnStdout = outputs.some(({ destination }) => destination.type === 'stdout');
  if (json && isOnStdout)
    throw new UsageError('--json and the export are both written to stdout: give a file name with -o');
  const job = {
    map: path,
    format: formatName,
    options: formatOptions,
    destinations: outputs.map(({ destination }) => destination),
    scriptUrl: scriptUrl.href,
    ...(network !== undefined && { network }),
  };
  const { nodes, count } = await runInWorker('export', job, scriptUrl, { stdin: path === '-' });
  for (const output of outputs) await output.commit();
  const names = outputs.map(({ destination }) => destination.name);
  if (json) await writeStdout([formatJson({ format: formatName, files: names, papers: count })]);
  else if (!quiet && !isOnStdout) printLine(`${count} ${nodes} -> ${names.join(', ')}`);
}

/** Returns the format that the name of the output stands for. Throws {@link UsageError} if it is none or several. */
function inferFormat(output: string | undefined): ExportFormatName {
  if (output === undefined) throw new UsageError('missing format: give -f, or -o with a name such as map.gexf');
  const formats = inferExportFormats(output);
  if (formats.length === 1) return formats[0]!;
  const cause = formats.length === 0 ? 'stands for no format' : 'can have several formats';
  const names = formats.length === 0 ? exportFormats.map(({ name }) => name) : formats;
  throw new UsageError(`the output ${output} ${cause}: choose one with -f: ${names.join(', ')}`);
}

/** Options whose flag negates them. */
const NEGATED: readonly string[] = ['abstracts', 'safeCells'];

/** Returns the options that a format uses. Throws {@link UsageError} if others were given. */
function selectOptions(
  format: ExportFormat,
  settings: Partial<WriterOptions>,
  given: readonly string[],
): Partial<WriterOptions> {
  // The options come from the interface, which has these names only.
  const unused = (Object.keys(settings) as (keyof WriterOptions)[]).filter((name) => !format.options.includes(name));
  const refused = unused.find((name) => given.includes(name));
  if (refused === undefined)
    return Object.fromEntries(Object.entries(settings).filter(([name]) => !unused.some((other) => other === name)));
  const flag = `--${NEGATED.includes(refused) ? 'no-' : ''}${refused.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const others = listFormatsWith(refused).join(', ');
  throw new UsageError(`the format ${format.name} does not use ${flag}: omit it, or export as ${others}`);
}

/**
 * Returns the outputs of a format. Without `--output` a single file is written to stdout, and several files are named
 * after the map, in the working directory.
 */
async function listOutputs(mapPath: string, { name, files }: ExportFormat, output?: string): Promise<OutputRequest[]> {
  // The kinds of files are the names of formats, with the suffix of the file.
  const getKind = (suffix = '') => `${name}${suffix.replace(`-${name}`, '')}` as FileKind;
  if (files.length === 1) return [{ name: output ?? '-', kind: getKind() }];
  await rejectSingleFile(name, output);
  const stem = (output ?? (mapPath === '-' ? 'map' : basename(mapPath))).replace(
    /(?<=[^/\\])\.(?:[^./\\]+|json\.gz)$/,
    '',
  );
  return files.map(({ suffix = '', extension }) => ({ name: `${stem}${suffix}${extension}`, kind: getKind(suffix) }));
}

/** Throws {@link UsageError} if an output is stdout, a device or a pipe. A directory is allowed, as a prefix of names. */
async function rejectSingleFile(format: string, output?: string): Promise<void> {
  if (output === undefined) return;
  const target = await resolveTarget(output).catch(() => undefined);
  if (target && target.type !== 'file')
    throw new UsageError(
      `${format} consists of several files and cannot be written to ${output}: give a file name with -o`,
    );
}
