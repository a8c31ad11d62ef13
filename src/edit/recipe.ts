import { InputError } from '../model/errors.ts';
import type { Edit } from './apply-edits.ts';

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
}

/** The options that a recipe can contain. See `analyze` for the defaults. */
export interface RecipeOptions {
  /** Number of nearest neighbors per paper. Whole number, at least 1. */
  neighbors?: number;
  /** Minimum similarity of an edge, 0..1. */
  minSimilarity?: number;
  /** Resolution of the community detection, above 0; higher values give more and smaller topics. 'auto' chooses it. */
  resolution?: number | 'auto';
  /** Seed of the random number generator. Whole number, at least 0. */
  seed?: number;
  /** Maximum contribution of shared authors to a similarity, 0..1. */
  authorWeight?: number;
  /** Words to ignore, in addition to the built-in stop words. */
  stopWords?: string[];
  /** Lists of words to treat as one; the first word of each list represents it. */
  synonyms?: string[][];
}

type Check = (value: unknown) => boolean;

const isNonEmptyString: Check = (value) => typeof value === 'string' && value.length > 0;
const isListOfStrings: Check = (value) => Array.isArray(value) && value.every(isNonEmptyString);
const isWholeNumber: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isFraction: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;

/** For each option, a check and a description of valid values. */
const OPTION_CHECKS: Record<keyof RecipeOptions, [Check, string]> = {
  neighbors: [(value) => isWholeNumber(value) && Number(value) >= 1, 'a whole number of at least 1'],
  minSimilarity: [isFraction, 'a number from 0 to 1'],
  resolution: [(value) => value === 'auto' || (typeof value === 'number' && value > 0), '"auto" or a number above 0'],
  seed: [isWholeNumber, 'a whole number of at least 0'],
  authorWeight: [isFraction, 'a number from 0 to 1'],
  stopWords: [isListOfStrings, 'a list of words'],
  synonyms: [(value) => Array.isArray(value) && value.every(isListOfStrings), 'a list of lists of words'],
};

/** Names of options in recipes written by papergraph 0.1, mapped to today's names. */
const FORMER_NAMES: ReadonlyMap<string, string> = new Map([
  ['neighbours', 'neighbors'],
  ['authorShare', 'authorWeight'],
]);

/** The required fields of each kind of edit; all are non-empty strings. */
const EDIT_FIELDS: Record<Edit['edit'], string[]> = {
  rename: ['paper', 'label'],
  merge: ['paper', 'into'],
  move: ['paper', 'into'],
  hide: ['paper'],
};

/**
 * Parses a recipe.
 * @param text JSON, as written by {@link serializeRecipe}.
 * @param file File name to use in error messages. Default 'recipe'.
 * @throws {InputError} If the text is not a valid recipe; the message says what is wrong and where.
 */
export function parseRecipe(text: string, file = 'recipe'): Recipe {
  const fail = (reason: string): never => {
    throw new InputError(`${file}: ${reason}`);
  };
  let recipe: unknown;
  try {
    recipe = JSON.parse(text);
  } catch {
    return fail('is not JSON; save the recipe again from the explorer');
  }
  if (!isObject(recipe) || recipe.papergraphRecipe !== 1) return fail('is not a papergraph recipe of version 1');
  const { options = {}, edits = [] } = recipe;
  if (!isObject(options)) return fail('"options" must be an object');
  if (!Array.isArray(edits)) return fail('"edits" must be a list');
  const current = Object.entries(options).map(([name, value]): [string, unknown] => [
    FORMER_NAMES.get(name) ?? name,
    value,
  ]);
  for (const [name, value] of current) {
    const problem = checkOption(name, value);
    if (problem) fail(problem);
  }
  edits.forEach((edit: unknown, index) => {
    const problem = checkEdit(edit);
    if (problem) fail(`edit ${index + 1} ${problem}`);
  });
  // All options and edits were checked above.
  return { papergraphRecipe: 1, options: Object.fromEntries(current) as RecipeOptions, edits: edits as Edit[] };
}

/** Returns a description of what is wrong with an option, or undefined. */
function checkOption(name: string, value: unknown): string | undefined {
  if (!isOwnKey(OPTION_CHECKS, name))
    return `there is no option "${name}"; use one of ${Object.keys(OPTION_CHECKS).join(', ')}`;
  const [isValid, description] = OPTION_CHECKS[name];
  return isValid(value) ? undefined : `option "${name}" must be ${description}`;
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
  return `${JSON.stringify({ papergraphRecipe: 1, options: recipe.options, edits: recipe.edits }, null, 2)}\n`;
}
