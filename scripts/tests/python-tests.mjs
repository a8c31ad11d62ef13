/**
 * Runs the tests of a Python package in a directory of this repository. Builds the command line, and installs the package and what it needs from PyPI into .venv
 * in the directory, once. PYTHON names another interpreter than python3.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { skip } from './not-run.mjs';

const interpreter = process.env.PYTHON || 'python3';
const run = (command, args) => execFileSync(command, args, { stdio: 'inherit' });

/** Returns what of Python is missing on this machine; undefined if nothing is. */
function findMissingPython() {
  const check = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';
  return spawnSync(interpreter, ['-c', check]).status === 0 ? undefined : 'Python 3.10 or newer with venv';
}

/** Installs the package of a directory and what its tests need; returns whether it succeeded. */
function installPackages(python, directory) {
  const options = ['--quiet', '--disable-pip-version-check', '--editable', `${directory}[test]`];
  const stdio = ['ignore', 'inherit', 'inherit'];
  return spawnSync(python, ['-m', 'pip', 'install', ...options], { stdio }).status === 0;
}

/**
 * Runs the tests with the options of pytest in the command line; exits with 77 if this machine cannot run them.
 *
 * @param directory with the package
 * @param name of the tests in messages
 * @param findMissing returns what else is missing on this machine; undefined if nothing is
 */
export function runPythonTests(directory, name, findMissing = () => undefined) {
  const missing = findMissingPython() ?? findMissing();
  if (missing) return skip(name, `${missing}, which this machine does not have`);
  const venv = join(directory, '.venv');
  const python = join(venv, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  try {
    run(process.execPath, ['scripts/setup.mjs', 'library']);
    if (!existsSync(python)) run(interpreter, ['-m', 'venv', venv]);
    if (!installPackages(python, directory))
      return skip(name, 'packages from PyPI, which could not be installed (see above)');
    run(python, ['-m', 'pytest', directory, ...process.argv.slice(2)]);
  } catch (error) {
    console.error(`${name} failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
