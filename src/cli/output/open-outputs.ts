import { constants } from 'node:fs';
import { access, rename, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { toWriteError, UsageError } from '../errors.ts';
import { type FileKind, isReplaceable } from './file-kinds.ts';
import { type Destination, getInputFileIds, type OutputTarget, resolveTarget } from './target.ts';
import { createTemporaryFile, deleteTemporaryFile, getPathForName, type TemporaryFile } from './temporary-file.ts';

/** An output that a command is asked to write. */
export interface OutputRequest {
  /** File name, or - for stdout. */
  name: string;
  kind: FileKind;
}

/** An open output. The target file is not replaced until `commit` is called. */
export interface Output {
  /** Where to write: a temporary file, stdout, a device or a pipe. */
  destination: Destination;
  /** See {@link OutputTarget.fileIds}. */
  fileIds: string[];
  /** Renames the temporary file to the target file, in one step. */
  commit(): Promise<void>;
  /** Deletes the temporary file; the target file stays. A process that ends does this for all files that were not committed. */
  discard(): Promise<void>;
}

/** Options of {@link openOutputs}. */
export interface OpenOutputsOptions {
  /** INPUT arguments and all other files that the command reads. */
  inputs: readonly string[];
  /** Whether to replace files that papergraph did not write. Default false. */
  force?: boolean | undefined;
}

/**
 * Opens all outputs of a command before it reads anything, so that an invalid output is reported at once. Files are
 * written to a temporary file next to the target.
 *
 * @throws {UsageError} if an output is also an input or another output, or would replace a file that papergraph did
 * not write.
 * @throws {InputError} if an output cannot be written.
 */
export async function openOutputs(
  requests: readonly OutputRequest[],
  { inputs, force = false }: OpenOutputsOptions,
): Promise<Output[]> {
  const targets: OutputTarget[] = [];
  for (const { name } of requests) targets.push(await resolveTarget(name));
  await rejectInputs(targets, inputs);
  rejectDuplicates(targets);
  const checkReplaceable = async (target: OutputTarget, kind: FileKind) => {
    if (!force && target.type === 'file') await rejectForeignFile(target, kind);
  };
  for (const [i, { kind }] of requests.entries()) await checkReplaceable(targets[i]!, kind);
  const temporaryFiles: (TemporaryFile | undefined)[] = [];
  for (const target of targets)
    temporaryFiles.push(target.type === 'file' ? await openTemporaryFile(target, targets, temporaryFiles) : undefined);
  return targets.map((target, i) => {
    const { name, type, path, fileIds } = target;
    const temporaryFile = temporaryFiles[i];
    if (!temporaryFile)
      return { destination: { name, type, path }, fileIds, commit: async () => {}, discard: async () => {} };
    return {
      destination: { name, type, path: temporaryFile.path },
      fileIds,
      async commit() {
        // Another program may have saved a file there while this command ran.
        await checkReplaceable(target, requests[i]!.kind);
        await rename(temporaryFile.path, path).catch((error: unknown) => {
          throw toWriteError(name, error);
        });
      },
      discard: () => deleteTemporaryFile(temporaryFile),
    };
  });
}

/** Opens stdout. Throws {@link UsageError} if it is redirected to a file that the command reads. */
export async function openStdout(inputs: readonly string[]): Promise<Destination> {
  const target = await resolveTarget('-');
  await rejectInputs([target], inputs);
  const { name, type, path } = target;
  return { name, type, path };
}

async function rejectInputs(targets: readonly OutputTarget[], inputs: readonly string[]): Promise<void> {
  for (const input of new Set(inputs)) {
    const inputIds = await getInputFileIds(input);
    const target = targets.find(({ fileIds }) => fileIds.some((id) => inputIds.includes(id)));
    if (!target) continue;
    const conflict =
      target.name === input
        ? 'is also an input'
        : `is the same file as the input ${input === '-' ? 'on stdin' : input}`;
    throw new UsageError(`the output ${target.name} ${conflict}: choose another output file`);
  }
}

function rejectDuplicates(targets: readonly OutputTarget[]): void {
  for (const [i, target] of targets.entries()) {
    const duplicate = targets.slice(0, i).find(({ fileIds }) => fileIds.some((id) => target.fileIds.includes(id)));
    if (duplicate) throw createDuplicateError(duplicate, target);
  }
}

function createDuplicateError(a: OutputTarget, b: OutputTarget): UsageError {
  const conflict = a.name === b.name ? `two outputs are named ${a.name}` : `${a.name} and ${b.name} are the same file`;
  return new UsageError(`${conflict}: choose a different file for each output`);
}

async function rejectForeignFile({ name, path }: OutputTarget, kind: FileKind): Promise<void> {
  const exists = (await stat(path).catch(() => undefined)) !== undefined;
  if (!exists || (await isReplaceable(path, kind))) return;
  throw new UsageError(
    `${name} exists, and nothing in it shows that papergraph wrote it: choose another output file, or use --force to replace it`,
  );
}

async function openTemporaryFile(
  target: OutputTarget,
  targets: readonly OutputTarget[],
  openFiles: readonly (TemporaryFile | undefined)[],
): Promise<TemporaryFile> {
  const [directory, name] = [dirname(target.path), basename(target.path)];
  // Only the file system can tell whether two names that differ in case refer to the same file.
  for (const [i, file] of openFiles.entries())
    if (file && dirname(file.path) === directory)
      if (await stat(getPathForName(file, name)).catch(() => undefined))
        throw createDuplicateError(targets[i]!, target);
  try {
    if (target.stats) await access(target.path, constants.W_OK);
    return await createTemporaryFile(target);
  } catch (error) {
    throw toWriteError(target.name, error);
  }
}
