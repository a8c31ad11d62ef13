import { strFromU8, unzipSync } from 'fflate';
import type { ByteSink } from '../decode.ts';
import { type ArchiveContext, collect, type ZipPackage } from './archive.ts';
import { readOpenDocument } from './ods.ts';
import { readWorkbook } from './workbook.ts';
import { createUnzip } from './zip.ts';

/** Names of the first entry of office documents, which are zip archives. */
const packageEntries =
  /^(?:\[Content_Types\]\.xml$|mimetype|_rels\/|docProps\/|xl\/|word\/|ppt\/|customXml\/|META-INF\/|content\.xml$)/;

/** Returns whether a zip archive may be an office document, by the name of its first entry. */
export function isPackageStart(head: Uint8Array): boolean {
  const nameLength = (head[26] ?? 0) + 256 * (head[27] ?? 0);
  return packageEntries.test(strFromU8(head.subarray(30, 30 + nameLength), true));
}

/** Creates a sink that reads a spreadsheet, or the bibliography of a Word document; any other archive is unpacked. */
export function createPackageReader(name: string, context: ArchiveContext): ByteSink {
  return collect(name, 'a spreadsheet', context, async (bytes) => {
    const zip = openPackage(bytes, context);
    if (zip.names.includes('xl/workbook.xml')) return readWorkbook(name, zip, context);
    if (/opendocument\.spreadsheet/.test(strFromU8(zip.read('mimetype')))) return readOpenDocument(name, zip, context);
    if (await readWordSources(name, zip, context)) return undefined;
    const archive = createUnzip(name, context);
    await archive.push(bytes);
    return archive.end();
  });
}

function openPackage(bytes: Uint8Array, { budget }: ArchiveContext): ZipPackage {
  const names: string[] = [];
  unzipSync(bytes, {
    filter(file) {
      names.push(file.name);
      return false;
    },
  });
  return {
    names,
    read(name) {
      // fflate decompresses to a buffer of the size that the archive declares, so this size can be trusted.
      const filter = (file: { name: string; originalSize: number }) =>
        file.name === name && budget.addOutput(file.originalSize);
      return unzipSync(bytes, { filter })[name] ?? new Uint8Array(0);
    },
  };
}

/** Reads the sources that Word keeps with a document. Returns whether there are any. */
async function readWordSources(name: string, zip: ZipPackage, context: ArchiveContext): Promise<boolean> {
  const parts = zip.names.filter((entry) => /^customXml\/item\d+\.xml$/.test(entry));
  let hasSources = false;
  for (const part of parts) {
    const bytes = zip.read(part);
    if (!/<(?:\w+:)?Source[\s>]/.test(strFromU8(bytes))) continue;
    hasSources = true;
    const content = context.open(`${name}/${part}`);
    await content.push(bytes);
    await content.end();
  }
  return hasSources;
}
