/** Formats numbers for display. */

/** Formats a number with thousands separators. */
export const count = (n: number) => n.toLocaleString('en');

/** Formats a number with the singular or plural of a noun. */
export const plural = (n: number, singular: string, pluralForm: string) =>
  `${count(n)} ${n === 1 ? singular : pluralForm}`;
