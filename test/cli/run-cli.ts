import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { expect, onTestFinished } from 'vitest';

/** The exit code and output of a finished command. */
export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The built CLI. Tests run it in a child process, like a user. */
const CLI_PATH = resolve('dist/cli.js');

/** Where the commands that are tested remember things, instead of in the user's directory. */
const STATE_DIRECTORY = mkdtempSync(join(tmpdir(), 'papergraph-state-'));
process.on('exit', () => rmSync(STATE_DIRECTORY, { recursive: true, force: true }));

/** Starts the CLI in a directory. */
export function startCli(
  args: string[],
  cwd = '.',
  env: Record<string, string> = {},
): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(process.execPath, [CLI_PATH, ...args], {
    cwd,
    stdio: 'pipe',
    env: { ...process.env, XDG_STATE_HOME: STATE_DIRECTORY, ...env },
  });
}

/** Waits until a command exits. */
export async function waitForExit(child: ReturnType<typeof startCli>): Promise<CliResult> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

/** Waits until a directory contains `count` files. Throws if the command exits before. */
export async function waitForFiles(
  child: ReturnType<typeof startCli>,
  directory: string,
  count: number,
): Promise<void> {
  const isReached = () => child.exitCode !== null || readdirSync(directory).length >= count;
  await expect.poll(isReached, { timeout: 60_000, interval: 10 }).toBe(true);
  if (child.exitCode !== null) throw new Error(`the command exited with ${child.exitCode}`);
}

/** Runs the CLI and waits until it exits. */
export function runCli(
  args: string[],
  { cwd = '.', input = '', env = {} }: { cwd?: string; input?: string | Uint8Array; env?: Record<string, string> } = {},
): Promise<CliResult> {
  const child = startCli(args, cwd, env);
  // A command that does not read stdin may exit before everything is written.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return waitForExit(child);
}

/** Builds the map of the sample papers in a directory and returns its path. */
export async function buildSampleMap(directory: string): Promise<string> {
  const path = join(directory, 'map.json');
  const result = await runCli(['build', 'seeds', '-o', path, '--quiet']);
  if (result.code !== 0) throw new Error(result.stderr);
  return path;
}

/** Parses a map file. Its arrays of numbers are not decoded. */
export const readMapJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** Creates a temporary directory that is deleted when the test finishes. */
export function createTempDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'papergraph-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Returns papers on four subjects as JSON Lines. */
export function createSampleLines(count: number, words = 30): string {
  const subjects = ['spiking neurons', 'graph databases', 'protein folding', 'road traffic'];
  let state = 7;
  const createWord = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return `word${(state >>> 16) % 997}`;
  };
  return Array.from({ length: count }, (_, i) => {
    const subject = subjects[i % subjects.length];
    const abstract = `We study ${subject}. ${Array.from({ length: words }, createWord).join(' ')}.`;
    return `${JSON.stringify({ title: `On ${subject}, part ${i}`, abstract, year: 2000 + (i % 20) })}\n`;
  }).join('');
}
