import type { RawRecord } from '../record.ts';

/** Maximum length of the text in which the parts of a citation are looked for. */
const maxLength = 300;

/** A number with a word before it: "Vol. 12", "no. 3", "Heft 4", "p. 45-67", "Seite 211-229". */
const volumeWord = /\b(?:vol(?:ume|umen)?\b\.?|bd\b\.?|band\b|jg\b\.?|tome?\b|v\.) ?(\w{1,12})/i;
const numberWord =
  /(?:\b(?:no|nr|num|number|issue|iss|heft|fasc)\b\.?|\bnúm\.?|\bn\.? ?[°º]|\b[nh]\.) ?:? ?(\w[\w/-]{0,20})/i;
const pagesWord = /\b(?:pp?\b\.?|pages?\b|pags?\b\.?|seiten?\b|s\.) ?(\w{1,12}(?: ?[-–] ?\w{1,12})?)/i;

/** "9(1):14-25", "14 (3) (pp 200-211)", "34 Suppl 2:S12-8", "58:4 (2019) 211-229", "58(2019), 4, Seite 211-229". */
const compact =
  /^\W{0,3}(\d\w{0,9}(?: (?:Suppl|Pt)\b[ \w]{0,10})?) ?(?:\(([^()]{1,40})\))?(?::(?=\d{1,4} \()(\d{1,4}))?/i;
const pagesAfterColon = /: ?((?:[a-z]{0,2}\d|[ivxlc]{1,6}-)[\w.]{0,14}(?:-\w{1,12})?)(?=[\s,.;)]|$)/i;
/** Pages at the end, behind a parenthesis or semicolon. */
const lastPages = /[);] ?,? ?(\w{1,12}[-–]\w{1,12})\.?$/;

/**
 * Returns volume, number and pages of a citation without the name of the journal, as databases and catalogs write them:
 * "9(1):14-25, 2021", "Vol. 12 No. 1 (2011); 5-9", "58:4 (2019) 211-229". Only the first 300 characters are looked at.
 */
export function parseCitation(citation: string | undefined): Pick<RawRecord, 'volume' | 'number' | 'pages'> {
  const text = (citation ?? '').slice(0, maxLength).replace(/\s+/g, ' ').trim();
  const [, volume, inParentheses, afterColon] = compact.exec(text.replace(/^vol(?:ume)?\.? ?/i, '')) ?? [];
  const number =
    inParentheses && isYear(inParentheses) ? /^\W?\w+ ?\(\d{4}\), ?(\d{1,4})(?!\d)/.exec(text)?.[1] : inParentheses;
  return {
    volume: volumeWord.exec(text)?.[1] ?? (volume && isYear(volume) ? undefined : volume),
    number: numberWord.exec(text)?.[1] ?? afterColon ?? number,
    pages:
      pagesWord.exec(text)?.[1] ??
      (afterColon ? undefined : pagesAfterColon.exec(text)?.[1]) ??
      lastPages.exec(text)?.[1],
  };
}

const isYear = (text: string) => /^(?:1[5-9]|20)\d\d\b/.test(text);
