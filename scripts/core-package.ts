/**
 * Creates the package papergraph-core from the build: the library without the command line, the server and the explorer, and with only the
 * dependencies that it needs: `npm run build:core DIRECTORY`.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import typescript from 'typescript';
import { LIBRARY_PACKAGES, writeNotices } from './notices.ts';

const [target] = process.argv.slice(2);
if (!target || existsSync(target)) {
  console.error('core-package: give the name of a directory that does not exist');
  process.exit(2);
}

const ENTRIES = ['dist/index.js', 'dist/node.js', 'dist/worker.js', 'dist/index.d.ts', 'dist/node.d.ts'];

/** Returns the built files that the entries import, and the packages that these import. */
function findImports(entries: readonly string[]): { files: Set<string>; packages: Set<string> } {
  const files = new Set(entries);
  const packages = new Set<string>();
  for (const file of files)
    for (const { fileName: specifier } of typescript.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (specifier.startsWith('.')) {
        const path = posix.join(posix.dirname(file), specifier);
        files.add(file.endsWith('.d.ts') ? path.replace(/\.js$/, '.d.ts') : path);
      } else if (!specifier.startsWith('node:')) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(specifier)![0]);
    }
  return { files, packages };
}

const { files, packages } = findImports(ENTRIES);

/** The package.json of papergraph. */
interface Manifest {
  [field: string]: unknown;
  dependencies: Record<string, string>;
}

/** Fields that concern the command line and development. */
const OMITTED = ['bin', 'scripts', 'devDependencies', 'knip'];

const all: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const kept = Object.fromEntries(Object.entries(all).filter(([field]) => !OMITTED.includes(field)));
// graphology's types come from a package of their own.
const isUsed = (name: string) => packages.has(name) || name === 'graphology-types';
const core = {
  ...kept,
  name: 'papergraph-core',
  description:
    'The library of papergraph, without the command line and the explorer: TF-IDF similarity of papers, explained, and topics',
  files: ['dist'],
  dependencies: Object.fromEntries(Object.entries(all.dependencies).filter(([name]) => isUsed(name))),
};
const undeclared = [...packages].filter((name) => !all.dependencies[name]);
if (undeclared.length > 0) throw new Error(`the build imports ${undeclared.join(', ')}, which are no dependencies`);

for (const file of files) {
  mkdirSync(join(target, dirname(file)), { recursive: true });
  cpSync(file, join(target, file));
}
cpSync('LICENSE', join(target, 'LICENSE'));
writeFileSync(join(target, 'package.json'), `${JSON.stringify(core, null, 2)}\n`);
writeFileSync(
  join(target, 'README.md'),
  `# papergraph-core

The library of [papergraph](https://www.npmjs.com/package/papergraph) without its command line and explorer. Both packages have the same functions and
the same version; replace \`papergraph\` by \`papergraph-core\` in imports.
`,
);
writeNotices(join(target, 'dist', 'THIRD-PARTY-NOTICES.txt'), LIBRARY_PACKAGES);
