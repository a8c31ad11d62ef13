/** Length of the end and the start of an abstract that are looked at. */
const tailLength = 1000;
const headLength = 300;

/** What texts of databases and publishers at the end contain. Looking for it is much cheaper than matching the patterns. */
const signs = ['©', 'yright', '(c)', '(C)', 'licen', 'ABSTRACT FROM'];

const hasSign = (text: string, start: number) => signs.some((sign) => text.includes(sign, start));

/** Removes the copyright lines and licenses that databases and publishers add to an abstract, which many papers share. */
export function removeCopyright(text: string): string {
  const rest = '©(cCL'.includes(text.charAt(0)) ? text.slice(startLength(text.slice(0, headLength))) : text;
  const tailStart = Math.max(0, rest.length - tailLength);
  if (!hasSign(rest, tailStart)) return rest;
  let tail = rest.slice(tailStart);
  for (let end = endOf(tail); end !== undefined; end = hasSign(tail, 0) ? endOf(tail) : undefined)
    tail = tail.slice(0, end).trimEnd();
  return rest.slice(0, tailStart) + tail;
}

/** A copyright line at the start. Periods inside of "Elsevier B.V." and those of initials do not end it. */
const startLine =
  /^(?:Crown )?((?:©|\([cC]\)|[Cc]opyright\b)\s*(?:(?:©|\([cC]\)|[Cc]opyright\b)\s*)?)(?:by\s)?(?:19|20)\d\d\b,?((?:\s\p{Lu}\.){0,3}(?:[^.]|\.(?!\s\p{Lu}|\s?$)){0,150})(?:\.(?=\s\p{Lu})|\.?$)\s*/u;
/** A sentence that can follow it. */
const startSentence =
  /^(?:All rights reserved|(?:Licensee|Published by|Production and hosting by) (?:[^.]|\.(?!\s\p{Lu}|\s?$)){1,80})\.(?:\s+|$)/u;

/** Returns the length of a copyright line, and of the sentences that belong to it, at the start; 0 when there is none. */
function startLength(head: string): number {
  const [line, mark = '', owner = ''] = startLine.exec(head) ?? [];
  if (line !== undefined ? !mark.includes('©') && !isOwner(owner) : !head.startsWith('Licensee MDPI')) return 0;
  let length = line?.length ?? 0;
  for (let next = startSentence.exec(head.slice(length)); next; next = startSentence.exec(head.slice(length)))
    length += next[0].length;
  return length;
}

/** Texts of EBSCO and PsycINFO. */
const databaseText =
  /(?:[[(]ABSTRACT FROM (?:AUTHOR|PUBLISHER)[\])]|\[Copyright &y& [^[\]]{1,60}\]|\(Psyc\w{1,10} Database Record \(c\) \d{4} [^()]{1,80}\)(?: ?\((?:from the )?journal abstract\))?)\.?$/i;
const databaseSigns = ['ABSTRACT FROM', '&y&', 'Database Record'];
/** The start and the end of a license. */
const licenseStart =
  /\b(?:This is an open[- ]access (?:article|publication)|This (?:article|work|paper) is (?:an open[- ]access|protected by copyright|licen[cs]ed|published under|distributed under))\b/;
const licenseEnd =
  /(?:licen[cs]es?|copyright|reserved|commons|attribution|cited|permission|made|purposes|\/\d\.\d\/?|\d\.\d|\))[).\]]{0,3}$/i;
const maxLicenseLength = 500;

/** Signs of a copyright line, and its maximum length. */
const lineStart = /(?:Crown )?(?:©|\([cC]\)|\b[Cc](?:opyright|OPYRIGHT)\b)/g;
const maxLineLength = 300;

/** Returns where a text of a database or publisher at the end begins; undefined when there is none. */
function endOf(text: string): number | undefined {
  const property = text.lastIndexOf('Copyright of ');
  if (property >= 0 && / the property of .{1,200}? may not be /.test(text.slice(property))) return property;
  const database = databaseSigns.some((sign) => text.includes(sign)) ? databaseText.exec(text) : null;
  if (database) return database.index;
  const license = licenseEnd.test(text.slice(-20)) ? text.slice(-maxLicenseLength).search(licenseStart) : -1;
  if (license >= 0) return Math.max(0, text.length - maxLicenseLength) + license;
  const start = Math.max(0, text.length - maxLineLength);
  for (const match of text.slice(start).matchAll(lineStart)) {
    const index = start + match.index;
    if (isCopyrightLine(text.slice(index), text.slice(0, index))) return index;
  }
  return undefined;
}

/** A copyright line up to the end: a mark, a year and an owner, or an owner and perhaps a year. */
const yearFirst =
  /^(?:Crown )?((?:©|\(c\)|copyright\b)\s*(?:(?:©|\(c\)|copyright\b)\s*)?)(?:by\s)?(?:19|20)\d\d\b([^©]{0,150})$/i;
const ownerFirst =
  /^(?:Crown )?((?:©|\(c\)|copyright\b)\s*(?:(?:©|\(c\)|copyright\b)\s*)?)([^©.]{2,80}?),? (?:19|20)\d\d\b(\.[^©]{0,150}|)$/i;

/** Returns whether a text behind another is a copyright line. Without "©" it must follow a sentence, name an owner, and not be item (c) of a list. */
function isCopyrightLine(text: string, before: string): boolean {
  const [, mark, owner = '', rest = ''] = yearFirst.exec(text) ?? ownerFirst.exec(text) ?? [];
  if (mark === undefined) return false;
  if (mark.includes('©')) return true;
  const isItem = before.includes('(b)') || before.includes('(B)');
  return /[.!?;)\]"”]\s?$/.test(before.slice(-2)) && !isItem && isOwner(owner) && isOwner(rest);
}

/** Words without a capital letter in names of owners and in the sentences that follow them. */
const smallWord =
  /^(?:of|and|the|for|by|on|in|de|la|van|und|et|y|its|licensors|behalf|under|licen[cs]e|all|rights|reserved|published|authors?|author\(s\))$/i;

/** Returns whether words are the name of an owner rather than a sentence. */
const isOwner = (words: string) =>
  words.split(/[\s,;.]+/).every((word) => !/^\p{Ll}(?!\p{Lu})/u.test(word) || smallWord.test(word));
