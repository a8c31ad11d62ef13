import { readdirSync, readFileSync } from 'node:fs';
import type { Paper } from '../src/model/paper.ts';
import { createRandom } from '../src/util/random.ts';

/** Sentences by language and subject, with alternatives in braces: "the {insulin|metformin} dose". */
const templates = new Map<string, string[]>();
const directory = new URL('./fixtures/languages/', import.meta.url);
for (const name of readdirSync(directory).sort()) {
  let section: string[] = [];
  for (const line of readFileSync(new URL(name, directory), 'utf8').split('\n')) {
    if (line.startsWith('## ')) {
      section = [];
      templates.set(line.slice(3), section);
    } else if (line !== '') section.push(line);
  }
}

/** The subjects of the papers in each language. */
export const SUBJECTS = ['medicine', 'astronomy', 'soil'];

/** The languages with sentences. */
export const FIXTURE_LANGUAGES = [...new Set([...templates.keys()].map((section) => section.slice(0, 2)))];

/** A paper about a subject. */
export type SubjectPaper = Paper & { subject: string; language: string };

/**
 * Returns papers in a language, `count` about each of {@link SUBJECTS}: the abstract consists of three sentences about the subject and
 * one that could be about any.
 */
export function papersIn(code: string, count = 12): SubjectPaper[] {
  const random = createRandom(1);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const write = (template: string) =>
    template.replace(/\{([^}]*)\}/g, (_, options: string) => pick(options.split('|')));
  const separator = code === 'zh' || code === 'ja' ? '' : ' ';
  return SUBJECTS.flatMap((subject) =>
    Array.from({ length: count }, (_, i) => {
      const sentences = [...templates.get(`${code} ${subject}`)!];
      while (sentences.length > 3) sentences.splice(Math.floor(random() * sentences.length), 1);
      sentences.push(pick(templates.get(`${code} general`)!));
      const written = sentences.map(write);
      return {
        id: `${code}-${subject}-${i}`,
        title: `No. ${i}`,
        abstract: written.join(separator),
        sources: [],
        subject,
        language: code,
      };
    }),
  );
}
