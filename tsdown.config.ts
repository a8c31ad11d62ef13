import { defineConfig } from 'tsdown';

/** Builds the library and the CLI. The stemmer of natural is bundled, because the whole package is 77 MB. */
export default defineConfig({
  entry: { index: 'src/index.ts', node: 'src/node.ts', cli: 'src/cli/main.ts', worker: 'src/workers/worker.js' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: { entry: ['src/index.ts', 'src/node.ts'] },
  clean: ['dist/*.js', 'dist/*.d.ts'],
  fixedExtension: false,
});
