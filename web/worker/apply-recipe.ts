import { applyEdits } from '../../src/edit/apply-edits.ts';
import type { Edit } from '../../src/edit/edit.ts';
import { isPaperMerge } from '../../src/edit/paper-merges.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import type { Hooks } from '../../src/model/options.ts';
import { isRecipeOption, nonDefaultOptions, sameOptions } from '../state/recipe/recipe-options.ts';
import { cacheSections, type OpenMap, openInMemory } from './open-map.ts';

/** Returns a map with edits applied, and one line for each edit that could not be applied. The given map is not changed. */
export async function withEdits(base: OpenMap, edits: readonly Edit[]): Promise<{ map: OpenMap; notes: string[] }> {
  if (edits.length === 0) return { map: base, notes: [] };
  const { map, notes } = await applyEdits(await base.readAll(), edits);
  return { map: cacheSections(openInMemory(map)), notes };
}

/** Returns the network of a map file that was built with these options; undefined if none was. */
async function findNetwork(base: OpenMap, options: RecipeOptions): Promise<OpenMap | undefined> {
  const matches = async (map: Pick<OpenMap, 'summary'>) =>
    sameOptions(nonDefaultOptions((await map.summary()).options), options);
  if (await matches(base)) return base;
  const name = options.network ?? 'similarity';
  if (!(await base.networks()).slice(1).includes(name)) return undefined;
  const other = await base.openNetwork(name);
  return (await matches(other)) ? { ...other, isRemote: base.isRemote } : undefined;
}

/**
 * Rebuilds a map from its papers with other options, and with the papers merged that edits merge. Returns the given map if
 * neither changes it, and another network of the same file if that was built with these options.
 */
export async function rebuildMap(
  base: OpenMap,
  options: RecipeOptions,
  edits: readonly Edit[],
  hooks: Hooks,
): Promise<{ map: OpenMap; notes: string[] }> {
  const { options: currentOptions } = await base.summary();
  if (!edits.some(isPaperMerge)) {
    const stored = await findNetwork(base, options);
    if (stored) return { map: stored, notes: [] };
  }
  const { papers: nodes, sourcePapers: papers = nodes, vectors, ...content } = await base.readAll();
  const { records, merged, problems, notes } = content;
  const { ANALYZE_OPTIONS, analyze, mergePapers, pickOptions, toVectorSet } = await import('./build-map.ts');
  // Options that a recipe cannot contain stay as they are, except those of former versions and a custom join, which the map
  // file does not contain.
  const otherOptions = Object.entries(pickOptions(ANALYZE_OPTIONS, currentOptions)).filter(
    ([name]) => !isRecipeOption(name) && !['join', 'vectors'].includes(name),
  );
  const edited = mergePapers({ papers, records, merged, problems, notes }, edits);
  const map = await analyze(edited.collection, {
    ...options,
    ...Object.fromEntries(otherOptions),
    ...(vectors && { vectors: toVectorSet(nodes, vectors) }),
    ...hooks,
  });
  return { map: openInMemory(map), notes: edited.notes };
}
