const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Parses a month ("May", "Sept.", "5" or "05") to 1..12; returns undefined for anything else. */
export function parseMonth(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  const month = monthNames.indexOf(trimmed.slice(0, 3)) + 1;
  if (month && /^[a-z]+\.?$/.test(trimmed)) return month;
  const number = /^\d{1,2}$/.test(trimmed) ? Number(trimmed) : 0;
  return number >= 1 && number <= 12 ? number : undefined;
}

/** Matches a year, also at the start of a date without separators: 20170420 or 201704 (ISO 8601 basic format). */
const yearPattern = /(?:^|\D)(\d{4})(?:(?:0\d|1[0-2])(?:[0-2]\d|3[01])?)?(?!\d)/;

const plainYear = /^(?:1[4-9]|2[01])\d\d$/;

/** Returns the first four-digit year in a text, or undefined when there is none or it is outside 1400..2200. */
export function parseYear(value: string | number | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string' && plainYear.test(value)) return Number(value);
  const match = yearPattern.exec(String(value).slice(0, 100));
  const year = match ? Number(match[1]) : 0;
  return year >= 1400 && year <= 2200 ? year : undefined;
}

const padToTwoDigits = (number: number) => String(number).padStart(2, '0');

/** Formats an ISO 8601 date as precisely as its parts allow. A month and day without a year give "--05-17". */
export function formatIsoDate(year?: number, month?: number, day?: number): string | undefined {
  const monthPart = month !== undefined && month >= 1 && month <= 12 ? padToTwoDigits(month) : undefined;
  const dayPart = monthPart && day !== undefined && day >= 1 && day <= 31 ? `-${padToTwoDigits(day)}` : '';
  if (year === undefined) return monthPart && dayPart ? `--${monthPart}${dayPart}` : undefined;
  return monthPart ? `${year}-${monthPart}${dayPart}` : String(year);
}

/** A year from 1400 to 2199, and possibly a month: nothing needs to change. */
const plainDate = /^(?:1[4-9]|2[01])\d\d(?:-(?:0[1-9]|1[0-2]))?$/;

/**
 * Converts a date to ISO 8601. Understands 2024-05-17T.., 2024/5/17, 20240517, "17 May 2024", "May 17, 2024", "2024 May-Jun",
 * 17.05.2024, 05/17/2024, "May 17" and --05-17; returns undefined for anything else.
 */
export function parseDate(value: string | undefined): string | undefined {
  if (!value || plainDate.test(value)) return value || undefined;
  const text = value.slice(0, 100).trim();
  const year = parseYear(text);
  if (!/[a-z]{3}/i.test(text)) {
    const parts =
      /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)/.exec(text) ??
      /^(\d{4})(\d\d)(\d\d)?(?!\d)/.exec(text) ??
      splitDayFirst(text);
    if (parts) return year === undefined ? undefined : formatIsoDate(year, toNumber(parts[2]), toNumber(parts[3]));
  }
  const withoutYear = /^--(\d\d)-?(\d\d)$/.exec(text);
  if (withoutYear) return formatIsoDate(undefined, Number(withoutYear[1]), Number(withoutYear[2]));
  const word = /[a-z]{3,}/i.exec(text)?.[0];
  const day = /(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th)?(?!\d|:)/i.exec(text)?.[1];
  return formatIsoDate(year, word ? parseMonth(word) : undefined, toNumber(day));
}

/** Splits a date that ends with its year into [text, year, month, day]; without month and day when their order is unknown. */
function splitDayFirst(text: string): [string, string, string?, string?] | undefined {
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
  if (!match) return undefined;
  const [, first, separator, second, year] = match;
  // With dots the day comes first everywhere; with slashes and hyphens the order depends on the country.
  if (separator === '.' || Number(first) > 12) return [text, year, second, first];
  return Number(second) > 12 ? [text, year, first, second] : [text, year];
}

const toNumber = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
