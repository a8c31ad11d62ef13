import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaperMap } from '../../src/model/map.ts';
import type { WeighOptions } from '../../src/text/weigh-options.ts';
import { canImport, findPython, runScript } from './python.ts';

/** What is compared: the weighting of words only, the complete weighting, and the join. */
export type ComparedStage = 'words' | 'weigh' | 'join';

/** Restricts the weighting to what TfidfVectorizer does: words without stop words. */
export const WORDS_ONLY_OPTIONS: WeighOptions = {
  clean: false,
  names: false,
  spelling: false,
  stem: 'none',
  boilerplate: false,
  abbreviations: false,
  phrases: false,
  authorWeight: 0,
  tf: 'log',
};

/** The time of another implementation, or why it could not be measured. */
export interface Measurement {
  stage: ComparedStage;
  seconds?: number;
  /** Such as what the time was extrapolated from. */
  note: string;
}

/** Formats a ratio of times, with two decimals below 1 and one decimal otherwise. */
export const formatSpeedup = (ratio: number): string => `${ratio.toFixed(ratio < 1 ? 2 : 1)} times as fast`;

/** Number of blocks of 1,000 rows that scipy joins when the whole join takes too long. */
const SCIPY_BLOCKS = 4;

/** Time limit for installing a package. */
const INSTALL_TIMEOUT_MS = 180_000;

/**
 * Measures scikit-learn, scipy, sparse_dot_topn, and PyNNDescent on the texts and rows of a map. With `full`, scipy joins all rows
 * instead of a sample.
 */
export function runPythonBaselines(
  { papers, rows, neighbors }: PaperMap,
  { full, threads }: { full: boolean; threads: number },
): Record<string, Measurement> {
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-bench-'));
  try {
    const texts = papers.map(({ title, abstract }) => JSON.stringify(`${title}. ${abstract}`));
    writeFileSync(join(directory, 'texts.jsonl'), `${texts.join('\n')}\n`);
    writeFileSync(join(directory, 'starts.bin'), rows.starts);
    writeFileSync(join(directory, 'ids.bin'), rows.ids);
    writeFileSync(join(directory, 'values.bin'), rows.values);
    writeFileSync(join(directory, 'neighbor-starts.bin'), neighbors.starts);
    writeFileSync(join(directory, 'neighbor-ids.bin'), neighbors.ids);
    const python = findPython('sklearn');
    const measureWith = (stage: ComparedStage, ...args: string[]) =>
      python ? measure(python, stage, [directory, ...args]) : reportMissing(stage, 'scikit-learn');
    return {
      'TfidfVectorizer, words': measureWith('words', 'unigrams'),
      'TfidfVectorizer, words and word pairs': measureWith('weigh', 'bigrams'),
      'scipy, 1 thread': measureWith('join', 'scipy', ...(full ? [] : [String(SCIPY_BLOCKS)])),
      [`sparse_dot_topn, ${threads} threads`]: measureInstalled('sparse_dot_topn', [
        directory,
        'topn',
        String(threads),
      ]),
      [`PyNNDescent (approximate), ${threads} threads`]: measureInstalled('pynndescent', [
        directory,
        'pynndescent',
        String(threads),
      ]),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Measures a join of a package, which is installed in a virtual environment if necessary. */
function measureInstalled(module: string, args: string[]): Measurement {
  const environment = join(tmpdir(), 'papergraph-bench-venv');
  const python = join(environment, 'bin', 'python');
  if (!existsSync(python)) spawnSync('python3', ['-m', 'venv', environment]);
  if (!canImport(python, module))
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', module], { timeout: INSTALL_TIMEOUT_MS });
  return canImport(python, module) ? measure(python, 'join', args) : reportMissing('join', module);
}

const reportMissing = (stage: ComparedStage, name: string): Measurement => ({
  stage,
  note: `${name} is not installed`,
});

/** What the script prints. */
interface PythonOutput {
  seconds: number;
  /** Share of the rows that were joined; absent if all were. */
  share?: number;
  /** Share of the exact neighbors that were found; absent if all were. */
  recall?: number;
}

function measure(python: string, stage: ComparedStage, args: string[]): Measurement {
  try {
    const output = JSON.parse(runScript(python, 'python-baselines.py', args)) as PythonOutput;
    const { seconds, share = 1, recall } = output;
    const extrapolated = share < 1 ? ` (extrapolated from ${(100 * share).toFixed(1)}% of the rows)` : '';
    const note = recall === undefined ? extrapolated : ` (recall ${recall.toFixed(3)})`;
    return { stage, seconds: seconds / share, note };
  } catch (error) {
    return { stage, note: error instanceof Error ? error.message : String(error) };
  }
}
