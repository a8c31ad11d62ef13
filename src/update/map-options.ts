import { ANALYZE_DEFAULTS, ANALYZE_OPTIONS, type AnalyzeOptions } from '../analyze.ts';
import { InputError } from '../model/errors.ts';
import { pickOptions, quote } from '../model/option-table.ts';
import { NETWORK_DEFAULTS } from '../networks/network-options.ts';

/** What to do about a map whose options differ. */
const ADVICE = 'build the map again from its papers, which "papergraph export MAP -o papers.bib" writes';

/** Functions that a map file does not contain. */
export type CustomFunctions = Pick<AnalyzeOptions, 'join' | 'tf' | 'idf' | 'stem'>;

/**
 * Returns the options of `analyze` that a map was built with.
 * @param options The options of the map.
 * @param custom The functions that the map was built with.
 * @throws {InputError} if the map was built by a version of papergraph with other options, or with a function that is missing in `custom`
 */
export function getMapOptions(options: Record<string, unknown>, custom: CustomFunctions = {}): AnalyzeOptions {
  const functions = new Map(Object.entries(custom));
  if (options.vectors !== undefined)
    throw new InputError(
      `the map was built with vectors (${quote(options.vectors)}), which other papers do not have: build it again from all papers and their vectors`,
    );
  const names = Object.keys(ANALYZE_DEFAULTS);
  const missing = names.filter((name) => options[name] === undefined);
  // Maps of similarities have options of networks only if they have a thesaurus.
  const known = ['join', ...names, ...Object.keys(NETWORK_DEFAULTS)];
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (missing.length > 0 || unknown.length > 0) {
    const differences = [
      ...(missing.length > 0 ? [`it does not have ${missing.join(', ')}`] : []),
      ...(unknown.length > 0 ? [`it has ${unknown.join(', ')}`] : []),
    ];
    throw new InputError(
      `the map was built by another version of papergraph: ${differences.join(', and ')}; ${ADVICE}`,
    );
  }
  const settings = Object.entries(options).map(([name, value]) => [
    name,
    value === 'custom' ? (functions.get(name) ?? throwCustom(name)) : value,
  ]);
  return pickOptions(ANALYZE_OPTIONS, Object.fromEntries(settings));
}

function throwCustom(name: string): never {
  throw new InputError(
    `the map was built with a function of its own for ${name}, which its file does not contain: give it as custom: { ${name} } of updateMap`,
  );
}

/**
 * Checks that requested options are those of a map.
 * @param options The options of the map.
 * @param requested Options that a user asks for; undefined counts as missing.
 * @throws {InputError} if one of them differs
 */
export function checkSameOptions(options: Record<string, unknown>, requested: object): void {
  const differences = Object.entries(requested).filter(
    ([name, value]) => value !== undefined && JSON.stringify(options[name]) !== JSON.stringify(value),
  );
  if (differences.length === 0) return;
  const list = differences.map(([name, value]) => `${name} ${quote(options[name])}, not ${quote(value)}`);
  throw new InputError(
    `the map was built with ${list.join(', and ')}: leave the options out to keep those of the map, or ${ADVICE}`,
  );
}
