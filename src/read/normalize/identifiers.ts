import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { cleanIdentifier } from './text/text.ts';

/** Rejects most texts that are no arXiv ID in one step. */
const maybeArxiv = /arxiv|^\s*(?:\d{4}\.\d{4}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})/i;

/** Returns an arXiv ID without prefix and version (2101.00001, cs/0112017); undefined when the text is none. */
export function parseArxivId(text: string | undefined): string | undefined {
  if (!text || !maybeArxiv.test(text)) return undefined;
  const bare = text
    .trim()
    .slice(0, 200)
    .replace(/^(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\//i, '')
    .replace(/^(?:https?:\/\/)?(?:dx\.)?(?:doi\.org\/)?10\.48550\/arxiv\./i, '')
    .replace(/^(?:oai:)?arxiv(?:\.org)?\s*:\s*/i, '')
    .replace(/\.pdf$/i, '');
  const match = /^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?:\s.*)?$/i.exec(bare);
  return match?.[1];
}

/** Returns a PubMed ID without prefix and leading zeros; undefined when the text is none. */
export function parsePmid(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const match =
    /^(?:(?:https?:\/\/)?(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov\/pubmed)\/|pmid\s*:?\s*)?(\d{1,9})\/?$/i.exec(
      text.trim().slice(0, 100),
    );
  return match?.[1].replace(/^0+(?=\d)/, '');
}

/** Returns a PubMed Central ID in the form PMC1234567; undefined when the text is none. */
export function parsePmcid(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const match = /^(?:https?:\/\/\S{0,60}\/)?(?:pmcid\s*:?\s*)?(?:PMC)?(\d{4,9})(?:\.\d+)?\/?(?:\s.*)?$/i.exec(
    text.trim().slice(0, 200),
  );
  return match ? `PMC${match[1]}` : undefined;
}

/** Returns the ISBNs in a text as written; undefined when there is none. */
export const parseIsbns = (text: string | undefined): string[] | undefined =>
  text?.slice(0, 1000).match(/(?<!\d)(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\dXx])/g) ?? undefined;

/** Returns the ISSNs in a text in the form 1234-5678; undefined when there is none. */
export const parseIssns = (text: string | undefined): string[] | undefined =>
  text
    ?.slice(0, 1000)
    .match(/(?<![\dXx-])\d{4}[-‐–]?\d{3}[\dXx](?![\d-])/g)
    ?.map((issn) => `${issn.slice(0, 4)}-${issn.slice(-4).toUpperCase()}`);

/** Writes an identifier with the name of its scheme, as in openalex:W2741809807; undefined when there is no identifier. */
export function namedId(scheme: string, id: string | undefined): string | undefined {
  const bare = id?.trim();
  if (!bare) return undefined;
  return bare.toLowerCase().startsWith(`${scheme}:`) ? `${scheme}${bare.slice(scheme.length)}` : `${scheme}:${bare}`;
}

/** Returns an accession number of Web of Science ("WOS:000460000000012", formerly "ISI:") as an identifier; undefined when it is none. */
export const webOfScienceId = (accession: string | undefined): string | undefined =>
  accession && /^(?:wos|isi):/i.test(accession) ? namedId('wos', accession.slice('wos:'.length)) : undefined;

/** Returns an identifier of the form scheme:value without characters that are no part of one; undefined when the text is none. */
export function parseNamedId(text: string | undefined): string | undefined {
  const clean = cleanIdentifier((text ?? '').slice(0, 500));
  return /^[a-z][a-z0-9.]{0,30}:[^\s"<>\\^`{|}]{1,300}$/.test(clean) ? clean : undefined;
}

/** Matches most addresses of papers. A host of letters and a path of these characters are always valid. */
const plainUrl = /^https?:\/\/[a-z]{2,30}(?:\.[a-z]{2,30}){1,4}\/[\w./()-]{3,500}$/;

/** Returns an http or https URL, trimmed; undefined for anything else, so that links are safe to open. */
export function parseWebUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (plainUrl.test(text)) return text;
  const trimmed = cleanIdentifier(text);
  if (!/^https?:\/\/[^\s"'<>\\^`{|}]{3,2000}$/i.test(trimmed)) return undefined;
  return URL.canParse(trimmed) ? trimmed : undefined;
}

/** Returns the letters and digits of a title in lower case and without accents, for comparing titles. */
export function titleKey(title: string): string {
  const key = /[^\x00-\x7f]/.test(title)
    ? title
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '')
    : title.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return key || title;
}

/** Returns the first 12 hexadecimal digits of the SHA-256 hash of a text. */
export const shortHash = (text: string) => bytesToHex(sha256(utf8ToBytes(text))).slice(0, 12);
