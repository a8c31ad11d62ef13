import type { Topics } from '../../../src/model/map.ts';
import type { WeighedText } from '../../../src/model/vocabulary.ts';
import { splitLabel } from '../../../src/topics/labels/label-case.ts';
import { isFunctionWord, isSameWord, splitWords } from '../../../src/topics/labels/label-text.ts';

/** Returns one line for each rule that a label violates; none for valid labels. */
export function findBrokenLabelRules(
  { topics, topicOf, subtopicOf }: Topics,
  { vocabulary, rows }: WeighedText,
): string[] {
  const violations: string[] = [];
  const previousLabels = new Set<string>();
  // Two terms can have the same surface form.
  const termsByForm = new Map<string, number[]>();
  vocabulary.forms.forEach((form, term) => {
    termsByForm.set(form.toLowerCase(), [...(termsByForm.get(form.toLowerCase()) ?? []), term]);
  });
  for (const { id, label, parent, size } of topics) {
    const report = (violation: string) => violations.push(`${id} "${label}": ${violation}`);
    if (previousLabels.has(label.toLowerCase())) report('is the label of another topic');
    previousLabels.add(label.toLowerCase());
    const terms = splitLabel(label);
    const labelWords = terms.flatMap(splitWords);
    if (terms.length > 2 || labelWords.length > 7) report('is too long');
    if (labelWords.some((word, k) => labelWords.slice(0, k).some((previous) => isSameWord(word, previous))))
      report('repeats a word');
    if (parent !== undefined) {
      const parentWords = splitLabel(topics.find((topic) => topic.id === parent)!.label).flatMap(splitWords);
      if (labelWords.some((word) => parentWords.some((other) => isSameWord(word, other))))
        report("repeats a word of its parent's label");
    }
    for (const form of terms) {
      const words = splitWords(form);
      if (isFunctionWord(words[0]!) || isFunctionWord(words.at(-1)!))
        report(`"${form}" starts or ends with a stop word`);
      const matchingTerms = termsByForm.get(form.toLowerCase()) ?? [];
      if (matchingTerms.length === 0) report(`"${form}" is not the surface form of a term`);
      else if (Math.max(...matchingTerms.map((term) => countPapers(term, id))) < Math.min(2, size))
        report(`"${form}" occurs in fewer than two of its papers`);
    }
  }
  return violations;

  function countPapers(term: number, topic: number): number {
    const groupOf = topics.find(({ id }) => id === topic)!.parent === undefined ? topicOf : subtopicOf;
    let papers = 0;
    groupOf.forEach((group, i) => {
      if (group === topic && rows.ids.subarray(rows.starts[i], rows.starts[i + 1]).includes(term)) papers++;
    });
    return papers;
  }
}
