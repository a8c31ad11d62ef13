import { removeInvalidCharacters } from '../escape.ts';

/** Returns the IRI of a node: a URN whose parts are percent-encoded, so that text cannot break out of it. */
export function iriOf(id: string): string {
  const colon = id.indexOf(':');
  return `urn:papergraph:${id.slice(0, colon)}:${encodeUrnPart(id.slice(colon + 1))}`;
}

/** Shortens the IRI of a node to a prefixed name: "urn:papergraph:paper:1" to "p:1". Other IRIs are returned unchanged. */
export const shortenIri = (iri: string): string =>
  iri.replace(/^urn:papergraph:(?:(paper|concept)|(?=\w))/, (_, type?: string) => type?.[0] ?? '');

/**
 * Percent-encodes text for a URN. encodeURIComponent throws for lone surrogates, so these are removed before, and it leaves
 * some characters that are encoded here.
 */
const encodeUrnPart = (text: string) =>
  encodeURIComponent(removeInvalidCharacters(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Percent-encodes the characters of a URL that are not allowed in an IRI. */
export function toIri(url: string): string {
  return removeInvalidCharacters(url).replace(
    /[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]|%(?![0-9A-Fa-f]{2})/gu,
    encodeURIComponent,
  );
}
