/** Formats numbers for display. */

/** Formats a number with thousands separators. */
export const count = (n: number) => n.toLocaleString('en');

/** Formats a number with the singular or plural of a noun. */
export const plural = (n: number, singular: string, pluralForm: string) =>
  `${count(n)} ${n === 1 ? singular : pluralForm}`;

/** Number of file names that are listed. */
const MAX_NAMES = 3;

/** Lists file names; many are summed up. */
export function listNames(names: string[]): string {
  const rest = names.length - MAX_NAMES;
  const listed = rest > 1 ? [...names.slice(0, MAX_NAMES), `${count(rest)} others`] : names;
  return new Intl.ListFormat('en').format(listed);
}
