import type { Problem } from '../../model/paper.ts';
import type { Destination } from '../output/target.ts';
import { type Chunks, writeOutput } from '../output/write-output.ts';
import { escapeControls, escapeLine } from './escape.ts';

/** Problems printed on the terminal; the report of a build contains all of them. */
const MAX_PROBLEMS_SHOWN = 10;

/** Writes text to stderr. A closed stderr is ignored: it must not change the result of a command. */
export function printMessage(text: string): void {
  try {
    process.stderr.write(escapeControls(text));
  } catch {
    // There is nowhere left to report this.
  }
}

/** Writes a line to stderr. Line ends in it are escaped, so that no input can forge a second message. */
export const printLine = (line: string): void => printMessage(`${escapeLine(line)}\n`);

/** Returns a count with its noun: "1 paper", "2 papers". */
export const pluralize = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Returns the line that says how many entries of a list were left out; none if none were. */
export const formatMore = (count: number): string[] => (count > 0 ? [`... and ${count} more\n`] : []);

/** Prints a note for each of the first `limit` problems, then the number of the others. */
export function printProblems(problems: readonly Problem[], limit = MAX_PROBLEMS_SHOWN, noun = 'problems'): void {
  for (const { file, line, reason } of problems.slice(0, limit)) printLine(`${file}:${line}: ${reason}`);
  const more = problems.length - limit;
  if (more > 0) printLine(`... and ${more} more ${noun}; "build --report FILE" writes all of them`);
}

/** Writes text for people to stdout. */
export function printText(stdout: Destination, parts: Iterable<string>): Promise<void> {
  function* escapeParts(): Generator<string> {
    for (const part of parts) yield escapeControls(part);
  }
  const chunks: Chunks = escapeParts();
  return writeOutput(stdout, chunks);
}
