import { InputError } from '../model/errors.ts';
import { checkOptions, type OptionTable } from '../model/option-table.ts';
import { NETWORK_OPTIONS, type NetworkOptions } from '../networks/network-options.ts';
import { JOIN_OPTIONS } from '../similarity/join/join-options.ts';
import { WEIGH_OPTIONS } from '../text/weigh-options.ts';
import { TOPIC_OPTIONS } from '../topics/topic-options.ts';
import type { Edit } from './edit.ts';

/**
 * The options and edits that reproduce a map from the same papers. A recipe can also be applied to a collection that has
 * changed; edits that refer to missing papers are then skipped and reported.
 */
export interface Recipe {
  /** Version of the recipe format. */
  papergraphRecipe: 1;
  /** Options for `analyze`. */
  options: RecipeOptions;
  /** Edits to apply to the finished map, in order. */
  edits: Edit[];
  /** Name of the file of vectors that the map was built with; the recipe does not contain the vectors. Absent if there were none. */
  vectors?: string;
}

/** The options that a recipe can contain, those of the network included. See `analyze` for the defaults. */
export interface RecipeOptions extends NetworkOptions {
  /** Number of nearest neighbors per paper. Integer, 1 to 1000. */
  neighbors?: number;
  /** Minimum similarity of an edge, 0..1. */
  minSimilarity?: number;
  /** Resolution of the community detection, above 0, at most 1000; higher values give more and smaller topics. 'auto' chooses it. */
  resolution?: number | 'auto';
  /** Seed of the random number generator. Integer, at least 0. */
  seed?: number;
  /** Maximum contribution of shared authors to a similarity, 0..1. */
  authorWeight?: number;
  /** Words to ignore, in addition to the built-in stop words. */
  stopWords?: string[];
  /** Lists of words to treat as one; the first word of each list represents it. */
  synonyms?: string[][];
}

/** The options that a recipe can contain, with their valid values. */
const OPTIONS: OptionTable<RecipeOptions> = {
  neighbors: JOIN_OPTIONS.neighbors,
  minSimilarity: JOIN_OPTIONS.minSimilarity,
  resolution: TOPIC_OPTIONS.resolution,
  seed: TOPIC_OPTIONS.seed,
  authorWeight: WEIGH_OPTIONS.authorWeight,
  stopWords: WEIGH_OPTIONS.stopWords,
  synonyms: WEIGH_OPTIONS.synonyms,
  ...NETWORK_OPTIONS,
};

/** Names of options in recipes written by papergraph 0.1, mapped to today's names. */
const FORMER_NAMES: ReadonlyMap<string, string> = new Map([
  ['neighbours', 'neighbors'],
  ['authorShare', 'authorWeight'],
]);

const isNonEmptyString = (value: unknown): value is string => typeof value === 'string' && value.length > 0;

/** The required fields of each kind of edit; all are non-empty strings. */
const EDIT_FIELDS: Record<Edit['edit'], string[]> = {
  rename: ['paper', 'label'],
  merge: ['paper', 'into'],
  move: ['paper', 'into'],
  hide: ['paper'],
  mergePapers: ['paper', 'into'],
  keepSeparate: ['paper', 'from'],
};

/**
 * Parses a recipe.
 * @param text JSON, as written by {@link serializeRecipe}.
 * @param file File name to use in error messages. Default 'recipe'.
 * @throws {InputError} If the text is not a valid recipe; the message says what is wrong and where.
 */
export function parseRecipe(text: string, file = 'recipe'): Recipe {
  const fail = (reason: string): never => {
    // Names in a recipe may contain line ends.
    throw new InputError(`${file}: ${reason.replace(/\s+/g, ' ')}`);
  };
  let recipe: unknown;
  try {
    recipe = JSON.parse(text);
  } catch {
    return fail('is not JSON; save the recipe again from the explorer');
  }
  if (!isObject(recipe) || recipe.papergraphRecipe !== 1) return fail('is not a papergraph recipe of version 1');
  const { options = {}, edits = [], vectors } = recipe;
  if (!isObject(options)) return fail('"options" must be an object');
  if (!Array.isArray(edits)) return fail('"edits" must be a list');
  if (vectors !== undefined && !isNonEmptyString(vectors)) return fail('"vectors" must be the name of a file');
  const current = Object.entries(options).map(([name, value]): [string, unknown] => [
    FORMER_NAMES.get(name) ?? name,
    value,
  ]);
  try {
    checkOptions(OPTIONS, Object.fromEntries(current), 'a recipe');
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
  edits.forEach((edit: unknown, index) => {
    const problem = checkEdit(edit);
    if (problem) fail(`edit ${index + 1} ${problem}`);
  });
  // All options and edits were checked above.
  return {
    papergraphRecipe: 1,
    options: Object.fromEntries(current) as RecipeOptions,
    edits: edits as Edit[],
    ...(vectors !== undefined && { vectors }),
  };
}

/** Returns a description of what is wrong with an edit, or undefined. */
function checkEdit(edit: unknown): string | undefined {
  if (!isObject(edit)) return 'must be an object';
  const kind = edit.edit;
  if (typeof kind !== 'string' || !isOwnKey(EDIT_FIELDS, kind))
    return `must be one of ${Object.keys(EDIT_FIELDS).join(', ')}`;
  const missingField = EDIT_FIELDS[kind].find((field) => !isNonEmptyString(edit[field]));
  return missingField && `(${kind}) requires a non-empty "${missingField}"`;
}

/** Checks whether a value is an object and not an array. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks whether an object has its own property with this name. */
function isOwnKey<Table extends object>(table: Table, name: string): name is keyof Table & string {
  return Object.hasOwn(table, name);
}

/** Serializes a recipe as JSON. Equal recipes give equal text. */
export function serializeRecipe(recipe: Omit<Recipe, 'papergraphRecipe'>): string {
  const { options, edits, vectors } = recipe;
  return `${JSON.stringify({ papergraphRecipe: 1, options, edits, ...(vectors !== undefined && { vectors }) }, null, 2)}\n`;
}
