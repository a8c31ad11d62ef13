import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The stages in the order that data passes through them; none knows what lies right of it. */
const STAGES = ['read', 'text', 'similarity', 'graph', 'write'];
/** What every stage may use. */
const SHARED = /^(types|random|defaults)\.ts$|^threads\//;
/** What may use Node: the programs that run there, and the one file for its threads. */
const NODE = /^(cli\/|server\/|threads\/threads\.ts$)/;

interface Import {
  file: string;
  from: string;
  /** Types are gone when the code runs. */
  typeOnly: boolean;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join('src', file), 'utf8');
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gm)];
  const bare = [...text.matchAll(/^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|new URL\(\s*'(\.[^']+)'/gm)];
  return [
    ...found.map(([, typeOnly, from]) => ({ file, from: from!, typeOnly: Boolean(typeOnly) })),
    ...bare.map(([, a, b, c]) => ({ file, from: (a ?? b ?? c)!, typeOnly: false })),
  ];
});

/** Where a relative import leads, within src. */
const target = ({ file, from }: Import) => posix.join(dirname(file).replaceAll('\\', '/'), from);
const stageOf = (file: string) => STAGES.indexOf(file.split('/')[0]!);
const show = (found: Import[]) => found.map(({ file, from }) => `${file} imports ${from}`);

describe('the house', () => {
  test('is seen by this test', () => {
    expect(files.length).toBeGreaterThan(20);
    for (const file of files.filter((name) => stageOf(name) > 0))
      expect(imports.some((one) => one.file === file) || !/^import /m.test(readFileSync(`src/${file}`, 'utf8'))).toBe(
        true,
      );
    expect(show(imports)).toContain('analyze.ts imports ./similarity/join.ts');
  });

  test('a stage imports shared nouns and what lies left of it', () => {
    const wrong = imports.filter((one) => {
      if (stageOf(one.file) < 0 || !one.from.startsWith('.')) return false;
      const to = target(one);
      return !SHARED.test(to) && !(stageOf(to) >= 0 && stageOf(to) <= stageOf(one.file));
    });
    expect(show(wrong)).toEqual([]);
  });

  test('only analyze.ts, and the programs above it, know several stages', () => {
    const knowing = new Set(
      files.filter((file) => {
        const stages = imports.filter((one) => one.file === file && !one.typeOnly && one.from.startsWith('.'));
        return stageOf(file) < 0 && new Set(stages.map((one) => stageOf(target(one))).filter((s) => s >= 0)).size > 1;
      }),
    );
    expect([...knowing].filter((file) => !file.startsWith('cli/')).sort()).toEqual(['analyze.ts', 'index.ts']);
  });

  test('types.ts computes nothing but its one error', () => {
    expect(imports.filter(({ file }) => file === 'types.ts')).toEqual([]);
    expect(readFileSync('src/types.ts', 'utf8').match(/^export (?:async )?(?:function|class|let)\b.*/gm)).toEqual([
      'export class InputError extends Error {',
    ]);
  });

  test('nothing but the programs and one file for threads needs Node', () => {
    expect(show(imports.filter(({ file, from }) => from.startsWith('node:') && !NODE.test(file)))).toEqual([]);
    const globals = files.filter(
      (file) => !NODE.test(file) && /\b(process|Buffer|__dirname|require)\b[.(]/.test(code(file)),
    );
    expect(globals).toEqual([]);
  });

  test('nothing at all needs a page', () => {
    expect(
      files.filter((file) =>
        /\b(document|localStorage|window\.(document|location|addEventListener))\b\./.test(code(file)),
      ),
    ).toEqual([]);
  });

  test('graphology is known to the graph alone', () => {
    const wrong = imports.filter(
      ({ file, from }) => /^graphology\b/.test(from) && stageOf(file) !== STAGES.indexOf('graph'),
    );
    expect(show(wrong)).toEqual([]);
  });

  test('one folder of the explorer knows Sigma, and one the worker', () => {
    const pages = readdirSync('web', { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.tsx?$/.test(name));
    const knowing = (what: RegExp) => pages.filter((name) => what.test(readFileSync(join('web', name), 'utf8')));
    const sigma = knowing(/from '(sigma|@sigma|graphology)\b/);
    expect(sigma).toContain('network/network.ts');
    expect(sigma.filter((name) => !name.startsWith('network/'))).toEqual(['bench.ts']);
    expect(knowing(/new Worker\(|\?worker/)).toEqual(expect.arrayContaining(['start-worker.ts']));
    expect(knowing(/startWorker\(/).filter((name) => !name.startsWith('start-worker'))).toEqual(['worker-client.ts']);
  });

  test('chance comes from one seeded generator, and the clock is not asked', () => {
    const wrong = files.filter(
      (file) => !/^(cli|server)\//.test(file) && /Math\.random|Date\.now|new Date\(\)/.test(code(file)),
    );
    expect(wrong).toEqual([]);
  });
});

/** A file's text without comments. */
function code(file: string): string {
  return readFileSync(join('src', file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}
