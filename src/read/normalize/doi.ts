import { cleanIdentifier, decodeEntities } from './text/text.ts';

/** Matches a bare DOI without escapes. Nearly all DOIs match, which saves the steps below. */
const plainDoi = /^10\.\d{4,9}\/[\w./()-]{0,99}\w$/;
/** Matches what only looks like a part of a DOI. */
const isOdd = (doi: string) => doi.includes('//') || doi.includes('/10.', 6) || doi.endsWith('.pdf');

/** Maximum length of the text in which a DOI is looked for. */
const maxTextLength = 2000;
/** A DOI anywhere in a text: behind a resolver, a proxy server, "doi:" or any other words. */
const doiInText = /(?:^|[^\d.])(10\.\d{4,9}(?:\.\d+)*)\s{0,2}\/+\s{0,2}(\S+)/;
/** The start of another DOI or identifier that follows without a space. */
const nextIdentifier = /[,;|]+(?:10\.\d{4,9}\/|doi\b|https?:|pmid|pmc|edn\b|issn).*$|\[(?:doi|pii)\].*$/i;
/** What URLs have behind a DOI: a query, an anchor, the end of an HTML tag. */
const urlTail = /\?(?:[\w.~-]+(?:=|$)|$).*$|&[\w.~-]+=.*$|#[a-z]{2}.*$|(?<!;2-)#$|<\/?[a-z]+[^>]*>.*$|".*$/i;
/** What publishers' addresses have behind a DOI: names of views of the paper. */
const urlView =
  /(?:\/(?:full|pdf|epdf|pdfdirect|abstract|abs|html|meta|fulltext|full-?text|summary|references|citation|suppl|figures?|metrics)|(?:v\d+)?\.(?:full|abstract|full-text)|\.(?:pdf|full\.pdf|html?))+$/i;

/**
 * Returns the first DOI in a text, without resolver URL or "doi:" prefix, in its original case; undefined when there is none.
 * Removes what people, programs and addresses add to DOIs. Syntax: ISO 26324.
 */
export function parseDoi(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (plainDoi.test(text) && !isOdd(text)) return text;
  if (!maybeDoi(text)) return undefined;
  const clean = cleanIdentifier(decodePercent(decodeEntities(decodeEntities(text.slice(0, maxTextLength)))));
  const match = findInnermost(clean);
  if (!match) return undefined;
  const [, prefix, suffix] = match;
  const isPublisherUrl = /^\s*https?:/i.test(clean) && !/^\s*https?:\/\/[^/]*\bdoi\b/i.test(clean);
  const bare = suffix.replace(nextIdentifier, '').replace(urlTail, '');
  const trimmed = trimPunctuation(isPublisherUrl ? bare.replace(urlView, '') : bare.replace(/\.pdf$/i, ''));
  return trimmed && trimmed.length < 500 ? `${prefix}/${trimmed}` : undefined;
}

/** Rejects most texts without a DOI in one step. Full-width digits occur in texts from East Asia. */
const maybeDoi = (text: string) => text.includes('10') || /１０|%31%30/.test(text);

/** Matches the first DOI. In "doi.org/10.1000/doi.org/10.1000/182" the last one is meant. */
function findInnermost(text: string): RegExpExecArray | null {
  const match = doiInText.exec(text);
  const nested = match && /(?:doi(?:\.org)?[:/]|^)(10\.\d{4,9}\/.*)$/i.exec(match[2]);
  return (nested && doiInText.exec(nested[1])) ?? match;
}

const openers = '([{<';
const closers = ')]}>';

/** Removes punctuation of the surrounding sentence from the end; closing brackets only where they were not opened. */
function trimPunctuation(text: string): string {
  const unmatched = new Set<number>();
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const opener = openers.indexOf(text[i]);
    const closer = closers.indexOf(text[i]);
    if (opener >= 0) open.push(opener);
    else if (closer >= 0 && open.lastIndexOf(closer) < 0) unmatched.add(i);
    else if (closer >= 0) open.splice(open.lastIndexOf(closer), 1);
  }
  let end = text.length;
  while (end > 0 && (/[.,;:'"`*!?/’”»…]/.test(text[end - 1]) || unmatched.has(end - 1))) end--;
  return text.slice(0, end);
}

const decodePercent = (text: string) => {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
