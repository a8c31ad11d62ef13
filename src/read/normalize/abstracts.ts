import type { Paper } from '../../model/paper.ts';
import { detectLanguage } from '../../util/language/detect-language.ts';

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
    const { code, isCertain } = detectLanguage(text);
    if (!isCertain || text.length < MIN_LENGTH || languages.has(code)) return false;
    languages.add(code);
    return true;
  });
  return otherAbstracts.length ? { abstract, otherAbstracts } : { abstract };
}

/** Joins the paragraphs of an abstract; a long one in another language than those before begins a further abstract. */
export function joinParagraphs([first, ...paragraphs]: readonly string[]): string[] {
  if (first === undefined) return [];
  const abstracts = [first];
  for (const paragraph of paragraphs) {
    const last = abstracts.at(-1)!;
    const { code, isCertain } = detectLanguage(paragraph);
    const areLong = Math.min(last.length, paragraph.length) >= MIN_LENGTH;
    if (isCertain && areLong && code !== detectLanguage(last).code) abstracts.push(paragraph);
    else abstracts[abstracts.length - 1] = `${last} ${paragraph}`;
  }
  return abstracts;
}

/**
 * Gives the papers that have abstracts in several languages the one in the language of most papers, in place, so that they can be compared
 * with the others. The others are kept in `otherAbstracts`.
 */
export function preferMainLanguage(papers: readonly Paper[]): void {
  if (!papers.some(hasOtherAbstracts)) return;
  const mainLanguage = findMainLanguage(papers);
  for (const paper of papers.filter(hasOtherAbstracts)) {
    const { abstract, otherAbstracts = [], language } = paper;
    if (detectLanguage(abstract, language).code === mainLanguage) continue;
    const preferred = otherAbstracts.find((text) => detectLanguage(text).code === mainLanguage);
    if (preferred === undefined) continue;
    paper.abstract = preferred;
    paper.otherAbstracts = [abstract, ...otherAbstracts.filter((text) => text !== preferred)];
  }
}

const hasOtherAbstracts = ({ otherAbstracts }: Abstracts) => otherAbstracts !== undefined;

/** Returns the language in which most papers have an abstract; of equal ones that of more first abstracts, then the first in the alphabet. */
function findMainLanguage(papers: readonly Paper[]): string | undefined {
  const counts = new Map<string, { papers: number; first: number }>();
  const add = (code: string, first: number) => {
    const count = counts.get(code) ?? { papers: 0, first: 0 };
    counts.set(code, { papers: count.papers + 1, first: count.first + first });
  };
  for (const { abstract, otherAbstracts = [], language } of papers) {
    if (abstract) add(detectLanguage(abstract, language).code, 1);
    for (const text of otherAbstracts) add(detectLanguage(text).code, 0);
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n.papers - m.papers || n.first - m.first || (a < b ? -1 : 1));
  return sorted[0]?.[0];
}
