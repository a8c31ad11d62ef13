/**
 * Maps papers and writes the map in every format, for bench/readers/readers.py: `tsx bench/readers/export-all.ts INPUT DIRECTORY`. Prints the sizes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { analyze } from '../../src/analyze.ts';
import { type ExportFormat, exportFormats } from '../../src/export/registry.ts';
import { readFiles } from '../../src/node.ts';

const [, , input = 'seeds', directory = 'exports'] = process.argv;
const map = await analyze(await readFiles([input]));
mkdirSync(directory, { recursive: true });
const formats: readonly ExportFormat[] = exportFormats;
for (const { name, files } of formats) {
  if (name === 'html') continue;
  for (const { suffix = '', extension, load } of files) {
    const write = await load();
    const bytes = Buffer.concat(Array.from(await write(map, {}), (chunk) => Buffer.from(chunk)));
    writeFileSync(`${directory}/${name}${suffix}${extension}`, bytes);
    console.log(`${`${name}${suffix}`.padEnd(20)}${(bytes.length / 1000).toFixed(0).padStart(8)} kB`);
  }
}
