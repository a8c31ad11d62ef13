/** Compiles the kernels and writes their bytes as modules: `npm run kernel`. Tests check that they are fresh. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** Each kernel's folder of sources, beside which its bytes are written, and what it asks of the engine beyond the first WebAssembly. */
const KERNELS = {
  similarity: { path: '../src/similarity/', options: ['--importMemory', '--enable', 'simd'] },
  text: { path: '../src/text/', options: [] },
};

export type KernelName = keyof typeof KERNELS;

/** A kernel as WebAssembly, in base64. */
export async function compileKernel(name: KernelName): Promise<string> {
  const { path, options } = KERNELS[name];
  const folder = new URL(`${path}kernel/`, import.meta.url);
  let bytes = Buffer.alloc(0);
  const always = '-O3 --runtime stub --noAssert --use abort='.split(' ');
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...always, ...options], {
    readFile: (file: string) => {
      try {
        return readFileSync(new URL(file, folder), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_: string, contents: string | Uint8Array) => {
      bytes = Buffer.from(contents);
    },
    listFiles: () => [],
  });
  if (error) throw new Error(stderr.toString());
  return bytes.toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const name of Object.keys(KERNELS) as KernelName[])
    writeFileSync(
      new URL(`${KERNELS[name].path}kernel.generated.ts`, import.meta.url),
      `/** Written by \`npm run kernel\` from kernel/kernel.ts: WebAssembly in base64. */\nexport const KERNEL =\n  '${await compileKernel(name)}';\n`,
    );
