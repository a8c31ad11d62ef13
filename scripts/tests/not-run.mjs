/** What scripts do that cannot run their tests on this machine. */

/** The exit code of tests that were not run, as in Automake. */
export const NOT_RUN = 77;

/** Says that tests were not run, and what they need. */
export function skip(name, need) {
  console.error(`NOT RUN: ${name} need ${need}`);
  process.exitCode = NOT_RUN;
}
