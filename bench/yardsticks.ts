import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PaperMap } from '../src/model/map.ts';
import type { WeighOptions } from '../src/text/options.ts';

/** What is compared: weighing words alone, weighing all that papergraph does, and the join. */
export type Compared = 'words' | 'weigh' | 'join';

/** Nothing but what TfidfVectorizer does too: words as they are, function words left out. */
export const WORDS: WeighOptions = {
  clean: false,
  names: false,
  spelling: false,
  stem: 'none',
  boilerplate: false,
  abbreviations: false,
  phrases: false,
  authorShare: 0,
  tf: 'log',
};

/** What another implementation took for a stage, or why it could not be run. */
export interface Measured {
  stage: Compared;
  seconds?: number;
  note: string;
}

/** A ratio of times in words: one digit after the point, below 1 two. */
export const asFast = (ratio: number): string => `${ratio.toFixed(ratio < 1 ? 2 : 1)} times as fast`;

const SCRIPT = fileURLToPath(new URL('yardstick.py', import.meta.url));

/** scikit-learn, scipy and sparse_dot_topn on the map's own texts and rows. */
export function pythonYardsticks({ papers, rows }: PaperMap, full: boolean): Record<string, Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-bench-'));
  try {
    const texts = papers.map(({ title, abstract }) => JSON.stringify(`${title}. ${abstract}`));
    writeFileSync(join(folder, 'texts.jsonl'), `${texts.join('\n')}\n`);
    writeFileSync(join(folder, 'starts.bin'), rows.starts);
    writeFileSync(join(folder, 'ids.bin'), rows.ids);
    writeFileSync(join(folder, 'values.bin'), rows.values);
    const python = ['python3', '/usr/bin/python3'].find((name) => runs(name, 'import sklearn'));
    const blocks = full ? [] : ['4'];
    return {
      'TfidfVectorizer, words': python ? run(python, 'words', [folder, 'words']) : missing('words', 'scikit-learn'),
      'TfidfVectorizer, words and pairs': python
        ? run(python, 'weigh', [folder, 'pairs'])
        : missing('weigh', 'scikit-learn'),
      'scipy, 1 thread': python ? run(python, 'join', [folder, 'scipy', ...blocks]) : missing('join', 'scipy'),
      'sparse_dot_topn, 2 threads': topn(folder),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function topn(folder: string): Measured {
  const home = join(tmpdir(), 'papergraph-bench-venv');
  const python = join(home, 'bin', 'python');
  if (!existsSync(python)) spawnSync('python3', ['-m', 'venv', home]);
  if (!runs(python, 'import sparse_dot_topn'))
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'sparse_dot_topn'], { timeout: 180_000 });
  return runs(python, 'import sparse_dot_topn')
    ? run(python, 'join', [folder, 'topn'])
    : missing('join', 'sparse_dot_topn');
}

function runs(python: string, code: string): boolean {
  return spawnSync(python, ['-c', code]).status === 0;
}

function missing(stage: Compared, name: string): Measured {
  return { stage, note: `${name} is missing here and could not be installed` };
}

function run(python: string, stage: Compared, words: string[]): Measured {
  const { stdout, stderr, status } = spawnSync(python, [SCRIPT, ...words], { encoding: 'utf8' });
  if (status !== 0) return { stage, note: `failed: ${stderr.trim().split('\n').at(-1)}` };
  const { seconds, share = 1 } = JSON.parse(stdout) as { seconds: number; share?: number };
  const note = share < 1 ? ` (reckoned from ${(100 * share).toFixed(1)}% of the rows)` : '';
  return { stage, seconds: seconds / share, note };
}
