/**
 * Runs all checks and tests: `npm test`. Continues after a failure, so that one run reports all failures. The last line
 * counts what passed and failed; the exit code is 1 if anything failed or no test ran.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browser, kernels, npm } from './setup.mjs';

/** Scripts of package.json, the most basic check first. */
const CHECKS = ['typecheck', 'lint', 'unused', 'docs', 'build', 'publint'];
/** Projects of vitest; each has a script `test:PROJECT`. */
const TEST_PROJECTS = ['unit', 'cli', 'browser'];
const REPORTER = fileURLToPath(new URL('tests/summary-reporter.mjs', import.meta.url));

let passed = 0;
const failures = [];
/** Tests that passed only after they were tried again. */
const retried = [];

function runCheck(script) {
  if (npm('run', '--silent', script)) passed++;
  else failures.push(script);
}

/** Runs a project of vitest and counts its tests. */
function runTests(project, directory) {
  const file = join(directory, `${project}.json`);
  process.env.TEST_SUMMARY = file;
  const succeeded = npm('run', '--silent', `test:${project}`, '--', '--reporter=default', `--reporter=${REPORTER}`);
  let result;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    failures.push(`${project} (no result)`);
    return;
  }
  passed += result.passed;
  failures.push(...result.failures);
  retried.push(...result.retried);
  if (result.passed === 0) failures.push(`${project} (no test ran)`);
  else if (!succeeded && result.failures.length === 0) failures.push(`${project} (see its output above)`);
}

const directory = mkdtempSync(join(tmpdir(), 'papergraph-test-'));
try {
  await kernels();
  for (const script of CHECKS) {
    console.error(`\n== ${script}`);
    runCheck(script);
  }
  for (const project of TEST_PROJECTS) {
    console.error(`\n== ${project}`);
    if (project === 'browser') process.env.CHROMIUM = await browser();
    runTests(project, directory);
  }
} catch (error) {
  failures.push(error.message);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
for (const name of retried) console.error(`passed only on the second try: ${name}`);
for (const failure of failures) console.error(`failed: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
