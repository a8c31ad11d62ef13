import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type ExportFormat,
  type ExportFormatName,
  findExportFormat,
  listFormatsWith,
  type ExportOptions as WriterOptions,
} from '../../export/registry.ts';
import { UsageError } from '../errors.ts';
import { getExplorerPath } from '../explorer-files.ts';
import { printMessage } from '../messages.ts';
import type { FileKind } from '../output/file-kinds.ts';
import { type OutputRequest, openOutputs } from '../output/open-outputs.ts';
import { resolveTarget } from '../output/target.ts';
import { writeOutput } from '../output/write-output.ts';
import { withMap } from '../read-map.ts';

/** Options of `papergraph export`. */
export interface ExportOptions extends Omit<WriterOptions, 'papers' | 'template' | 'hasher'> {
  format: ExportFormatName;
  output?: string;
  force?: true;
}

/** Writes a map in another format. `scriptUrl` is the built CLI, which locates the built explorer. */
export async function exportMap(path: string, options: ExportOptions, scriptUrl: URL): Promise<void> {
  const { format: formatName, output, force, ...givenOptions } = options;
  const formatOptions = omitDefaults(givenOptions);
  const format: ExportFormat = findExportFormat(formatName)!;
  rejectUnusedOptions(format, formatOptions);
  const requests = await listOutputs(path, format, output);
  const outputs = await openOutputs(requests, { inputs: [path], force });
  const pageOptions =
    formatName === 'html' ? { template: await readTemplate(scriptUrl), hasher: () => createHash('sha256') } : {};
  const map = await withMap(path, (file) => file.readAll());
  for (const [i, { destination }] of outputs.entries()) {
    const write = await format.files[i]!.load();
    await writeOutput(destination, await write(map, { ...formatOptions, ...pageOptions }));
  }
  for (const output of outputs) await output.commit();
  if (outputs.length > 1) printMessage(`-> ${outputs.map(({ destination }) => destination.name).join(', ')}\n`);
}

/** Removes the options that are true unless they are negated, such as --no-abstracts. */
function omitDefaults({ abstracts, safeCells, ...options }: Partial<WriterOptions>): Partial<WriterOptions> {
  return { ...options, ...(abstracts === false && { abstracts }), ...(safeCells === false && { safeCells }) };
}

/** Options whose flag negates them. */
const NEGATED: readonly string[] = ['abstracts', 'safeCells'];

/** Throws {@link UsageError} for an option that a format does not use. */
function rejectUnusedOptions(format: ExportFormat, options: Partial<WriterOptions>): void {
  // The options come from the interface, which has these names only.
  const unused = (Object.keys(options) as (keyof WriterOptions)[]).find((name) => !format.options.includes(name));
  if (unused === undefined) return;
  const flag = `--${NEGATED.includes(unused) ? 'no-' : ''}${unused.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const others = listFormatsWith(unused).join(', ');
  throw new UsageError(`the format ${format.name} does not use ${flag}: omit it, or export as ${others}`);
}

/**
 * Returns the outputs of a format. Without `--output` a single file is written to stdout, and several files are named
 * after the map, in the working directory.
 */
async function listOutputs(mapPath: string, { name, files }: ExportFormat, output?: string): Promise<OutputRequest[]> {
  // The kinds of files are the names of formats, with the suffix of the file.
  const getKind = (suffix = '') => `${name}${suffix}` as FileKind;
  if (files.length === 1) return [{ name: output ?? '-', kind: getKind() }];
  await rejectSingleFile(name, output);
  const stem = (output ?? basename(mapPath)).replace(/(?<=[^/\\])\.[^./\\]+$/, '');
  return files.map(({ suffix, extension }) => ({ name: `${stem}${suffix}${extension}`, kind: getKind(suffix) }));
}

/** Throws {@link UsageError} if an output is stdout, a device or a pipe. A directory is allowed, as a prefix of names. */
async function rejectSingleFile(format: string, output?: string): Promise<void> {
  if (output === undefined) return;
  const target = await resolveTarget(output).catch(() => undefined);
  if (target && target.type !== 'file')
    throw new UsageError(
      `${format} consists of two files and cannot be written to ${output}: give a file name with -o`,
    );
}

const readTemplate = async (scriptUrl: URL) => readFile(await getExplorerPath('web/single.html', scriptUrl), 'utf8');
