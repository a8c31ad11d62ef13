const nameSuffix = /^(?:jr|sr|i{2,3}|iv)\.?$/i;

/**
 * Converts "Last, First" to "First Last", and "Last, Jr, First" or "Last, First, Jr" to "First Last, Jr". Returns other names
 * unchanged.
 */
export function toFirstLast(name: string): string {
  const comma = name.indexOf(',');
  if (comma < 0) return name;
  if (comma > 0 && !name.includes(',', comma + 1)) {
    const [last, first] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
    // A concatenation with + would keep both parts, and the text they are slices of, in memory.
    return last && first ? [first, last].join(' ') : last || first;
  }
  const parts = name.split(',').map((part) => part.trim());
  if (parts.length === 3 && nameSuffix.test(parts[2])) return `${parts[1]} ${parts[0]}, ${parts[2]}`;
  if (parts.length === 3 && parts.every(Boolean)) return `${parts[2]} ${parts[0]}, ${parts[1]}`;
  return parts.filter(Boolean).join(', ');
}

/** Splits a list of authors in one field, as tables have it, at semicolons, bars, "and", or commas between full names. */
export function splitNames(field: string): string[] {
  // Scopus appends an author ID: "Smith, John (57190000000)".
  const trimmed = collapseWhitespace(field)
    .replace(/ ?\(\d{6,}\)/g, '')
    .trim();
  if (/[;|]/.test(trimmed)) return cleanItems(trimmed.split(/[;|]/)).map(toFirstLast);
  const lastAnd = trimmed.toLowerCase().lastIndexOf(' and ');
  // In "A, B, and C" commas separate names; in "Last, First and Last, First" they are part of names.
  if (lastAnd >= 0 && trimmed.slice(0, lastAnd).split(',').length <= 2)
    return cleanItems(trimmed.split(/ and /i)).map(toFirstLast);
  const parts = cleanItems(trimmed.split(/, ?and |,| and /i));
  // "Smith, J., Doe, A." has two parts per name; "Jane Smith, Alan Doe" and the older Scopus style "Smith J., Doe A." have one.
  const isPaired =
    parts.length > 1 && parts.length % 2 === 0 && parts.every((part, index) => index % 2 === 0 || initials.test(part));
  if (isPaired && !parts.every((part) => /\s/.test(part)))
    return parts.flatMap((part, index) => (index % 2 === 0 ? [`${parts[index + 1]} ${part}`] : []));
  if (parts.length === 2 && !/\s/.test(parts[0])) return [toFirstLast(trimmed)];
  return parts;
}

const initials = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u;

/** Splits keywords or other short items at semicolons, bars or bullets, otherwise at commas. */
export function splitList(field: string): string[] {
  return cleanItems(field.split(/[;|•·]/.test(field) ? /[;|•·]/ : ','));
}

/**
 * Replaces each run of whitespace by one space. Patterns that match whitespace before a character take quadratic time in
 * long runs, so run this first.
 */
export const collapseWhitespace = (text: string): string =>
  /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text;

/** Trims items and drops empty ones and placeholders such as Scopus' "[No author name available]". */
const cleanItems = (parts: string[]) =>
  parts.map((part) => part.trim()).filter((part) => part && !(part[0] === '[' && /^\[no .*\]$/i.test(part)));
