import { Gunzip } from 'fflate';
import type { ByteSink } from '../decode.ts';
import { type ArchiveContext, createGuard } from './archive.ts';

/** Creates a sink that decompresses gzip. */
export function createGunzip(name: string, context: ArchiveContext): ByteSink {
  const content = context.openEntry(name);
  const stream = new Gunzip((data) => {
    if (context.budget.addOutput(data.length)) guard.pending.add(content.push(data));
  });
  const guard = createGuard(
    name,
    context,
    (chunk, isLast) => stream.push(chunk, isLast),
    () => guard.pending.add(guard.pending.after(() => content.end())),
  );
  return guard.sink;
}
