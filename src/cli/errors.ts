import { InputError } from '../model/errors.ts';

/** Thrown for a command line that cannot be executed as given; the process exits with code 2. */
export class UsageError extends InputError {
  override name = 'UsageError';
}

/** Returns the message of the operating system for an error, such as "no such file or directory". */
export function getErrorReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z0-9]+: (.*?)(?:, \w+.*)?$/s.exec(message)?.[1] ?? message;
}

/** Returns whether an error comes from the operating system, such as "no space left on device". */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

/** Returns the {@link InputError} for an output that cannot be written; returns all but system errors unchanged. */
export function toWriteError(name: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  return new InputError(`cannot write ${name} (${getErrorReason(error)}): ${adviseOn(error.code)}`);
}

function adviseOn(code: string | undefined): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'free some space or write to another disk';
  if (code === 'EPIPE') return 'the reading program closed the pipe before the end';
  return 'choose another output file';
}
