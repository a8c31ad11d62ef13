import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The stages in the order that data passes through them; a stage imports earlier ones only. */
const STAGES = [
  'read',
  'sources',
  'text',
  'similarity',
  'vectors',
  'networks',
  'graph',
  'topics',
  'layout',
  'concepts',
  'edit',
  'map-file',
  'export',
].map((stage) => `src/${stage}/`);

/** What every stage may import. */
const SHARED = /^src\/(model|util|workers)\//;

/** The only source files that may use Node: the programs that run there, the entry of the library for Node, and the one that starts workers. */
const NODE = /^src\/(cli|server)\/|^src\/node\.ts$|^src\/workers\/platform\.ts$/;

interface Import {
  file: string;
  /** As written. */
  from: string;
  /** The imported file, relative to the project, or '' for a package. */
  target: string;
}

const list = (directory: string) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => `${directory}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(ts|tsx|js)$/.test(name) && !/\.d\.ts$|\.generated\.ts$/.test(name));

const source = [...list('src'), ...list('web')];
/** The script of workers is a program of its own: to start it is no import. */
const WORKER = 'src/worker.js';

const isKernel = (file: string) => /^src\/\w+\/kernel\//.test(file);
const stageOf = (file: string) => STAGES.findIndex((stage) => file.startsWith(stage));

const imports: Import[] = source.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  const found = [
    ...text.matchAll(/^(?:import|export)\b[^'";]*?\bfrom\s+'([^']+)'/gm),
    ...text.matchAll(/^import\s+'([^']+)'|\bimport\(\s*'([^']+)'|new URL\(\s*'(\.[^']+)',\s*import\.meta/gm),
  ];
  return found.map(([, a, b, c]) => {
    const from = (a ?? b ?? c)!;
    const path = posix.join(dirname(file), from.replace(/\?.*/, ''));
    // The kernels' compiler wants imports without an extension.
    const target = from.startsWith('.') ? path + (isKernel(file) ? '.ts' : '') : '';
    return { file, from, target };
  });
});

const show = (found: Import[]) => found.map(({ file, from }) => `${file} imports ${from}`);

describe('structure', () => {
  test('the imports are found', () => {
    expect(source.length).toBeGreaterThan(200);
    expect(show(imports)).toContain('src/analyze.ts imports ./similarity/join/join.ts');
    const known = new Set([...source, 'package.json']);
    const missing = imports.filter(({ target }) => target && !known.has(target));
    expect(show(missing).filter((line) => !/\.css$|\.d\.ts$|\.generated\.ts$|seeds/.test(line))).toEqual([]);
  });

  test('a stage imports shared modules and earlier stages', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        stageOf(file) >= 0 &&
        target !== '' &&
        !SHARED.test(target) &&
        !(stageOf(target) >= 0 && stageOf(target) <= stageOf(file)),
    );
    expect(show(wrong)).toEqual([]);
  });

  test('there are no import cycles', () => {
    const targets = new Map(source.map((file): [string, string[]] => [file, []]));
    for (const { file, target } of imports)
      if (targets.has(target) && target !== WORKER) targets.get(file)!.push(target);
    // Files that import nothing that is left are removed until only cycles, and what leads to them, remain.
    for (let size = -1; size !== targets.size; ) {
      size = targets.size;
      for (const [file, found] of targets) if (!found.some((target) => targets.has(target))) targets.delete(file);
    }
    expect([...targets.keys()]).toEqual([]);
  });

  test('model, util and workers import no stage', () => {
    const wrong = imports.filter(
      ({ file, target }) => SHARED.test(file) && target.startsWith('src/') && target !== WORKER && !SHARED.test(target),
    );
    expect(show(wrong)).toEqual([]);
  });

  test('the library imports nothing from the web application', () => {
    expect(show(imports.filter(({ file, target }) => file.startsWith('src/') && target.startsWith('web/')))).toEqual(
      [],
    );
  });

  test('only the CLI, the server, the entry for Node and one file of the workers use Node', () => {
    const isLibrary = (file: string) => file.startsWith('src/') && !NODE.test(file);
    expect(show(imports.filter(({ file, from }) => from.startsWith('node:') && isLibrary(file)))).toEqual([]);
    const globals = source.filter(
      (file) => isLibrary(file) && /\b(process|Buffer|__dirname|require)\b[.(]/.test(code(file)),
    );
    expect(globals).toEqual([]);
  });

  test('the library does not use the DOM', () => {
    const dom = /\b(document|localStorage|window\.(document|location|addEventListener))\b\./;
    expect(source.filter((file) => file.startsWith('src/') && dom.test(code(file)))).toEqual([]);
  });

  test('only web/map imports Sigma', () => {
    const users = imports.filter(({ file, from }) => file.startsWith('web/') && /^(sigma|@sigma)\b/.test(from));
    expect(show(users)).toContain('web/map/map-view.ts imports sigma');
    expect(show(users.filter(({ file }) => !/^web\/(map|bench)\//.test(file)))).toEqual([]);
  });

  test('tests of the page and the command wait for states, never for a time', () => {
    const files = [...list('test/browser'), ...list('test/cli')];
    expect(files).toContain('test/browser/support/steps.ts');
    const sleeping = files.filter((file) =>
      /\b(waitForTimeout|setTimeout|setInterval|timers\/promises)\b/.test(code(file)),
    );
    expect(sleeping).toEqual([]);
  });

  test('results do not depend on functions whose last bits differ between engines', () => {
    const inexact = /Math\.(?:log|log2|log10|log1p|exp|expm1|pow|hypot|cbrt|sin|cos|tan|atan2?|sinh|cosh|tanh)\(/;
    expect(source.filter((file) => file.startsWith('src/') && inexact.test(code(file)))).toEqual([]);
  });

  test('randomness comes from one seeded generator, and results do not depend on the clock', () => {
    const wrong = source.filter(
      (file) =>
        file.startsWith('src/') &&
        !/^src\/(cli|server)\//.test(file) &&
        /Math\.random|Date\.now|new Date\(\)/.test(code(file)),
    );
    expect(wrong).toEqual([]);
  });
});

/** The text of a file without comments. */
function code(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}
