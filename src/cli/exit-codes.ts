/** Exit codes of the process. An interrupted command exits with 128 plus the number of the signal. */
export const EXIT_CODES = {
  success: 0,
  /** Nothing was found, or an input, an output or the environment cannot be used. */
  failure: 1,
  /** The command line cannot be executed as given. */
  usage: 2,
} as const;

/** Sets the exit code of a search that found nothing, after its empty result was written. */
export function reportNothingFound(): void {
  process.exitCode = EXIT_CODES.failure;
}
