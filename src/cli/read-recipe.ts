import { readFile } from 'node:fs/promises';
import { parseRecipe, type Recipe } from '../edit/recipe.ts';
import { InputError } from '../model/errors.ts';
import { getErrorReason } from './errors.ts';

/** Reads a recipe. Throws {@link InputError} if it cannot be read or is not one. */
export async function readRecipe(path: string): Promise<Recipe> {
  return parseRecipe(await readText(path), path);
}

/** Reads a text file. Throws {@link InputError} if it cannot be read. */
export const readText = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError(`cannot read ${path}: ${getErrorReason(error)}`);
  });
