import { identifyBinary } from './binary.ts';
import { identifyUnreadableOutput } from './own-outputs.ts';
import { identifyForeignText } from './text.ts';

/**
 * Says what a file is that must not be read as papers, whatever its text looks like, and what to do: binary data, an output
 * of papergraph, a program, a web page or a document. Returns undefined for all other files.
 *
 * @param bytes The beginning of the file.
 * @param head The same as text.
 */
export function identifyForeignFile(bytes: Uint8Array, head: string): string | undefined {
  const binary = identifyBinary(bytes);
  if (binary) return `${binary.what}, not a list of papers; ${binary.advice}`;
  const output = identifyUnreadableOutput(head);
  if (output) return `${output}, not a list of papers; give the files that it was built from`;
  return identifyForeignText(head);
}
