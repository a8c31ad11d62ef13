import type { Paper } from '../../../model/paper.ts';
import { detectLanguage } from '../../../util/language/detect-language.ts';
import { forEachInSteps, type Steps } from '../../../util/pause.ts';

/** Minimum length of a further abstract, in UTF-16 code units. Shorter texts are comments, such as "12 pages, 3 figures". */
const MIN_LENGTH = 100;

/** The abstract of a paper and its abstracts in other languages. */
type Abstracts = Pick<Paper, 'abstract' | 'otherAbstracts'>;

/**
 * Returns the first of some abstracts, and of the others one for each further language: the first that is clearly in it.
 *
 * @param texts Normalized texts, the preferred ones first.
 * @param language The language of the paper as its source states it.
 */
export function separateLanguages(
  texts: readonly string[],
  language?: string,
): { abstract: string; otherAbstracts?: string[] } {
  const [abstract = '', ...others] = [...new Set(texts.filter(Boolean))];
  if (others.length === 0) return { abstract };
  const languages = new Set([detectLanguage(abstract, language).code]);
  const otherAbstracts = others.filter((text) => {
    const code = findClearLanguage(text);
    if (code === undefined || languages.has(code)) return false;
    languages.add(code);
    return true;
  });
  return otherAbstracts.length ? { abstract, otherAbstracts } : { abstract };
}

/** Joins the paragraphs of an abstract; a long one in another language than those before begins a further abstract. */
export function joinParagraphs(paragraphs: readonly string[]): string[] {
  // Most abstracts have one paragraph, whose language need not be known.
  if (paragraphs.length < 2) return [...paragraphs];
  const abstracts: string[][] = [];
  /** The language of the last abstract, once it is known. */
  let language: string | undefined;
  for (const paragraph of paragraphs) {
    const last = abstracts.at(-1);
    const code = findClearLanguage(paragraph);
    if (last && code !== undefined) language ??= findClearLanguage(last.join(' '));
    if (last && (code === undefined || language === undefined || code === language)) last.push(paragraph);
    else abstracts.push([paragraph]);
    language = code ?? language;
  }
  return abstracts.map((parts) => parts.join(' '));
}

/** Returns the language of a text that is long enough and clearly in it. */
function findClearLanguage(text: string): string | undefined {
  const { code, isCertain } = detectLanguage(text);
  return isCertain && text.length >= MIN_LENGTH ? code : undefined;
}

/**
 * Returns papers of which those with abstracts in several languages have the one in the language of most papers, so that they can be compared
 * with the others. The other abstracts are kept in `otherAbstracts`. The given papers are not modified.
 */
export function* preferMainLanguage(papers: readonly Paper[]): Steps<Paper[]> {
  const result = [...papers];
  if (!papers.some(hasOtherAbstracts)) return result;
  const mainLanguage = yield* findMainLanguage(papers);
  yield* forEachInSteps(papers, (paper, i) => {
    const { abstract, otherAbstracts, language } = paper;
    if (!otherAbstracts || detectLanguage(abstract, language).code === mainLanguage) return;
    const preferred = otherAbstracts.find((text) => detectLanguage(text).code === mainLanguage);
    if (preferred === undefined) return;
    const others = otherAbstracts.filter((text) => text !== preferred);
    result[i] = { ...paper, abstract: preferred, otherAbstracts: [abstract, ...others] };
  });
  return result;
}

const hasOtherAbstracts = ({ otherAbstracts }: Abstracts) => otherAbstracts !== undefined;

/** Returns the language in which most papers have an abstract; of equal ones that of more first abstracts, then the first in the alphabet. */
function* findMainLanguage(papers: readonly Paper[]): Steps<string | undefined> {
  const counts = new Map<string, { papers: number; first: number }>();
  const add = (code: string, first: number) => {
    const count = counts.get(code) ?? { papers: 0, first: 0 };
    counts.set(code, { papers: count.papers + 1, first: count.first + first });
  };
  yield* forEachInSteps(papers, ({ abstract, otherAbstracts = [], language }) => {
    if (abstract) add(detectLanguage(abstract, language).code, 1);
    for (const text of otherAbstracts) add(detectLanguage(text).code, 0);
  });
  const sorted = [...counts].sort(([a, m], [b, n]) => n.papers - m.papers || n.first - m.first || (a < b ? -1 : 1));
  return sorted[0]?.[0];
}
