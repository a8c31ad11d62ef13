/**
 * Tests the job on Apache Spark in spark/: `npm run test:spark [-- pytest options]`. Needs Python 3.10 or newer, Java 17 or newer, and PyPI: without them it
 * says so and exits with 77.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runPythonTests } from './python-tests.mjs';

/** Returns what is missing on this machine besides Python; undefined if nothing is. */
function findMissingJava() {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const { error, stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const version = error ? undefined : /version "(\d+)/.exec(stderr)?.[1];
  return Number(version) >= 17 ? undefined : 'Java 17 or newer';
}

runPythonTests('spark', 'the tests of the join on Spark', findMissingJava);
