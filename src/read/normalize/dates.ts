const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** 1..12 for "May", "Sept.", "5" or "05"; undefined for anything else. */
export function monthOf(word: string): number | undefined {
  const trimmed = word.trim().toLowerCase();
  const named = months.indexOf(trimmed.slice(0, 3)) + 1;
  if (named && /^[a-z]+\.?$/.test(trimmed)) return named;
  const number = /^\d{1,2}$/.test(trimmed) ? Number(trimmed) : 0;
  return number >= 1 && number <= 12 ? number : undefined;
}

/** Years that a paper can have: print is younger than 1400, and no paper comes from the far future. */
export function yearOf(written: string | number | undefined): number | undefined {
  const found = /(?:^|\D)(\d{4})(?!\d)/.exec(String(written ?? '').slice(0, 100));
  const year = found ? Number(found[1]) : 0;
  return year >= 1400 && year <= 2200 ? year : undefined;
}

const two = (number: number) => String(number).padStart(2, '0');

/** ISO 8601 from parts, as exact as they are. Without a year, month and day give --05-17. */
export function isoDate(year?: number, month?: number, day?: number): string | undefined {
  const validMonth = month !== undefined && month >= 1 && month <= 12 ? two(month) : undefined;
  const validDay = validMonth && day !== undefined && day >= 1 && day <= 31 ? `-${two(day)}` : '';
  if (year === undefined) return validMonth && validDay ? `--${validMonth}${validDay}` : undefined;
  return validMonth ? `${year}-${validMonth}${validDay}` : String(year);
}

/** A date as people and programs write it: 2024-05-17T.., 2024/5/17, "17 May 2024", "May 17, 2024", "2024 May-Jun", "May 17", --05-17. */
export function dateOf(written: string | undefined): string | undefined {
  const text = (written ?? '').slice(0, 100).trim();
  const numeric = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)/.exec(text);
  const year = yearOf(text);
  if (numeric && !/[a-z]{3}/i.test(text))
    return year === undefined ? undefined : isoDate(year, number(numeric[2]), number(numeric[3]));
  const yearless = /^--(\d\d)-?(\d\d)$/.exec(text);
  if (yearless) return isoDate(undefined, Number(yearless[1]), Number(yearless[2]));
  const word = /[a-z]{3,}/i.exec(text)?.[0];
  const day = /(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th)?(?!\d|:)/i.exec(text)?.[1];
  return isoDate(year, word ? monthOf(word) : undefined, number(day));
}

const number = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
