import { CommanderError } from 'commander';
import { InputError } from '../model/errors.ts';
import { toWriteError, UsageError } from './errors.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { createProgram } from './program/program.ts';
import { printLine } from './terminal/messages.ts';

/** Runs a command line and sets the exit code. `scriptUrl` is the file of the running program. */
export async function run(args: string[], scriptUrl: URL): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has closed the pipe, as in "papergraph ... | head".
    if (error.code === 'EPIPE') process.exit(EXIT_CODES.success);
    printLine(`papergraph: ${formatError(toWriteError('stdout', error))}`);
    process.exit(EXIT_CODES.failure);
  });
  // A closed stderr must not change the result of a command.
  process.stderr.on('error', () => {});
  try {
    // -V was the short form of --version in 0.1.
    const known = args[0] === '-V' ? ['--version', ...args.slice(1)] : args;
    await createProgram(scriptUrl).parseAsync(known, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? EXIT_CODES.success : EXIT_CODES.usage;
    else {
      process.exitCode = error instanceof UsageError ? EXIT_CODES.usage : EXIT_CODES.failure;
      printLine(`papergraph: ${formatError(error)}`);
    }
  }
}

/** Returns the message of an error on one line. Errors that are not caused by the input are marked as bugs. */
function formatError(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error))
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
  if (error instanceof InputError) return message;
  return `internal error: ${message}. This is a bug; please report it with the command you ran`;
}
