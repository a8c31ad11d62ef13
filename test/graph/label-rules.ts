import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import natural from 'natural/lib/natural/util/stopwords.js';
import type { Topics, WeighedText } from '../../src/types.ts';

const stopWords = new Set(natural.words);
const wordsOf = (label: string) =>
  label
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
const stemsOf = (label: string) => wordsOf(label).map((word) => stemmer.stem(word));

/** Every rule that a label breaks, one line each; none for labels as they should be. */
export function brokenRules({ topics, topicOf, subtopicOf }: Topics, { vocabulary, rows }: WeighedText): string[] {
  const broken: string[] = [];
  const seen = new Set<string>();
  const forms = new Map<string, number>();
  vocabulary.forms.forEach((form, term) => {
    forms.set(form.toLowerCase(), term);
  });
  for (const { id, label, parent, size } of topics) {
    const complain = (what: string) => broken.push(`${id} "${label}": ${what}`);
    if (seen.has(label.toLowerCase())) complain('another topic has this label');
    seen.add(label.toLowerCase());
    const terms = label.split(', ');
    if (terms.length > 3 || wordsOf(label).length > 6) complain('too long');
    const stems = stemsOf(label);
    if (new Set(stems).size < stems.length) complain('says a word twice');
    if (parent !== undefined) {
      const above = new Set(stemsOf(topics.find((topic) => topic.id === parent)!.label));
      if (stems.some((stem) => above.has(stem))) complain("repeats its parent's words");
    }
    for (const term of terms) {
      const words = wordsOf(term);
      if (stopWords.has(words[0]!) || stopWords.has(words.at(-1)!)) complain(`stop word at an end of "${term}"`);
      const column = forms.get(term.toLowerCase());
      if (column === undefined) complain(`"${term}" is no term as written in the papers`);
      else if (papersWith(column, id) < Math.min(2, size)) complain(`"${term}" stands in fewer than two of its papers`);
    }
  }
  return broken;

  function papersWith(term: number, topic: number): number {
    const groupOf = topics.find(({ id }) => id === topic)!.parent === undefined ? topicOf : subtopicOf;
    let papers = 0;
    groupOf.forEach((group, i) => {
      if (group === topic && rows.ids.subarray(rows.starts[i], rows.starts[i + 1]).includes(term)) papers++;
    });
    return papers;
  }
}
