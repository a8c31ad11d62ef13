import { isMapStart } from '../../src/map-file/is-map-start.ts';
import { shortFormat } from '../strings/reading.ts';
import { readPapers } from './build-map.ts';
import type { IdentifiedFile } from './protocol.ts';

/** Number of bytes that are looked at. Formats are detected in less; archives must be complete. */
const MAX_BYTES = 300_000;

/** Returns the formats of files, judging by their beginning. */
export const identifyFiles = (files: File[]): Promise<IdentifiedFile[]> => Promise.all(files.map(identifyFile));

async function identifyFile(file: File): Promise<IdentifiedFile> {
  const { name } = file;
  const bytes = new Uint8Array(await file.slice(0, MAX_BYTES).arrayBuffer());
  if (isMapStart(bytes.subarray(0, 64))) return { name, format: 'papergraph map' };
  const { files, problems } = await readPapers([{ name, bytes: () => [bytes] }]);
  const formats = [...new Set(files.flatMap(({ format }) => (format === undefined ? [] : shortFormat(format))))];
  if (formats.length > 0) return { name, format: formats.join(', ') };
  // The beginning of an archive looks damaged.
  const [problem] = file.size <= MAX_BYTES ? problems : [];
  return problem ? { name, problem: problem.reason } : { name };
}
