/**
 * Tests the job on Apache Spark in spark/: `npm run test:spark [-- pytest options]`. Builds the command line, and installs the package and the pinned
 * versions of what it needs from PyPI into spark/.venv, once. Needs Python 3.10 or newer and Java 17 or newer, and PyPI: without them it says so and exits with 77.
 * PYTHON names another interpreter than python3.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The exit code of tests that were not run, as in Automake. */
const NOT_RUN = 77;

const VENV = join('spark', '.venv');
const python = join(VENV, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
const interpreter = process.env.PYTHON || 'python3';
const run = (command, args) => execFileSync(command, args, { stdio: 'inherit' });

/** Returns what is missing on this machine; undefined if nothing is. */
function findMissing() {
  const check = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';
  if (spawnSync(interpreter, ['-c', check]).status !== 0) return 'Python 3.10 or newer with venv';
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const { error, stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const version = error ? undefined : /version "(\d+)/.exec(stderr)?.[1];
  return Number(version) >= 17 ? undefined : 'Java 17 or newer';
}

/** Installs the package and what it needs; returns whether it succeeded. */
function installPackages() {
  const options = ['--quiet', '--disable-pip-version-check', '--editable', 'spark[test]'];
  return (
    spawnSync(python, ['-m', 'pip', 'install', ...options], { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
  );
}

const missing = findMissing();
if (missing) {
  console.error(`NOT RUN: the tests of the join on Spark need ${missing}, which this machine does not have`);
  process.exitCode = NOT_RUN;
} else
  try {
    run(process.execPath, ['scripts/setup.mjs', 'library']);
    if (!existsSync(python)) run(interpreter, ['-m', 'venv', VENV]);
    if (installPackages()) run(python, ['-m', 'pytest', 'spark', ...process.argv.slice(2)]);
    else {
      console.error(
        'NOT RUN: the tests of the join on Spark need packages from PyPI, which could not be installed (see above)',
      );
      process.exitCode = NOT_RUN;
    }
  } catch (error) {
    console.error(`The tests of the join on Spark failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
