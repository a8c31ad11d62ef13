import type { RecipeOptions } from '../../../src/edit/recipe.ts';
import { NETWORK_DEFAULTS } from '../../../src/networks/network-options.ts';
import { JOIN_DEFAULTS } from '../../../src/similarity/join/join-options.ts';
import { WEIGH_DEFAULTS } from '../../../src/text/weigh-options.ts';
import { TOPIC_DEFAULTS } from '../../../src/topics/topic-options.ts';

/** Defaults of the recipe options. */
export const RECIPE_DEFAULTS: Required<RecipeOptions> = {
  neighbors: JOIN_DEFAULTS.neighbors,
  minSimilarity: JOIN_DEFAULTS.minSimilarity,
  resolution: TOPIC_DEFAULTS.resolution,
  seed: TOPIC_DEFAULTS.seed,
  authorWeight: WEIGH_DEFAULTS.authorWeight,
  stopWords: WEIGH_DEFAULTS.stopWords,
  synonyms: WEIGH_DEFAULTS.synonyms,
  ...NETWORK_DEFAULTS,
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
