/**
 * Question: does ten times the input take ten times as long, hostile input included? For the sample of every format in docs/formats.md, the
 * table has the CPU time for an input of a tenth of the length and of the whole length, and their ratio: many ordinary records, then titles of
 * hostile text. With `--all`, every field and every hostile value is measured, and what takes more than eleven times as long is listed.
 *
 *     npx tsx bench/reading/linearity.ts [--length 1000000] [--only CSV] [--all]
 */
import { parseArgs } from 'node:util';
import { readPapers } from '../../src/read/read.ts';
import { headLength } from '../../src/read/record.ts';
import { HOSTILE_VALUES, hostileFiles, listDocumentedSamples, sampledTitle } from '../support/hostile-inputs.ts';
import { createOrdinaryWriter } from '../support/ordinary-inputs.ts';

const { values } = parseArgs({
  options: {
    length: { type: 'string', default: '1000000' },
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
  },
});
const length = Number(values.length);
// A shorter input may be taken for another format than the longer one, as only the head of a file is looked at.
if (length / 10 < headLength) throw new Error(`--length must be at least ${10 * headLength}`);
/** CPU time below which a ratio says nothing, in milliseconds. */
const MIN_MS = 20;
const MAX_RATIO = 11;
/** How often a ratio that is too large is measured again: other load on the machine only ever adds time. */
const MAX_REPETITIONS = 6;

/** Readings of the smaller input that are measured together; fewer if these take longer than this, in milliseconds. */
const READINGS = 10;
const MAX_READINGS_MS = 2000;

/** Returns the CPU time of reading an input at most `count` times, in milliseconds for one of them. */
async function measure(bytes: Uint8Array, count: number): Promise<number> {
  const start = process.cpuUsage();
  for (let done = 1; ; done++) {
    await readPapers([{ name: 'input', bytes }]);
    const milliseconds = process.cpuUsage(start).user / 1000;
    if (done === count || milliseconds > MAX_READINGS_MS) return milliseconds / done;
  }
}

interface Ratio {
  small: number;
  large: number;
  ratio: number;
}

/**
 * Measures two inputs alternately, twice and again while the ratio is too large, and compares the fastest readings. The smaller one is read
 * several times in a row, since only then garbage is collected as often.
 */
async function compare(smallText: string, largeText: string): Promise<Ratio> {
  const [smallBytes, largeBytes] = [smallText, largeText].map((text) => new TextEncoder().encode(text));
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const getRatio = () => large / Math.max(small, MIN_MS / 10);
  for (let run = 0; run < 2 || (run < MAX_REPETITIONS && isSlow({ large, ratio: getRatio() })); run++) {
    small = Math.min(small, await measure(smallBytes!, READINGS));
    large = Math.min(large, await measure(largeBytes!, 1));
  }
  return { small, large, ratio: getRatio() };
}

const isSlow = ({ large, ratio }: Pick<Ratio, 'large' | 'ratio'>) => large > MIN_MS && ratio > MAX_RATIO;

/** The columns of the table, by what is repeated in the title. Deep nesting is of what the format nests. */
const COLUMNS: Record<string, (length: number, sample: string) => string> = {
  'thousands of `<i>`': (size) => HOSTILE_VALUES['nested tags']!(size),
  'quote never closed': (size) => `"${HOSTILE_VALUES['one line']!(size)}`,
  '`"a` on each line': (size) => HOSTILE_VALUES['open quotes']!(size),
  'deep nesting': (size, sample) => {
    if (/^\s*[[{]/.test(sample)) return HOSTILE_VALUES['nested arrays']!(size);
    return sample.startsWith('<') ? '<b><a>'.repeat(size / 6) : HOSTILE_VALUES.braces!(size);
  },
  'one long line': (size) => HOSTILE_VALUES['one line']!(size),
};

const formatRatio = ({ small, large, ratio }: Ratio) =>
  large > MIN_MS ? `${small.toFixed(1)}, ${large.toFixed(0)} (${ratio.toFixed(1)})` : `${large.toFixed(0)}`;

async function printTable(): Promise<void> {
  let slowCount = 0;
  const toCell = (ratio: Ratio) => {
    if (isSlow(ratio)) slowCount++;
    return formatRatio(ratio);
  };
  console.log(`| format | ordinary records | ${Object.keys(COLUMNS).join(' | ')} |`);
  console.log(`| --- | --- | ${'--- | '.repeat(Object.keys(COLUMNS).length)}`.trim());
  for (const [format, sample] of listDocumentedSamples()) {
    const match = sampledTitle.exec(sample);
    if (!format.includes(values.only) || !match) continue;
    const [before, after] = [sample.slice(0, match.index), sample.slice(match.index + match[0].length)];
    const write = await createOrdinaryWriter(sample, sampledTitle);
    const cells = [write ? toCell(await compare(write(length / 10), write(length))) : 'one record'];
    for (const writeValue of Object.values(COLUMNS)) {
      const [small, large] = [length / 10, length].map((size) => before + writeValue(size, sample) + after);
      cells.push(toCell(await compare(small!, large!)));
    }
    console.log(`| ${format} | ${cells.join(' | ')} |`);
  }
  console.log(
    `\nmilliseconds for ${length / 10} characters, for ${length}, and their ratio; ${slowCount} above ${MAX_RATIO}`,
  );
}

async function printSlow(): Promise<void> {
  const small = new Map([...hostileFiles(length / 10)].map(({ name, text }) => [name, text]));
  let count = 0;
  for (const { name, text } of hostileFiles(length)) {
    if (!name.includes(values.only)) continue;
    count++;
    const ratio = await compare(small.get(name)!, text);
    if (isSlow(ratio)) console.log(`${formatRatio(ratio)} ms  ${name}`);
  }
  console.log(
    `${count} inputs of ${length} characters; above: those that took more than ${MAX_RATIO} times as long as a tenth`,
  );
}

await (values.all ? printSlow() : printTable());
