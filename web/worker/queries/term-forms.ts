import type { Mark } from '../../../src/text/weighting/weigh-text.ts';

/** A text and its terms. */
interface MarkedText {
  text: string;
  marks: readonly Mark[];
}

/** The forms in which a paper writes its terms, by term id, most frequent first. */
export type TermForms = ReadonlyMap<number, string[]>;

/**
 * Returns how texts write their terms: "modulated" for a term that is listed as "module". Words are in lower case, unless the
 * text always writes them otherwise.
 */
export function collectForms(texts: readonly MarkedText[]): TermForms {
  const counts = new Map<number, Map<string, { form: string; count: number }>>();
  for (const { text, marks } of texts)
    for (const { start, end, term } of marks) {
      const form = text.slice(start, end).replace(/\s+/g, ' ');
      const forms = counts.get(term) ?? new Map<string, { form: string; count: number }>();
      counts.set(term, forms);
      const key = form.toLowerCase();
      const seen = forms.get(key) ?? { form, count: 0 };
      forms.set(key, { form: form === key ? form : seen.form, count: seen.count + 1 });
    }
  return new Map(
    [...counts].map(([term, forms]) => [
      term,
      [...forms.values()].sort((a, b) => b.count - a.count).map(({ form }) => lowerInitial(form)),
    ]),
  );
}

/** A word at the start of a sentence or title is in lower case; names such as "LaTeX" are not changed. */
const lowerInitial = (form: string) => (/^\p{Lu}[\p{Ll}'’ -]*$/u.test(form) ? form.toLowerCase() : form);

/**
 * Returns the forms of a term in two papers if they have none in common: then only the reduction of words to stems made them
 * the same term. Singular and plural, spellings with hyphens, and case are the same form.
 */
export function differingForms(term: number, a: TermForms, b: TermForms): [string, string] | undefined {
  const [own, other] = [a.get(term), b.get(term)];
  if (!own || !other) return undefined;
  const known = new Set(own.map(simplify));
  return other.some((form) => known.has(simplify(form))) ? undefined : [own[0]!, other[0]!];
}

const simplify = (form: string) =>
  form
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/ies$/, 'y')
    .replace(/(?<=ss|x|z|ch|sh)es$|(?<![su])s$/, '');
