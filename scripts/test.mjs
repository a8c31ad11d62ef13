/**
 * Everything that must hold, from the types to the page in a real browser. Goes on after a failure, so that one run tells
 * all; ends with one line of counts, and non-zero when anything failed or no test ran.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser, kernels, npm } from './setup.mjs';

/** Scripts of package.json, in the order in which a failure tells most. */
const CHECKS = ['types', 'style', 'dead', 'build', 'package'];
const TESTS = ['unit', 'command', 'browser'];

let passed = 0;
const failures = [];
const count = (name, good) => {
  if (good) passed++;
  else failures.push(name);
};

/** Runs one of vitest's projects and counts its tests. */
function test(project, folder) {
  const file = join(folder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const good = npm('run', '--silent', project, '--', ...reporters);
  let result;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return failures.push(`${project} (no result)`);
  }
  passed += result.numPassedTests;
  for (const { name, status, message, assertionResults } of result.testResults) {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    failures.push(...failed.map((one) => one.fullName));
    if (status === 'failed' && failed.length === 0) failures.push(`${name}: ${message}`);
  }
  if (result.numPassedTests === 0) failures.push(`${project} (no test ran)`);
  else if (!good && result.success) failures.push(`${project} (errors outside tests)`);
}

const folder = mkdtempSync(join(tmpdir(), 'papergraph-test-'));
try {
  await kernels();
  for (const check of CHECKS) {
    console.error(`\n== ${check}`);
    count(check, npm('run', '--silent', check));
  }
  for (const project of TESTS) {
    console.error(`\n== ${project}`);
    if (project === 'browser') process.env.CHROMIUM = await browser();
    test(project, folder);
  }
} catch (error) {
  failures.push(error.message);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.error(`failed: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
