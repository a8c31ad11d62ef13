import { spawnSync } from 'node:child_process';

/** Largest accepted output of a script, in bytes. */
const MAX_OUTPUT_BYTES = 2 ** 30;

/** Returns whether a Python interpreter can import a module. */
export const canImport = (python: string, module: string): boolean =>
  spawnSync(python, ['-c', `import ${module}`]).status === 0;

/** Returns a Python interpreter that can import a module; undefined if there is none. */
export const findPython = (module: string): string | undefined =>
  ['python3', '/usr/bin/python3'].find((python) => canImport(python, module));

/** Runs a script of this directory and returns its stdout. Throws with the last line of its stderr if it fails. */
export function runScript(python: string, script: string, args: readonly string[], input = ''): string {
  const path = new URL(script, import.meta.url).pathname;
  const { status, stdout, stderr, error } = spawnSync(python, [path, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${script} failed: ${stderr.trim().split('\n').at(-1)}`);
  return stdout;
}
