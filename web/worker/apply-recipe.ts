import { applyEdits, type Edit } from '../../src/edit/apply-edits.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import type { Hooks } from '../../src/model/options.ts';
import { isRecipeOption, nonDefaultOptions, sameOptions } from '../state/recipe-options.ts';
import { cacheSections, type OpenMap, openInMemory } from './open-map.ts';

/** Returns a map with edits applied, and one line for each edit that could not be applied. The given map is not changed. */
export async function withEdits(base: OpenMap, edits: readonly Edit[]): Promise<{ map: OpenMap; notes: string[] }> {
  if (edits.length === 0) return { map: base, notes: [] };
  const { map, notes } = await applyEdits(await base.readAll(), edits);
  return { map: cacheSections(openInMemory(map)), notes };
}

/** Rebuilds a map from its papers with other options. Returns the given map if its options are the same. */
export async function withOptions(base: OpenMap, options: RecipeOptions, hooks: Hooks): Promise<OpenMap> {
  const { options: currentOptions } = await base.summary();
  if (sameOptions(nonDefaultOptions(currentOptions), options)) return base;
  const { papers, records, merged, problems, notes } = await base.readAll();
  const { ANALYZE_OPTIONS, analyze, pickOptions } = await import('./build-map.ts');
  // Options that a recipe cannot contain stay as they are, except those of former versions and a custom join, which the map
  // file does not contain.
  const otherOptions = Object.entries(pickOptions(ANALYZE_OPTIONS, currentOptions)).filter(
    ([name]) => !isRecipeOption(name) && name !== 'join',
  );
  const collection = { papers, records, merged, problems, notes };
  return openInMemory(await analyze(collection, { ...options, ...Object.fromEntries(otherOptions), ...hooks }));
}
