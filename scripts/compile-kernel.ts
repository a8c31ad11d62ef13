/** Compiles the join's kernel and writes its bytes as a module: `npm run kernel`. A test checks that they are fresh. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const SOURCE = new URL('../src/similarity/assembly/kernel.ts', import.meta.url);
const TARGET = new URL('../src/similarity/kernel-bytes.ts', import.meta.url);

/** The kernel as WebAssembly, in base64. */
export async function compileKernel(): Promise<string> {
  let bytes = Buffer.alloc(0);
  const options = '-O3 --runtime stub --noAssert --importMemory --use abort= --enable simd'.split(' ');
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...options], {
    readFile: (name: string) => (name === 'kernel.ts' ? readFileSync(SOURCE, 'utf8') : null),
    writeFile: (_: string, contents: string | Uint8Array) => {
      bytes = Buffer.from(contents);
    },
    listFiles: () => [],
  });
  if (error) throw new Error(stderr.toString());
  return bytes.toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(
    TARGET,
    `/** Written by \`npm run kernel\` from assembly/kernel.ts: WebAssembly in base64. */\nexport const KERNEL =\n  '${await compileKernel()}';\n`,
  );
