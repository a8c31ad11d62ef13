/**
 * A reporter of vitest that writes what `scripts/test.mjs` adds up into the file named by TEST_SUMMARY: the number of tests that passed, and one line for each
 * failure, including errors outside of tests, which the reporters of vitest print but do not write, and the tests that passed only after they were tried again.
 */
import { writeFileSync } from 'node:fs';

/** The first line of what an error says, and the first place in our code it names. */
function describeError({ name, message, stack }) {
  const place = stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line) && !line.includes('node_modules') && !line.includes('node:'));
  return [`${name ?? 'Error'}: ${String(message).split('\n')[0]}`, place?.trim()].filter(Boolean).join(' ');
}

/** The failures of one file: its failed tests, or why it could not be run. */
function failuresOf(module) {
  const failed = [...module.children.allTests('failed')].map((test) => test.fullName);
  if (failed.length > 0 || module.state() !== 'failed') return failed;
  return [`${module.relativeModuleId}: ${module.errors().map(describeError).join('; ')}`];
}

export default class SummaryReporter {
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests('passed')]);
    const retried = tests.filter((test) => test.diagnostic()?.flaky).map((test) => test.fullName);
    const outside = errors.map((error) => `outside of tests: ${describeError(error)}`);
    writeFileSync(
      process.env.TEST_SUMMARY,
      JSON.stringify({ passed: tests.length, retried, failures: [...modules.flatMap(failuresOf), ...outside] }),
    );
  }
}
