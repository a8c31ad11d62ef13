import { CommanderError } from 'commander';
import { InputError } from '../model/errors.ts';
import { toWriteError, UsageError } from './errors.ts';
import { printMessage } from './messages.ts';
import { createProgram } from './program.ts';

/** Exit codes of the process. */
const EXIT_CODES = { success: 0, failure: 1, usage: 2 } as const;

/** Runs a command line and sets the exit code. `scriptUrl` is the file of the running program. */
export async function run(args: string[], scriptUrl: URL): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has closed the pipe, as in "papergraph ... | head".
    if (error.code === 'EPIPE') process.exit(EXIT_CODES.success);
    printMessage(`papergraph: ${formatError(toWriteError('stdout', error))}\n`);
    process.exit(EXIT_CODES.failure);
  });
  // A closed stderr must not change the result of a command.
  process.stderr.on('error', () => {});
  try {
    await createProgram(scriptUrl).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? EXIT_CODES.success : EXIT_CODES.usage;
    else {
      process.exitCode = error instanceof UsageError ? EXIT_CODES.usage : EXIT_CODES.failure;
      printMessage(`papergraph: ${formatError(error)}\n`);
    }
  }
}

/** Returns the message of an error on one line. Errors that are not caused by the input are marked as bugs. */
function formatError(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
  if (error instanceof InputError) return message;
  return `internal error: ${message}. This is a bug; please report it with the command you ran`;
}
