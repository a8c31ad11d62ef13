import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** What a command left behind. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command as people run it: built, in a process of its own. */
const COMMAND = resolve('dist/cli.js');

/** Builds the command if its sources are newer. */
export function buildCommand(): void {
  execFileSync(process.execPath, ['scripts/setup.mjs', 'library'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Starts the command in a folder. */
export function start(args: string[], cwd = '.'): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(process.execPath, [COMMAND, ...args], { cwd, stdio: 'pipe' });
}

/** Waits for a command's end. */
export async function ended(child: ReturnType<typeof start>): Promise<Ended> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** Runs the command to its end. */
export function papergraph(args: string[], { cwd = '.', input = '' } = {}): Promise<Ended> {
  const child = start(args, cwd);
  // A command that does not read its stdin may end before all is written.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return ended(child);
}

/** A folder of its own for a test, gone afterwards. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'papergraph-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Papers as JSON Lines, about a few things so that there is something to find. */
export function sampleLines(count: number, words = 30): string {
  const subjects = ['spiking neurons', 'graph databases', 'protein folding', 'road traffic'];
  let state = 7;
  const word = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return `word${(state >>> 16) % 997}`;
  };
  return Array.from({ length: count }, (_, i) => {
    const subject = subjects[i % subjects.length];
    const abstract = `We study ${subject}. ${Array.from({ length: words }, word).join(' ')}.`;
    return `${JSON.stringify({ title: `On ${subject}, part ${i}`, abstract, year: 2000 + (i % 20) })}\n`;
  }).join('');
}
