import { sep } from 'node:path';
import type { Plugin } from 'vite';

/** Matches the directory of a package in the path of a module. */
const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** Returns a Vite plugin that adds the directories of the packages whose code is in the output to a set. */
export const collectPackages = (directories: Set<string>): Plugin => ({
  name: 'collect-packages',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      for (const id of file.moduleIds) {
        const directory = PACKAGE.exec(id.replaceAll(sep, '/').replace(/^\0/, ''))?.[0];
        if (directory) directories.add(directory);
      }
    }
  },
});
