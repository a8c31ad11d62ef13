const suffix = /^(?:jr|sr|i{2,3}|iv)\.?$/i;

/** "Last, First" as "First Last"; "Last, Jr, First" and "Last, First, Jr" as "First Last, Jr". Other names stay as they are. */
export function firstLast(name: string): string {
  if (!name.includes(',')) return name;
  const parts = name.split(',').map((part) => part.trim());
  if (parts.length === 2 && parts[0] && parts[1]) return `${parts[1]} ${parts[0]}`;
  if (parts.length === 3 && suffix.test(parts[2])) return `${parts[1]} ${parts[0]}, ${parts[2]}`;
  if (parts.length === 3 && parts.every(Boolean)) return `${parts[2]} ${parts[0]}, ${parts[1]}`;
  return parts.filter(Boolean).join(', ');
}

/** A list in one field, as tables hold it: parted by semicolons, bars, "and", or commas between whole names. */
export function splitNames(field: string): string[] {
  // Scopus puts its number behind each name: "Smith, John (57190000000)".
  const trimmed = field.replace(/\s*\(\d{6,}\)/g, '').trim();
  if (/[;|]/.test(trimmed)) return listOf(trimmed.split(/\s*[;|]\s*/)).map(firstLast);
  if (/\sand\s/i.test(trimmed) && !/,.*,.*\sand\s/i.test(trimmed))
    return listOf(trimmed.split(/\s+and\s+/i)).map(firstLast);
  const parts = listOf(trimmed.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i));
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
  return listOf(field.split(/[;|•·]/.test(field) ? /\s*[;|•·]\s*/ : /\s*,\s*/));
}

/** Scopus writes "[No author name available]". */
const listOf = (parts: string[]) =>
  parts.map((part) => part.trim()).filter((part) => part && !/^\[no .*\]$/i.test(part));
