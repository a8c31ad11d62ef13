export { type AnalyzeOptions, analyze } from './analyze.ts';
export { buildGraph } from './graph/build.ts';
export { findPath, type Path } from './graph/path.ts';
export { type Edit, type Reshaped, reshape } from './graph/reshape.ts';
export { readPapers } from './read/read.ts';
export { parseRecipe, type Recipe, type RecipeOptions, recipeText } from './recipe.ts';
export { explain } from './similarity/explain.ts';
export * from './types.ts';
