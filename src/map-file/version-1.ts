/**
 * The names that map files of version 1 (papergraph 0.1) used, so that they can still be opened.
 */

import type { Paper } from '../model/paper.ts';
import type { MapSummary } from './format.ts';

const SECTION_NAMES: ReadonlyMap<string, string> = new Map([
  ['metadata', 'facts'],
  ['neighborStarts', 'neighbourStarts'],
  ['neighborIds', 'neighbourIds'],
  ['neighborValues', 'neighbourValues'],
]);

/** Returns the name of a section in a file of version 1. */
export const getVersion1Name = (name: string): string => SECTION_NAMES.get(name) ?? name;

/** Option names of version 1, mapped to today's names. */
const OPTION_NAMES: ReadonlyMap<string, string> = new Map([
  ['neighbours', 'neighbors'],
  ['authorShare', 'authorWeight'],
]);

/** Converts the JSON value of a section of version 1, or of one of its lines, to today's names. */
export function convertVersion1(name: string, value: unknown): unknown {
  if (name === 'summary') return convertSummary(value as MapSummary);
  if (name === 'papers') return convertPaper(value as Paper & { organisation?: string });
  return value;
}

function convertSummary(summary: MapSummary): MapSummary {
  const options = Object.entries(summary.options).map(([name, value]) => [OPTION_NAMES.get(name) ?? name, value]);
  return { ...summary, options: Object.fromEntries(options) };
}

function convertPaper({ organisation, ...paper }: Paper & { organisation?: string }): Paper {
  return organisation === undefined ? paper : { ...paper, organization: organisation };
}
