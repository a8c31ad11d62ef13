/**
 * Gives a large number of mutated inputs to everything that takes untrusted input: `npm run fuzz -- [--count N] [--seed N] [--target NAME]`.
 *
 * Inputs that violate a guarantee are minimized and written to test/fixtures/fuzz, where `npm test` runs them. Runs one process more than there are processors;
 * a process that hangs or dies is stopped, and its input is kept as well. Exits with 1 if there was one.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { targets } from './targets.ts';
import type { Job, Report } from './worker.ts';

const FIXTURES = 'test/fixtures/fuzz';

/** Share of the inputs that each target gets. */
const SHARES: Readonly<Record<string, number>> = {
  readers: 0.45,
  archives: 0.1,
  map: 0.1,
  forged: 0.05,
  recipe: 0.08,
  link: 0.05,
  query: 0.07,
  server: 0.05,
  mcp: 0.04,
  update: 0.01,
};

/** Inputs per process: then a new one starts, so that leaks and inputs of earlier rounds do not matter. Starting takes as long as 2,000 inputs. */
const JOB_SIZE = 10_000;

/** Number of processes: one more than there are processors, because some inputs wait for an answer. */
const PROCESSES = availableParallelism() + 1;

/** Time without a report after which a process hangs, in milliseconds. It reports every 100 inputs. */
const HANG_MS = 120_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    target: { type: 'string' },
  },
});
const seed = Number(values.seed);
const total = Number(values.count);
const names = values.target ? [values.target] : Object.keys(targets);
const unknown = names.find((name) => !(name in targets));
if (unknown) throw new Error(`there is no target ${unknown}: choose one of ${Object.keys(targets).join(', ')}`);

/** The jobs of all targets, in turn, so that a run that is stopped has tried each of them. */
const jobs = names.flatMap((target) => {
  const count = Math.ceil(total * (values.target ? 1 : (SHARES[target] ?? 0.05)));
  return Array.from({ length: Math.ceil(count / JOB_SIZE) }, (_, k) => ({
    target,
    seed: seed + 7919 * k,
    count: Math.min(JOB_SIZE, count - k * JOB_SIZE),
  }));
});

jobs.sort((a, b) => a.seed - b.seed);

const directory = mkdtempSync(join(tmpdir(), 'papergraph-fuzz-'));
const done = new Map<string, number>();
let failures = 0;

/** Where inputs are kept until the end: among the fixtures, processes that start later would find the same failure at once. */
const found = join(directory, 'found');
mkdirSync(found);
process.on('exit', () => {
  cpSync(found, FIXTURES, { recursive: true });
  rmSync(directory, { recursive: true, force: true });
});
process.once('SIGINT', () => process.exit(130));

/** Keeps an input for the tests. */
function keep(target: string, input: Uint8Array, reason: string): void {
  failures++;
  const name = `${target}-${createHash('sha256').update(input).digest('hex').slice(0, 12)}.bin`;
  writeFileSync(join(found, name), input);
  console.error(`\n${target}: ${reason}\n  input: ${join(FIXTURES, name)} (${input.length} bytes)`);
}

/** Runs a job in a process of its own. */
function runJob(job: Omit<Job, 'currentFile'>, currentFile: string): Promise<void> {
  return new Promise((resolve) => {
    const child = fork(new URL('./worker.ts', import.meta.url), { execArgv: process.execArgv });
    let last = 0;
    let isKept = false;
    let timer: NodeJS.Timeout | undefined;
    const restartTimer = () => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), HANG_MS);
    };
    restartTimer();
    child.on('message', (report: Report) => {
      restartTimer();
      done.set(job.target, (done.get(job.target) ?? 0) + report.done - last);
      last = report.done;
      if (!('reason' in report)) return;
      isKept = true;
      keep(job.target, Buffer.from(report.input, 'base64'), report.reason);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0 && !isKept)
        keep(job.target, readFileSync(currentFile), `the process hung or died (${signal ?? `code ${code}`})`);
      resolve();
    });
    child.send({ ...job, currentFile } satisfies Job);
  });
}

console.error(`seed ${seed}, ${jobs.length} jobs`);
const started = Date.now();
const printProgress = () => {
  const counts = [...done].map(([name, count]) => `${name} ${count}`).join(', ');
  console.error(`${((Date.now() - started) / 1000).toFixed(0)} s: ${counts}; ${failures} failures`);
};
const progress = setInterval(printProgress, 10_000);
await Promise.all(
  Array.from({ length: PROCESSES }, async (_, thread) => {
    for (let job = jobs.shift(); job; job = jobs.shift()) await runJob(job, join(directory, `input-${thread}`));
  }),
);
clearInterval(progress);
printProgress();
console.log(`${[...done.values()].reduce((sum, count) => sum + count, 0)} inputs, ${failures} failures, seed ${seed}`);
process.exitCode = failures > 0 ? 1 : 0;
