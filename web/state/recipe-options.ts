import type { RecipeOptions } from '../../src/edit/recipe.ts';

/** What the options of a recipe are when nobody sets them; a test holds these against the stages' own. */
export const RECIPE_DEFAULTS: Required<RecipeOptions> = {
  neighbours: 10,
  minSimilarity: 0,
  resolution: 'auto',
  seed: 1,
  authorShare: 0.1,
  stopWords: [],
  synonyms: [],
};

// The table has the names of its type and no others.
const NAMES = Object.keys(RECIPE_DEFAULTS) as (keyof RecipeOptions)[];

const isDefault = (name: keyof RecipeOptions, value: unknown) =>
  value === undefined || JSON.stringify(value) === JSON.stringify(RECIPE_DEFAULTS[name]);

/** Whether a recipe can hold the option. */
export const isOwn = (name: string): boolean => Object.hasOwn(RECIPE_DEFAULTS, name);

/** Those of a map's options that a recipe holds and that are not what they would be anyway, in a fixed order. */
export function ownOptions(options: Record<string, unknown>): RecipeOptions {
  return Object.fromEntries(
    NAMES.filter((name) => !isDefault(name, options[name])).map((name) => [name, options[name]]),
  );
}

/** Whether two builds with these options give the same map. */
export const sameOptions = (a: RecipeOptions, b: RecipeOptions): boolean => written(a) === written(b);

const written = (options: RecipeOptions) => JSON.stringify(ownOptions({ ...options }));
