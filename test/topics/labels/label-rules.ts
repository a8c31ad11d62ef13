import type { Topics } from '../../../src/model/map.ts';
import type { WeighedText } from '../../../src/model/vocabulary.ts';
import { alike, isFunctionWord, wordsOf } from '../../../src/topics/labels/label-text.ts';

/** Every rule that a label breaks, one line each; none for labels as they should be. */
export function brokenRules({ topics, topicOf, subtopicOf }: Topics, { vocabulary, rows }: WeighedText): string[] {
  const broken: string[] = [];
  const seen = new Set<string>();
  // Two terms may be written alike most often.
  const forms = new Map<string, number[]>();
  vocabulary.forms.forEach((form, term) => {
    forms.set(form.toLowerCase(), [...(forms.get(form.toLowerCase()) ?? []), term]);
  });
  for (const { id, label, parent, size } of topics) {
    const complain = (what: string) => broken.push(`${id} "${label}": ${what}`);
    if (seen.has(label.toLowerCase())) complain('another topic has this label');
    seen.add(label.toLowerCase());
    const terms = label.split(', ');
    if (terms.length > 3 || wordsOf(label).length > 6) complain('too long');
    const said = wordsOf(label);
    if (said.some((word, k) => said.slice(0, k).some((before) => alike(word, before)))) complain('says a word twice');
    if (parent !== undefined) {
      const above = wordsOf(topics.find((topic) => topic.id === parent)!.label);
      if (said.some((word) => above.some((other) => alike(word, other)))) complain("repeats its parent's words");
    }
    for (const term of terms) {
      const words = wordsOf(term);
      if (isFunctionWord(words[0]!) || isFunctionWord(words.at(-1)!)) complain(`stop word at an end of "${term}"`);
      const written = forms.get(term.toLowerCase()) ?? [];
      if (written.length === 0) complain(`"${term}" is no term as written in the papers`);
      else if (Math.max(...written.map((one) => papersWith(one, id))) < Math.min(2, size))
        complain(`"${term}" stands in fewer than two of its papers`);
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
