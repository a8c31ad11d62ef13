import type { ParsedTarEntry } from 'modern-tar';
import type { ByteSink } from '../decode.ts';
import { type ArchiveContext, describeDamage, entryName } from './archive.ts';

/** Returns whether 512 bytes are the header of a tar archive, by its checksum: old archives have no signature. */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < 512 || !head[0]) return false;
  const field = String.fromCharCode(...head.subarray(148, 156)).replace(/[\0 ]/g, '');
  if (!/^[0-7]{1,7}$/.test(field)) return false;
  let sum = 0;
  // The checksum is computed as if its own field were spaces.
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 32 : head[i];
  return sum === Number.parseInt(field, 8);
}

/** Creates a sink that unpacks a tar archive. */
export function createUntar(name: string, context: ArchiveContext): ByteSink {
  let hasFailed = false;
  const onError = (error: unknown) => {
    if (!hasFailed && !context.budget.isExceeded) context.problem(name, describeDamage(error));
    hasFailed = true;
  };
  const decoder = import('modern-tar').then(({ createTarDecoder }) => {
    const { readable, writable } = createTarDecoder({ strict: true });
    const done = readEntries(name, readable, context).catch(onError);
    return { writer: writable.getWriter(), done };
  });
  return {
    async push(bytes) {
      if (hasFailed || context.budget.isExceeded) return;
      const { writer, done } = await decoder;
      // When an entry cannot be read, nothing takes what is written.
      await Promise.race([writer.write(bytes).catch(onError), done]);
    },
    async end() {
      const { writer, done } = await decoder;
      await Promise.race([writer.close().catch(onError), done]);
      if (!hasFailed) await done;
    },
  };
}

async function readEntries(name: string, entries: ReadableStream<ParsedTarEntry>, context: ArchiveContext) {
  const reader = entries.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const { header, body } = next.value;
    const entry = header.type === 'file' ? entryName(name, header.name) : undefined;
    if (entry === undefined || context.budget.isExceeded) await body.cancel();
    else await readEntry(body, context.openEntry(entry), context);
  }
}

async function readEntry(body: ReadableStream<Uint8Array>, content: ByteSink, context: ArchiveContext) {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      if (context.budget.addOutput(next.value.length)) await content.push(next.value);
  } finally {
    await content.end();
  }
}
