import { writeFileSync } from 'node:fs';
import { fuzz, minimize } from './fuzz.ts';
import { targets } from './targets.ts';

/** A process of `npm run fuzz`: gives `count` inputs to one target, and reports to its parent. */

/** What the parent asks for. */
export interface Job {
  target: string;
  seed: number;
  count: number;
  /** File for the input that is being processed, for the case that it stops this process. */
  currentFile: string;
}

/** What a process reports: the number of inputs so far, or a failure with the input in base64. */
export type Report = { done: number } | { done: number; reason: string; input: string };

const REPORT_EVERY = 100;

async function run({ target: name, seed, count, currentFile }: Job): Promise<void> {
  const report = (message: Report) => process.send?.(message);
  const target = targets[name]!;
  let done = 0;
  const failure = await fuzz(target, {
    seed,
    proceed(index, input) {
      done = index;
      if (index % REPORT_EVERY === 0) report({ done });
      writeFileSync(currentFile, input);
      return index < count;
    },
  });
  report({ done });
  if (!failure) return;
  const { input, reason } = await minimize(target, failure);
  report({ done, reason, input: Buffer.from(input).toString('base64') });
}

process.once('message', async (job: Job) => {
  await run(job);
  await targets[job.target]?.close?.();
  process.disconnect();
});
