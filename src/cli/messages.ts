import type { Problem } from '../model/paper.ts';

/** Problems printed on the terminal; the report of a build contains all of them. */
const MAX_PROBLEMS_SHOWN = 10;

/** Writes text to stderr. A closed stderr is ignored: it must not change the result of a command. */
export function printMessage(text: string): void {
  try {
    process.stderr.write(text);
  } catch {
    // There is nowhere left to report this.
  }
}

/** Prints a note for each of the first `limit` problems, then the number of the others. */
export function printProblems(problems: readonly Problem[], limit = MAX_PROBLEMS_SHOWN, noun = 'problems'): void {
  for (const { file, line, reason } of problems.slice(0, limit)) printMessage(`${file}:${line}: ${reason}\n`);
  const more = problems.length - limit;
  if (more > 0) printMessage(`... and ${more} more ${noun}; "build --report FILE" writes all of them\n`);
}
