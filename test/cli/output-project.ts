import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { createSampleLines, createTempDirectory, runCli } from './run-cli.ts';

/** The papers of {@link createProject}. */
export const PAPERS = createSampleLines(12);

/** Creates a directory with papers, p.jsonl, and their map, map.json. */
export async function createProject(): Promise<string> {
  const directory = createTempDirectory();
  writeFileSync(join(directory, 'p.jsonl'), PAPERS);
  expect((await runCli(['build', 'p.jsonl', '--quiet'], { cwd: directory })).code).toBe(0);
  return directory;
}

/** Returns the contents of all files of a directory, by name. */
export const readFiles = (directory: string) =>
  Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name))]));

/** Expects that a command exits with 2 and one line, and changes no file. */
export async function expectRejected(directory: string, args: string[], message: RegExp, input = ''): Promise<void> {
  const before = readFiles(directory);
  const { code, stdout, stderr } = await runCli(args, { cwd: directory, input });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^papergraph: [^\n]+\n$/);
  expect(stderr).toMatch(message);
  expect(readFiles(directory)).toEqual(before);
}

/** Runs commands in a shell, which can redirect their input and output. */
export function runShell(command: string, directory: string) {
  const script = `papergraph() { "${process.execPath}" "${resolve('dist/cli.js')}" "$@"; }\n${command}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: directory, maxBuffer: 2 ** 30 });
  return { code: status, stdout, stderr: stderr.toString() };
}
