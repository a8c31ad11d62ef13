import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { parseRecipe, type Recipe } from '../../src/edit/recipe.ts';
import { InputError } from '../../src/model/errors.ts';
import { fromBase64, toBase64 } from '../../src/util/base64.ts';

/** A recipe inside a link: its JSON deflated (RFC 1951), in base64 for addresses (RFC 4648, section 5) without padding. */

/** Characters of a recipe that a link still carries: mail and chat programs cut longer links. */
export const LONGEST = 4000;

/** Bytes that a recipe from a link may have when it is unpacked. */
const MOST = 1 << 20;

/** The recipe as characters for a link; undefined when they would be too many. */
export function packRecipe({ options, edits }: Omit<Recipe, 'papergraphRecipe'>): string | undefined {
  const packed = toBase64(deflateSync(strToU8(JSON.stringify({ papergraphRecipe: 1, options, edits })), { level: 9 }));
  const text = strFromU8(packed, true).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return text.length <= LONGEST ? text : undefined;
}

/** @throws {InputError} when these are no recipe's characters. */
export function unpackRecipe(text: string): Recipe {
  const name = 'the recipe in the link';
  const padded = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(text.length / 4) * 4, '=');
  const bytes = text.length <= LONGEST ? fromBase64(strToU8(padded, true)) : undefined;
  let json: string;
  try {
    if (!bytes) throw new Error('no base64');
    // A buffer of this size: what would unpack to more is cut, and is no JSON then.
    json = strFromU8(inflateSync(bytes, { out: new Uint8Array(MOST) }));
  } catch {
    throw new InputError(`${name} is damaged: copy the whole link again`);
  }
  return parseRecipe(json, name);
}
