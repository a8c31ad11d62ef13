import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Nearly all DOIs are nothing but one, of plain signs: one look shows that there is nothing to do. */
const usualDoi = /^10\.\d{4,9}\/[\w./()-]{0,99}\w$/;

/** A DOI as written, without what people put before it; undefined when it is none. Registrants: ISO 26324. */
export function doiOf(written: string | undefined): string | undefined {
  if (!written) return undefined;
  if (usualDoi.test(written)) return written;
  const bare = written.trim().replace(/^(?:doi\s*:\s*|(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/)+/i, '');
  const found = /^10\.\d{4,9}(?:\.\d+)*\/\S+$/.exec(bare.slice(0, 500));
  return found ? decodeSafely(found[0]).replace(/[.,;]+$/, '') : undefined;
}

const decodeSafely = (text: string) => {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Most addresses and DOIs are none; one look shows it. */
const mayBeArxiv = /arxiv|^\s*(?:\d{4}\.\d{4}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})/i;

/** Without version and prefix: 2101.00001, cs/0112017; undefined when it is none. */
export function arxivOf(written: string | undefined): string | undefined {
  if (!written || !mayBeArxiv.test(written)) return undefined;
  const bare = written
    .trim()
    .slice(0, 200)
    .replace(/^(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\//i, '')
    .replace(/^(?:https?:\/\/)?(?:dx\.)?(?:doi\.org\/)?10\.48550\/arxiv\./i, '')
    .replace(/^(?:oai:)?arxiv(?:\.org)?\s*:\s*/i, '')
    .replace(/\.pdf$/i, '');
  const found = /^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?:\s.*)?$/i.exec(bare);
  return found?.[1];
}

/** A PubMed number; undefined when it is none. */
export function pmidOf(written: string | undefined): string | undefined {
  const found =
    /^(?:(?:https?:\/\/)?(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov\/pubmed)\/|pmid\s*:?\s*)?(\d{1,9})\/?$/i.exec(
      (written ?? '').trim().slice(0, 100),
    );
  return found?.[1].replace(/^0+(?=\d)/, '');
}

/** An address that may be followed: http or https, nothing else; undefined when it is none. */
export function webAddress(written: string | undefined): string | undefined {
  const text = (written ?? '').trim();
  if (!/^https?:\/\/[^\s"'<>\\^`{|}]{3,2000}$/i.test(text)) return undefined;
  return URL.canParse(text) ? text : undefined;
}

/** What two ways of writing one title have in common: letters and digits, no case, no accents. */
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

/** Twelve hexadecimal digits that stand for a text. */
export const shortHash = (text: string) => bytesToHex(sha256(utf8ToBytes(text))).slice(0, 12);
