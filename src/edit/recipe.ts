import { InputError } from '../model/errors.ts';
import type { Edit } from './edits.ts';

/**
 * A small file that turns the same papers into the same map again: the options of the build and the edits made after it.
 * Replaying it on grown collections works too; edits whose papers are gone are noted and skipped.
 */
export interface Recipe {
  /** Version of this format. */
  papergraphRecipe: 1;
  /** Options for `analyze`, by name; those not given keep their defaults. */
  options: RecipeOptions;
  /** Made to the finished map, in this order. */
  edits: Edit[];
}

/** The options that a recipe may hold; `analyze` says what each does unless it is given. */
export interface RecipeOptions {
  /** How many most similar papers to find for each. Whole number, at least 1. */
  neighbours?: number;
  /** Pairs below are left out, 0..1. */
  minSimilarity?: number;
  /** Higher gives more and smaller topics; above 0, or 'auto'. */
  resolution?: number | 'auto';
  /** Seed of every random choice. Whole number, 0 and above. */
  seed?: number;
  /** How much shared authors can add to a similarity, 0..1. */
  authorShare?: number;
  /** Words to leave out besides the usual ones. */
  stopWords?: string[];
  /** Words that count as one: every list is written as its first member. */
  synonyms?: string[][];
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && value.length > 0;
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isWhole: Check = (value) => Number.isInteger(value) && Number(value) >= 0;

const OPTION_CHECKS: Record<keyof RecipeOptions, [Check, string]> = {
  neighbours: [(value) => isWhole(value) && Number(value) >= 1, 'a whole number of at least 1'],
  minSimilarity: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1'],
  resolution: [(value) => value === 'auto' || (typeof value === 'number' && value > 0), '"auto" or a number above 0'],
  seed: [isWhole, 'a whole number'],
  authorShare: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1'],
  stopWords: [isTexts, 'a list of words'],
  synonyms: [(value) => Array.isArray(value) && value.every(isTexts), 'a list of lists of words'],
};

const EDIT_FIELDS: Record<Edit['edit'], string[]> = {
  rename: ['paper', 'label'],
  merge: ['paper', 'into'],
  move: ['paper', 'into'],
  hide: ['paper'],
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a recipe, as {@link recipeText} writes it; `file` is what messages call it.
 * @throws {InputError} naming what is wrong and where, when the text is no recipe of this version.
 */
export function parseRecipe(text: string, file = 'recipe'): Recipe {
  const fail = (reason: string): never => {
    throw new InputError(`${file}: ${reason}`);
  };
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return fail('is not JSON; save the recipe again from the explorer');
  }
  if (!isRecord(read) || read.papergraphRecipe !== 1) return fail('is not a papergraph recipe of version 1');
  const { options = {}, edits = [] } = read;
  if (!isRecord(options)) return fail('"options" must be an object');
  if (!Array.isArray(edits)) return fail('"edits" must be a list');
  for (const [name, value] of Object.entries(options)) {
    const check = isNameIn(OPTION_CHECKS, name) ? OPTION_CHECKS[name] : undefined;
    if (!check) return fail(`there is no option "${name}"; there are ${Object.keys(OPTION_CHECKS).join(', ')}`);
    if (!check[0](value)) return fail(`option "${name}" must be ${check[1]}`);
  }
  edits.forEach((edit: unknown, at) => {
    const fault = editFault(edit);
    if (fault) fail(`edit ${at + 1} ${fault}`);
  });
  // Every member was checked above.
  return { papergraphRecipe: 1, options: options as RecipeOptions, edits: edits as Edit[] };
}

/** Whether a table has an entry of its own by a name. */
function isNameIn<Table extends object>(table: Table, name: string): name is keyof Table & string {
  return Object.hasOwn(table, name);
}

/** What is wrong with an edit, if anything. */
function editFault(edit: unknown): string | undefined {
  if (!isRecord(edit)) return 'must be an object';
  const kind = edit.edit;
  if (typeof kind !== 'string' || !isNameIn(EDIT_FIELDS, kind))
    return `must be one of ${Object.keys(EDIT_FIELDS).join(', ')}`;
  const missing = EDIT_FIELDS[kind].find((field) => !isText(edit[field]));
  return missing && `(${kind}) needs a text "${missing}"`;
}

/** A recipe as text: the same recipe always gives the same bytes. */
export function recipeText(recipe: Omit<Recipe, 'papergraphRecipe'>): string {
  return `${JSON.stringify({ papergraphRecipe: 1, options: recipe.options, edits: recipe.edits }, null, 2)}\n`;
}
