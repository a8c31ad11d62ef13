import type { Paper } from '../../model/paper.ts';
import { detectLanguage } from '../../util/language/detect-language.ts';
import { ENGLISH, LANGUAGES, languageNumber } from '../../util/language/languages.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { loadLanguages } from './language-rules.ts';

/** The text of a paper, and its language as the source states it. */
type LanguageText = Pick<Paper, 'title' | 'abstract' | 'language'>;

/**
 * The languages of papers, which several stages need. The length of the text tells whether it has been replaced; the text itself would take
 * memory.
 */
const cache = new WeakMap<LanguageText, { length: number; code: string }>();

/** Returns the code of the language of an abstract, or of the title of a paper without abstract. */
export function languageOfPaper(paper: LanguageText): string {
  const text = paper.abstract || paper.title;
  const cached = cache.get(paper);
  if (cached?.length === text.length) return cached.code;
  const { code } = detectLanguage(text, paper.language);
  cache.set(paper, { length: text.length, code });
  return code;
}

/**
 * Returns the codes of the languages of a title and its abstract. The title of an English abstract counts as English, since
 * there is no more to decide by than a few words.
 */
export function languagesOfTexts(paper: LanguageText): [title: string, abstract: string] {
  const language = languageOfPaper(paper);
  if (language === ENGLISH) return [ENGLISH, ENGLISH];
  const title = detectLanguage(paper.title);
  return [title.isCertain ? title.code : language, language];
}

/**
 * Returns the numbers of the languages of each paper's title and abstract, alternately, and loads these languages.
 * @throws the reason of the signal if it is aborted
 */
export async function loadTextLanguages(papers: readonly Paper[], signal?: AbortSignal): Promise<Uint8Array> {
  const numbers = new Uint8Array(2 * papers.length);
  for (const [i, paper] of papers.entries()) {
    if (isPauseDue()) await pause(signal);
    if (paper.abstract === '') continue;
    const [title, abstract] = languagesOfTexts(paper);
    numbers[2 * i] = languageNumber(title);
    numbers[2 * i + 1] = languageNumber(abstract);
  }
  await loadLanguages(Array.from(new Set(numbers), (number) => LANGUAGES[number]!.code));
  return numbers;
}

/**
 * Returns the number of papers with an abstract in each language, most frequent first: `[['en', 120], ['es', 3]]`. The language is
 * detected from the abstract, or else taken from the field `language`.
 * @returns ISO 639-1 codes and numbers of papers.
 */
export function countLanguages(papers: readonly Paper[]): [code: string, papers: number][] {
  const counts = new Map<string, number>();
  for (const paper of papers) {
    if (paper.abstract === '') continue;
    const code = languageOfPaper(paper);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
