import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { parseRecipe, type Recipe } from '../../../src/edit/recipe.ts';
import { InputError } from '../../../src/model/errors.ts';
import { decodeBase64, encodeBase64 } from '../../../src/util/base64.ts';

/** Encodes a recipe for a URL: JSON, deflated (RFC 1951), in base64url (RFC 4648, section 5) without padding. */

/** Maximum length of an encoded recipe in characters. Mail and chat programs truncate longer URLs. */
export const MAX_LENGTH = 4000;

/** Maximum size of a decompressed recipe in bytes. */
const MAX_BYTES = 1 << 20;

/** Encodes a recipe for a URL. Returns undefined if the result would be longer than `MAX_LENGTH`. */
export function packRecipe({ options, edits }: Omit<Recipe, 'papergraphRecipe'>): string | undefined {
  const packed = encodeBase64(
    deflateSync(strToU8(JSON.stringify({ papergraphRecipe: 1, options, edits })), { level: 9 }),
  );
  const text = strFromU8(packed, true)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
  return text.length <= MAX_LENGTH ? text : undefined;
}

/**
 * Decodes a recipe from a URL.
 *
 * @throws {InputError} if the text is not an encoded recipe.
 */
export function unpackRecipe(text: string): Recipe {
  const name = 'the recipe in the link';
  const padded = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(text.length / 4) * 4, '=');
  const bytes = text.length <= MAX_LENGTH ? decodeBase64(strToU8(padded, true)) : undefined;
  let json: string;
  try {
    if (!bytes) throw new Error('not base64');
    // The fixed buffer truncates anything larger, which then fails to parse as JSON.
    json = strFromU8(inflateSync(bytes, { out: new Uint8Array(MAX_BYTES) }));
  } catch {
    throw new InputError(`${name} is damaged: copy the whole link again`);
  }
  return parseRecipe(json, name);
}
