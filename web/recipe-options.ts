import type { RecipeOptions } from '../src/recipe.ts';

const NAMES = ['neighbours', 'minSimilarity', 'resolution', 'seed', 'stopWords', 'synonyms'] as const;

/** Those of a map's options that a recipe holds, in the map's order. */
export function ownOptions(options: Record<string, unknown>): RecipeOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => value !== undefined && NAMES.some((known) => known === name)),
  );
}

/** Whether two builds with these options give the same map. */
export const sameOptions = (a: RecipeOptions, b: RecipeOptions): boolean => written(a) === written(b);

const written = (options: RecipeOptions) => JSON.stringify(NAMES.map((name) => options[name] ?? null));
