import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { ArchiveIdentifier } from '../../identify/archives.ts';
import type { ByteSink } from '../decode.ts';
import { type ArchiveContext, createGuard, entryName, messageOf } from './archive.ts';

/** Reads the entry in which OpenDocument files and e-books name their type. */
function identifyByMediaType(file: UnzipFile, onType: (text: string) => void): void {
  let text = '';
  file.ondata = (error, data, isLast) => {
    text += String.fromCharCode(...data.subarray(0, 100));
    if (error || isLast) onType(text);
  };
  file.start();
}

/** Creates a sink that unpacks a zip archive, unless it is a document or a program. */
export function createUnzip(name: string, context: ArchiveContext): ByteSink {
  let entryCount = 0;
  const identifier = new ArchiveIdentifier();
  const openEntries = new Set<ByteSink>();
  const finish = (content: ByteSink) => guard.pending.add(guard.pending.after(() => content.end()));
  const onEntry = (file: UnzipFile) => {
    entryCount++;
    const entry = entryName(name, file.name);
    if (entry === undefined || guard.isStopped()) return;
    const kind = identifier.addEntry(file.name);
    if (kind) return guard.fail(kind);
    if (identifier.isPackage) return;
    if (file.name === 'mimetype') return identifyByMediaType(file, (text) => guard.fail(identifier.addMediaType(text)));
    const content = context.openEntry(entry);
    openEntries.add(content);
    file.ondata = (error, data, isLast) => {
      if (error) context.problem(entry, `damaged archive entry: ${error.message}`);
      else if (context.budget.addOutput(data.length)) guard.pending.add(content.push(data));
      if ((error || isLast) && openEntries.delete(content) && !error) finish(content);
    };
    try {
      file.start();
    } catch (error) {
      openEntries.delete(content);
      context.problem(entry, `this archive entry cannot be decompressed: ${messageOf(error)}`);
    }
  };
  const stream = new Unzip(onEntry);
  stream.register(UnzipInflate);
  const guard = createGuard(
    name,
    context,
    (chunk, isLast) => stream.push(chunk, isLast),
    () => {
      for (const content of openEntries) finish(content);
      if (openEntries.size) guard.fail('the archive ends inside an entry');
      if (!entryCount) guard.fail('empty or damaged zip archive');
      if (identifier.isPackage) guard.fail(identifier.description);
    },
  );
  return guard.sink;
}
