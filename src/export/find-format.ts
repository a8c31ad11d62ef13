import { type ExportFormat, type ExportFormatName, type ExportOptions, exportFormats } from './registry.ts';

/** Returns the names of the formats that use an option. */
export const listFormatsWith = (option: keyof ExportOptions): string[] =>
  exportFormats.filter(({ options }) => (options as readonly string[]).includes(option)).map(({ name }) => name);

/**
 * Returns the formats whose files have the extension of a file name. Formats of the knowledge graph are chosen by name only,
 * where a format of the map has the same extension.
 */
export function inferExportFormats(fileName: string): ExportFormatName[] {
  const extension = /\.[^./\\]+$/.exec(fileName.toLowerCase())?.[0];
  return exportFormats
    .filter(({ name, files }) => !name.startsWith('knowledge-') && files[0].extension === extension)
    .map(({ name }) => name);
}

/** Returns the export format with a name; undefined if there is none. */
export function findExportFormat(name: string): ExportFormat | undefined {
  return exportFormats.find((format) => format.name === name);
}
