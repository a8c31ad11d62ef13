const suffix = /^(?:jr|sr|i{2,3}|iv)\.?$/i;

/** "Last, First" as "First Last"; "Last, Jr, First" and "Last, First, Jr" as "First Last, Jr". Other names stay as they are. */
export function firstLast(name: string): string {
  const comma = name.indexOf(',');
  if (comma < 0) return name;
  if (comma > 0 && !name.includes(',', comma + 1)) {
    const [last, first] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
    // Joined, not added: a sum of strings would hold on to its parts.
    return last && first ? [first, last].join(' ') : last || first;
  }
  const parts = name.split(',').map((part) => part.trim());
  if (parts.length === 3 && suffix.test(parts[2])) return `${parts[1]} ${parts[0]}, ${parts[2]}`;
  if (parts.length === 3 && parts.every(Boolean)) return `${parts[2]} ${parts[0]}, ${parts[1]}`;
  return parts.filter(Boolean).join(', ');
}

/** A list in one field, as tables hold it: parted by semicolons, bars, "and", or commas between whole names. */
export function splitNames(field: string): string[] {
  // Scopus puts its number behind each name: "Smith, John (57190000000)".
  const trimmed = singleBlanks(field)
    .replace(/ ?\(\d{6,}\)/g, '')
    .trim();
  if (/[;|]/.test(trimmed)) return listOf(trimmed.split(/[;|]/)).map(firstLast);
  const and = trimmed.toLowerCase().lastIndexOf(' and ');
  // "A, B, and C" has its commas between names; "Last, First and Last, First" within them.
  if (and >= 0 && trimmed.slice(0, and).split(',').length <= 2) return listOf(trimmed.split(/ and /i)).map(firstLast);
  const parts = listOf(trimmed.split(/, ?and |,| and /i));
  // "Smith, J., Doe, A." is pairs; "Jane Smith, Alan Doe" and Scopus' older "Smith J., Doe A." are whole names.
  const pairs =
    parts.length > 1 && parts.length % 2 === 0 && parts.every((part, at) => at % 2 === 0 || initials.test(part));
  if (pairs && !parts.every((part) => /\s/.test(part)))
    return parts.flatMap((part, at) => (at % 2 === 0 ? [`${parts[at + 1]} ${part}`] : []));
  if (parts.length === 2 && !/\s/.test(parts[0])) return [firstLast(trimmed)];
  return parts;
}

const initials = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u;

/** Keywords or other short items in one field, parted by semicolons, else by commas. */
export function splitList(field: string): string[] {
  return listOf(field.split(/[;|•·]/.test(field) ? /[;|•·]/ : ','));
}

/** Patterns that look for blanks before a sign would be quadratic in long runs of blanks. */
export const singleBlanks = (text: string): string => (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text);

/** Scopus writes "[No author name available]". */
const listOf = (parts: string[]) =>
  parts.map((part) => part.trim()).filter((part) => part && !(part[0] === '[' && /^\[no .*\]$/i.test(part)));
