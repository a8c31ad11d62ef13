/** Writes the licenses of the packages whose code is part of a build; called by the builds of the explorer and of papergraph-core. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Packages in the library itself: the list of stop words, and the standard library of the kernels' compiler. */
export const LIBRARY_PACKAGES: readonly string[] = ['node_modules/natural', 'node_modules/assemblyscript'];

/** The package of the fonts that the CLI draws figures with. */
export const FONT_PACKAGE = 'node_modules/dejavu-fonts-ttf';

const INTRODUCTION = `This package contains code of the following packages. Its own license is in LICENSE.\n`;

/** The fields of a package.json that notices need; old packages have a list of licenses. */
interface Manifest {
  name: string;
  version: string;
  license?: string;
  licenses?: { type: string }[];
  author?: string | { name: string };
}

/** Returns the name, version and license of a package, and the text of its license. */
function describePackage(directory: string): { heading: string; text: string } {
  const manifest: Manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const { name, version, license, licenses, author } = manifest;
  const files = readdirSync(directory).filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(directory, file), 'utf8').trim());
  // Some packages state their license in its text only, whose first line is its name.
  const id = license ?? licenses?.map(({ type }) => type).join(' OR ') ?? texts[0]?.split('\n', 1)[0];
  if (!id) throw new Error(`${directory} states no license: it must not be bundled`);
  const holder = typeof author === 'string' ? author : author?.name;
  const text = texts.join('\n\n') || `Copyright ${holder ?? `the authors of ${name}`}. License: ${id}.`;
  return { heading: `${name} ${version} (${id})`, text };
}

/** Writes the notices of packages, given by their directories, to a file. */
export function writeNotices(path: string, directories: Iterable<string>): void {
  const packages = [...new Set([...directories].map((directory) => resolve(directory)))].map(describePackage);
  packages.sort((a, b) => (a.heading < b.heading ? -1 : 1));
  const line = '-'.repeat(80);
  const sections = packages.map(({ heading, text }) => `${line}\n${heading}\n${line}\n\n${text}\n`);
  writeFileSync(path, [INTRODUCTION, ...sections].join('\n'));
}
