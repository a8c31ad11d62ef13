import { defineConfig } from 'tsdown';

/**
 * Builds the library and the CLI: one module per source file, so that bundlers of other projects include only what is used.
 * The stop words of natural are bundled, because the whole package is 77 MB.
 */
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    node: 'src/node.ts',
    cli: 'src/cli/main.ts',
    worker: 'src/worker.js',
  },
  unbundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  dts: { entry: ['src/index.ts', 'src/node.ts'] },
  outputOptions: {
    // npm does not pack directories that are called node_modules.
    entryFileNames: ({ name }) => `${name.replace(/^.*node_modules\//, 'bundled/')}.js`,
  },
  // The explorer is built separately, and needs the same fonts of figures: its build writes them there, too.
  copy: ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map((name) => ({
    from: `node_modules/dejavu-fonts-ttf/ttf/${name}`,
    to: 'dist/web/fonts',
  })),
  clean: ['dist/*', '!dist/web', '!dist/THIRD-PARTY-NOTICES.txt', '!dist/seeds.json'],
  fixedExtension: false,
});
