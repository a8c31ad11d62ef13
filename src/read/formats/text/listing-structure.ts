/** Matches buttons and headings of the page. */
export const pageElement =
  /^(?:new|subscribe|daily papers|trending papers|get trending papers in your email.*|by\s?ak and the research community)$/i;
/** The line between the organization or author count and the date. */
export const separator = '·';
/** A date, optionally followed by votes. */
export const datePattern = /^([A-Z][a-z]{2,8} \d{1,2}(?:, \d{4})?)(?: +(\d[\d,.]*k?))?$/;

/** A title and its abstract stand on two lines; without dates, this many records must follow each other. */
const minPlainRecords = 3;
/** Share of the lines that may be parts of the page when there are no dates, in addition to one line. */
const maxOtherShare = 0.1;

/** Headings of the sections of a manuscript or a manual. */
const sectionHeading =
  /^(?:\d+\.\d|(?:[\dIVX]+\.?\s+)?(?:introduction|background|related work|methods?|materials|results|discussion|conclusions?|references|bibliography|acknowledge?ments?|appendix|abstract|contents|table of contents|chapter \d+|installation|usage|license|licence)\b.{0,40}$)/i;

/** Returns whether a long line is prose: sentences of words with few other characters. */
function isProse(line: string): boolean {
  const sample = line.slice(0, 2000);
  const letters = sample.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  const marks = sample.match(/[{}=<>|\\;"_#*`[\]$]/g)?.length ?? 0;
  const hasSpaces = /\s/.test(sample) || /[\p{Script=Han}\p{Script=Hiragana}]/u.test(sample);
  return hasSpaces && letters >= 0.65 * sample.length && marks <= 0.03 * sample.length && /[.!?。]/.test(sample);
}

/** Returns whether a line may be the title of a paper on a page without dates: some words, and no markup or numbering. */
function isPlainTitle(line: string): boolean {
  if (line.length < 20 || line.length > 280 || sectionHeading.test(line)) return false;
  if (!/^[\p{L}\p{N}"“'‘([¿¡$]/u.test(line) || /[;:,{}\\|=]$/.test(line)) return false;
  const letters = line.match(/[\p{L}\p{M}\s]/gu)?.length ?? 0;
  return letters >= 0.75 * line.length && (line.match(/\p{L}+/gu)?.length ?? 0) >= 3;
}

/**
 * Returns whether lines are those of a listing page: a record with a separator and a date after its abstract, or several
 * records of a title and an abstract, with hardly anything else. Headings and paragraphs of a manuscript, a manual or a
 * letter do not have this structure.
 */
export function isListing(lines: readonly string[]): boolean {
  const texts = lines.filter((line) => line !== '' && !pageElement.test(line));
  const isAbstract = texts.map((line) => line.length > 280 && isProse(line));
  const hasDetails = texts.some(
    (line, index) =>
      line === separator && isAfterAbstract(isAbstract, index) && datePattern.test(texts[index + 1] ?? ''),
  );
  if (hasDetails) return true;
  let records = 0;
  let others = 0;
  let questions = 0;
  texts.forEach((line, index) => {
    if (isAbstract[index]) {
      if (index > 0 && !isAbstract[index - 1] && isPlainTitle(texts[index - 1])) records++;
    } else if (!isPlainTitle(line)) others++;
    else if (line.endsWith('?')) questions++;
  });
  const titles = isAbstract.filter((is) => !is).length - others;
  return (
    records >= minPlainRecords &&
    others <= 1 + maxOtherShare * texts.length &&
    titles <= records * 2 &&
    questions * 2 <= titles &&
    isAbstract.filter(Boolean).length <= records * 1.5
  );
}

/** Returns whether an abstract stands among the few lines before a separator. */
const isAfterAbstract = (isAbstract: boolean[], index: number) =>
  isAbstract.slice(Math.max(0, index - 4), index).some(Boolean);
