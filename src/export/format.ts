import type { Sha256 } from '../map-file/format.ts';
import type { PaperMap } from '../model/map.ts';
import type { PngOptions } from './figures/png.ts';
import type { GexfOptions } from './graphs/gexf.ts';
import type { RdfOptions } from './linked-data/rdf.ts';
import type { SpreadsheetOptions } from './tables/csv.ts';

/** Options of all export formats. Each format uses those that apply to it. */
export interface ExportOptions extends GexfOptions, PngOptions, SpreadsheetOptions, RdfOptions {
  /** The explorer in one file, which "html" requires. */
  template?: string;
  /** Creates a SHA-256 computation for "html", see `serializeMap`. */
  hasher?: () => Sha256;
}

/** Writes a map in chunks. */
export type ExportWriter = (
  map: PaperMap,
  options: ExportOptions,
) => Iterable<string | Uint8Array> | Promise<Iterable<string | Uint8Array>>;

/** One file of an export. */
export interface ExportFile {
  /** What distinguishes the file from the other files of its format, at the end of the name: "-nodes". Default ''. */
  suffix?: string;
  /** File name extension, with the dot. */
  extension: string;
  mediaType: string;
  /** Loads the writer. Writers are loaded on demand, so that listing the formats is fast. */
  load(): Promise<ExportWriter>;
}

/** An export format. */
export interface ExportFormat {
  /** Name in `papergraph export -f NAME`. Unique. */
  name: string;
  /** Title in menus, with programs that read the format. */
  title: string;
  /** Usually one file; tables of a graph have two, nodes and edges. */
  files: readonly ExportFile[];
  /** Names of the options that the format uses; its writers reject all others. */
  options: readonly (keyof ExportOptions)[];
}
