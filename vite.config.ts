import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { FONT_PACKAGE, LIBRARY_PACKAGES, writeNotices } from './scripts/notices.ts';
import { collectPackages } from './web/build/notices.ts';
import { singleFile } from './web/build/single-file.ts';

const webPath = (name: string) => fileURLToPath(new URL(`./web/${name}`, import.meta.url));

/** Modules that the explorer does not need. It reads files on one thread: the code of all formats would be in it a second time, in the script of its workers. */
const unusedAliases = {
  './read/threads/read-tasks.ts': webPath('worker/stand-ins/read-tasks.ts'),
  'brotli/decompress.js': webPath('worker/stand-ins/brotli.ts'),
};

/** Modules that start workers differently when the whole explorer is one file. */
const singleFileAliases = {
  './start-worker.ts': webPath('worker/start-worker.single.ts'),
  './web-worker.ts': webPath('worker/web-worker.single.ts'),
  './write-pdf.ts': webPath('worker/stand-ins/write-pdf.ts'),
};

/** Fonts keep their names, because the command reads them, too. */
const assetFileNames = ({ names }: { names: string[] }) =>
  names.some((name) => name.endsWith('.ttf')) ? 'fonts/[name][extname]' : 'assets/[name]-[hash][extname]';

/** Directories of the packages whose code is in the explorer. */
const bundled = new Set<string>();

/** Writes the licenses of everything that is bundled, in the explorer and in the library. */
const writeNoticesPlugin: Plugin = {
  name: 'write-notices',
  apply: 'build',
  closeBundle: () => writeNotices('dist/THIRD-PARTY-NOTICES.txt', [...LIBRARY_PACKAGES, FONT_PACKAGE, ...bundled]),
};

/** Settings of the tests that import the sources. */
const unitTests = {
  root: '.',
  globalSetup: 'test/ensure-kernels.ts',
  // Workers of the worker pool run TypeScript from the sources, which Node 20 cannot do by itself.
  execArgv: ['--import', new URL('scripts/typescript-workers.mjs', import.meta.url).href],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Vitest leaves one processor unused, which is half of them where CI runs.
  maxWorkers: '100%',
};

/** Tests that replace the clock. */
const clockTests = ['test/blocking.test.ts', 'test/cancellation.test.ts'];

/**
 * Builds the explorer and runs the tests. `--mode single` builds single.html, the template of a page that contains its map;
 * `--mode bench` builds an explorer that bench/explorer.ts can measure.
 */
export default defineConfig(({ mode }) => ({
  root: 'web',
  base: './',
  publicDir: mode === 'single' ? false : 'public',
  build: {
    outDir: '../dist/web',
    emptyOutDir: mode !== 'single',
    target: 'es2022',
    // A single file has a single script.
    rolldownOptions: { output: mode === 'single' ? { codeSplitting: false } : { assetFileNames } },
  },
  // A page opened from a file can only start classic workers.
  worker: {
    format: mode === 'single' ? 'iife' : 'es',
    plugins: () => [collectPackages(bundled)],
    rolldownOptions: { output: { assetFileNames } },
  },
  resolve: { alias: mode === 'single' ? { ...unusedAliases, ...singleFileAliases } : unusedAliases },
  // The single file has the same packages.
  plugins: mode === 'single' ? [singleFile()] : [collectPackages(bundled), writeNoticesPlugin],
  test: {
    root: '.',
    projects: [
      // The files share their modules, because importing these for each takes longer than most tests.
      {
        test: {
          ...unitTests,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/cli/**', 'test/firefox/**', ...clockTests],
          isolate: false,
        },
      },
      // These replace the clock, which modules of the others may have read.
      { test: { ...unitTests, name: 'clock', include: clockTests } },
      // Runs the built CLI in child processes, which start slowly on a busy machine.
      {
        test: {
          name: 'cli',
          root: '.',
          globalSetup: 'test/cli/build-cli.ts',
          include: ['test/cli/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'browser',
          root: '.',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/build.ts',
          // Each file has a browser of its own; more than two at once would starve each other.
          maxWorkers: 2,
          // Browsers respond slowly on a busy machine.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // The summary of `npm test` names the tests that needed the second try.
          retry: 1,
        },
      },
      {
        test: {
          name: 'firefox',
          root: '.',
          include: ['test/firefox/**/*.test.ts'],
          globalSetup: 'test/browser/build.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
}));
