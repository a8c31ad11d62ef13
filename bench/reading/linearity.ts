/**
 * Question: does ten times the input take at most eleven times as long to read, also hostile input? Prints the CPU time of every
 * format with every hostile value, the worst ratios first; see support/hostile-inputs.ts.
 *
 *     npx tsx bench/reading/linearity.ts [--length 1000000] [--only CSV]
 */
import { parseArgs } from 'node:util';
import { readPapers } from '../../src/read/read.ts';
import { headLength } from '../../src/read/record.ts';
import { hostileFiles } from '../support/hostile-inputs.ts';

const { values } = parseArgs({
  options: { length: { type: 'string', default: '1000000' }, only: { type: 'string', default: '' } },
});
const length = Number(values.length);
// A shorter input may be taken for another format than the longer one, as only the head of a file is looked at.
if (length / 10 < headLength) throw new Error(`--length must be at least ${10 * headLength}`);
/** CPU time below which a ratio says nothing, in milliseconds. */
const MIN_MS = 20;

/** Returns the CPU time of the faster of two readings, in milliseconds. */
async function measure(text: string): Promise<number> {
  const bytes = new TextEncoder().encode(text);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 2; run++) {
    const start = process.cpuUsage();
    await readPapers([{ name: 'hostile', bytes }]);
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  return best;
}

const small = new Map([...hostileFiles(length / 10)].map(({ name, text }) => [name, text]));
const rows: { name: string; small: number; large: number; ratio: number }[] = [];
for (const { name, text } of hostileFiles(length)) {
  if (!name.includes(values.only)) continue;
  const [smallMs, largeMs] = [await measure(small.get(name)!), await measure(text)];
  rows.push({ name, small: smallMs, large: largeMs, ratio: largeMs / Math.max(smallMs, MIN_MS / 10) });
}
const slow = rows.filter(({ large, ratio }) => large > MIN_MS && ratio > 11).sort((a, b) => b.ratio - a.ratio);
console.log(`${rows.length} inputs of ${length} characters; ${slow.length} took more than 11 times as long as a tenth`);
for (const { name, small: smallMs, large, ratio } of slow)
  console.log(
    `${ratio.toFixed(1).padStart(7)}  ${smallMs.toFixed(1).padStart(8)} ms ${large.toFixed(1).padStart(9)} ms  ${name}`,
  );
