import { defineConfig } from 'tsdown';

/** The library and the command; natural's stemmer is bundled in, so that nobody installs the whole of natural. */
export default defineConfig({
  entry: { index: 'src/index.ts', cli: 'src/cli/main.ts', worker: 'src/workers/worker.js' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: { entry: ['src/index.ts'] },
  clean: ['dist/*.js', 'dist/*.d.ts'],
  fixedExtension: false,
});
