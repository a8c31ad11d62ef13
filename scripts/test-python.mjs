/**
 * Tests the Python package in python/: `npm run test:python [-- pytest options]`. Builds the command line, and installs the package and what it needs from
 * PyPI into python/.venv, once. PYTHON names another interpreter than python3.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const VENV = join('python', '.venv');
const python = join(VENV, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
const run = (command, args, cwd = '.') => execFileSync(command, args, { cwd, stdio: 'inherit' });

try {
  run(process.execPath, ['scripts/setup.mjs', 'library']);
  if (!existsSync(python)) run(process.env.PYTHON || 'python3', ['-m', 'venv', VENV]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--editable', 'python[test]']);
  run(python, ['-m', 'pytest', 'python', ...process.argv.slice(2)]);
} catch (error) {
  console.error(`The tests of the Python package failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
