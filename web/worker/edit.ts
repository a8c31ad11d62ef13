import type { Edit } from '../../src/edit/edits.ts';
import { reshape } from '../../src/edit/edits.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import type { Hooks } from '../../src/model/options.ts';
import { isOwn, ownOptions, sameOptions } from '../state/recipe-options.ts';
import { type Holding, holdMap, remember } from './open-map.ts';

/** The map with edits made to it, and a line for each that could not be made. The map itself stays as it is. */
export async function edited(base: Holding, edits: readonly Edit[]): Promise<{ map: Holding; notes: string[] }> {
  if (edits.length === 0) return { map: base, notes: [] };
  const { map, notes } = reshape(await base.whole(), edits);
  return { map: remember(holdMap(map)), notes };
}

/** The same papers with other options: the map itself where it was built with them, else a new one. */
export async function rebuilt(base: Holding, options: RecipeOptions, hooks: Hooks): Promise<Holding> {
  const { options: before } = await base.summary();
  if (sameOptions(ownOptions(before), options)) return base;
  const { papers, records, merged, problems, notes } = await base.whole();
  const { analyze } = await import('./build.ts');
  // Options that no recipe holds stay as the map has them; a join of somebody's own is not in the file.
  const others = Object.entries(before).filter(([name]) => !isOwn(name) && name !== 'join');
  const collection = { papers, records, merged, problems, notes };
  return holdMap(await analyze(collection, { ...options, ...Object.fromEntries(others), ...hooks }));
}
