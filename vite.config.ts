import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: 'web',
  base: './',
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022' },
  worker: { format: 'es' },
  test: {
    root: '.',
    projects: [
      {
        test: { name: 'unit', root: '.', include: ['test/**/*.test.ts'], exclude: ['test/browser/**', 'test/cli/**'] },
      },
      // What runs the built command in processes of its own; they start slowly on a busy machine.
      {
        test: {
          name: 'command',
          root: '.',
          include: ['test/cli/**/*.test.ts'],
          testTimeout: 60_000,
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
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
