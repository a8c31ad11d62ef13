import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as buildWithEsbuild } from 'esbuild';
import { build as buildWithVite } from 'vite';

/** What a bundler makes of an export. */
interface Bundle {
  bundler: 'vite' | 'esbuild';
  /** Minified size of everything that is loaded at the start. */
  bytes: number;
  /** The modules that are loaded at the start. */
  modules: string[];
}

/** Bundles one export of a package that is installed in a project. */
export async function measureBundle(project: string, name: string, exported: string): Promise<Bundle[]> {
  const entry = join(project, 'entry.js');
  writeFileSync(entry, `export { ${exported} } from '${name}';\n`);
  return [await measureVite(project, entry), await measureEsbuild(project, entry)];
}

async function measureVite(root: string, entry: string): Promise<Bundle> {
  const result = await buildWithVite({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'out' } },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (!first || !('output' in first)) throw new Error('vite returned no output');
  const chunks = first.output.filter((file) => file.type === 'chunk');
  const start = new Set(chunks.filter(({ isEntry }) => isEntry));
  // A set is extended while it is iterated.
  for (const { imports } of start) for (const chunk of chunks) if (imports.includes(chunk.fileName)) start.add(chunk);
  const bytes = [...start].reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
  return { bundler: 'vite', bytes, modules: [...start].flatMap(({ moduleIds }) => moduleIds) };
}

async function measureEsbuild(absWorkingDir: string, entry: string): Promise<Bundle> {
  const { metafile } = await buildWithEsbuild({
    absWorkingDir,
    entryPoints: [entry],
    outdir: 'out',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const start = new Set(Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint === 'entry.js'));
  for (const { imports } of start)
    for (const { path, kind } of imports) {
      const output = metafile.outputs[path];
      if (output && kind === 'import-statement') start.add(output);
    }
  return {
    bundler: 'esbuild',
    bytes: [...start].reduce((sum, { bytes }) => sum + bytes, 0),
    modules: [...start].flatMap(({ inputs }) => Object.keys(inputs)),
  };
}
