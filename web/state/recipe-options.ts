import type { RecipeOptions } from '../../src/edit/recipe.ts';

/** Defaults of the recipe options. A test compares them with the defaults of the pipeline stages. */
export const RECIPE_DEFAULTS: Required<RecipeOptions> = {
  neighbors: 10,
  minSimilarity: 0,
  resolution: 'auto',
  seed: 1,
  authorWeight: 0.2,
  stopWords: [],
  synonyms: [],
};

// The object has exactly the keys of its type, so the cast is safe.
const NAMES = Object.keys(RECIPE_DEFAULTS) as (keyof RecipeOptions)[];

const isDefault = (name: keyof RecipeOptions, value: unknown) =>
  value === undefined || JSON.stringify(value) === JSON.stringify(RECIPE_DEFAULTS[name]);

/** Returns whether a recipe can contain the option. */
export const isRecipeOption = (name: string): boolean => Object.hasOwn(RECIPE_DEFAULTS, name);

/** Returns the recipe options that differ from their defaults, in a fixed order. Other options of a map are dropped. */
export function nonDefaultOptions(options: Record<string, unknown>): RecipeOptions {
  return Object.fromEntries(
    NAMES.filter((name) => !isDefault(name, options[name])).map((name) => [name, options[name]]),
  );
}

/** Returns whether two sets of options produce the same map. */
export const sameOptions = (a: RecipeOptions, b: RecipeOptions): boolean => serialize(a) === serialize(b);

const serialize = (options: RecipeOptions) => JSON.stringify(nonDefaultOptions({ ...options }));
