import type { AnalyzeOptions } from '../../analyze.ts';
import type { Edit } from '../../edit/edit.ts';
import type { NetworkName } from '../../model/network.ts';
import type { UpdateOptions } from '../../update/update-map.ts';
import type { Destination } from '../output/target.ts';
import type { BuildReport } from './build-report.ts';

/** Everything that a build needs; passed to the worker when it starts. */
export interface BuildJob {
  /** INPUT arguments. */
  inputs: string[];
  /** Column name by field of a paper. */
  columns: Record<string, string>;
  destination: Destination;
  /** Further networks of the same papers, written to the same file. Default none; an update keeps those of the map. */
  others?: NetworkName[];
  /** Ids of all outputs, which are skipped when they are in an input directory. */
  outputFileIds: string[];
  options: AnalyzeOptions;
  /** Edits to apply to the map. */
  edits: Edit[];
  /** Path of a file of vectors. */
  vectors?: string;
  /** Parquet file, or directory of such files, to take the neighbors from. */
  neighborsFrom?: string;
  /** Directory in which the results of finished stages are kept, and found again. Default: they are not kept. */
  resumeDirectory?: string;
  /** About how much memory the build may take, in bytes. Default: as much as it needs. */
  memory?: number;
  /** What to update; a new map is built if undefined. */
  update?: UpdateJob;
}

/** An update of a map. */
export interface UpdateJob extends Required<Pick<UpdateOptions, 'missing'>> {
  /** Path of the map, or - for stdin. */
  map: string;
  /** Ids, other identifiers, citation keys, or titles of papers to remove. */
  remove: readonly string[];
  /** Reasons of the problems that the files had when they were last complete. Default: those of the map. */
  knownProblems?: readonly string[];
}

/** The result of a build. */
export interface BuildResult {
  report: BuildReport;
  /** One line for each edit that could not be applied. */
  editNotes: string[];
  /** The resolutions of the topics; only of an update. */
  resolutions?: { before: number; after: number };
  /** Reasons of the problems that the files had when they were last complete, for the next update. */
  knownProblems: readonly string[];
}
