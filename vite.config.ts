import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { singleFile } from './web/build/single-file.ts';

const web = (name: string) => fileURLToPath(new URL(`./web/${name}`, import.meta.url));

/** What starts workers, and what starts them in a page of one file. */
const singleStarts = {
  './start-worker.ts': web('worker/start-worker.single.ts'),
  './web-worker.ts': web('worker/web-worker.single.ts'),
};

/** The explorer; `--mode single` makes single.html beside it, the template of a page that carries its map. */
export default defineConfig(({ mode }) => ({
  root: 'web',
  base: './',
  publicDir: mode === 'single' ? false : 'public',
  build: { outDir: '../dist/web', emptyOutDir: mode !== 'single', target: 'es2022' },
  // A page opened from the disk may start classic workers only.
  worker: { format: mode === 'single' ? 'iife' : 'es' },
  resolve: mode === 'single' ? { alias: singleStarts } : {},
  plugins: mode === 'single' ? [singleFile()] : [],
  test: {
    root: '.',
    projects: [
      {
        test: {
          name: 'unit',
          root: '.',
          globalSetup: 'test/ensure-kernels.ts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/cli/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // What runs the built command in processes of its own; they start slowly on a busy machine.
      {
        test: {
          name: 'command',
          root: '.',
          include: ['test/cli/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'browser',
          root: '.',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/build.ts',
          fileParallelism: false,
          // A browser on a busy machine answers late.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
}));
