import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { OpenFile, ServedFile } from './served-file.ts';

/** The bytes from `start` to `end`, inclusive. */
interface ByteRange {
  start: number;
  end: number;
}

/**
 * Responds with a file, or with the part of it that the request asks for. The ETag changes whenever the file is replaced, so
 * that a client can tell that parts belong to the same file. Follows RFC 9110: a range that is invalid, or more than one
 * range, is ignored, and so is a range that is only wanted of another version of the file (If-Range).
 */
export async function serveFile(c: Context, served: ServedFile, mediaType: string): Promise<Response> {
  const file = await served.acquire();
  if (!file) return c.notFound();
  try {
    return await respond(c, file, mediaType);
  } catch (error) {
    await file.release();
    throw error;
  }
}

/** Responds with an open file, and releases it. */
async function respond(c: Context, file: OpenFile, mediaType: string): Promise<Response> {
  const { size, mtimeNs, ino, mtime } = await file.stat();
  const etag = `"${[ino, mtimeNs, size].map((part) => part.toString(36)).join('-')}"`;
  const lastModified = mtime.toUTCString();
  const headers = { ETag: etag, 'Last-Modified': lastModified, 'Accept-Ranges': 'bytes' };
  const respondEmpty = async (status: 200 | 304 | 416, extra: Record<string, string> = {}) => {
    await file.release();
    return c.body(null, status, { ...headers, ...extra });
  };
  if (listsTag(c.req.header('if-none-match'), etag)) return respondEmpty(304);
  const total = Number(size);
  const complete = { 'Content-Type': mediaType, 'Content-Length': String(total) };
  if (c.req.method === 'HEAD') return respondEmpty(200, complete);
  const condition = c.req.header('if-range') ?? etag;
  const isWanted = condition === etag || condition === lastModified;
  const range = isWanted ? parseRange(c.req.header('range'), total) : undefined;
  if (range === 'unsatisfiable') return respondEmpty(416, { 'Content-Range': `bytes */${total}` });
  if (total === 0) return respondEmpty(200, complete);
  const stream = range ? file.read(range.start, range.end) : file.read(0, total - 1);
  // Node's stream of bytes has the type of another library than the one that Response expects.
  const body = Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  if (!range) return c.body(body, 200, { ...headers, ...complete });
  return c.body(body, 206, {
    ...headers,
    'Content-Type': mediaType,
    'Content-Length': String(range.end - range.start + 1),
    'Content-Range': `bytes ${range.start}-${range.end}/${total}`,
  });
}

/** Tells whether the value of If-None-Match lists a tag. */
function listsTag(value: string | undefined, etag: string): boolean {
  const tags = value?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

/** Returns the range that a Range header asks for; undefined if it is missing, invalid or lists several ranges. */
function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length > 0 ? { start: size - length, end: size - 1 } : 'unsatisfiable';
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
