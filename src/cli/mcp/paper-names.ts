import { InputError } from '../../model/errors.ts';
import type { Paper } from '../../model/paper.ts';
import { parseDoi } from '../../read/normalize/doi.ts';
import { parseArxivId, parsePmcid, parsePmid, titleKey } from '../../read/normalize/identifiers.ts';
import { shorten } from '../terminal/escape.ts';

/** The papers of a map by everything that names them. */
export interface PaperNames {
  /** Adds the identifiers and citation keys of papers; the first one has the index `start`. */
  add(start: number, papers: readonly Paper[]): void;
  /** Returns the index of the paper with an id, another identifier, a citation key, or a title; undefined if there is none. */
  find(name: string): number | undefined;
  /** Like `find`, but throws {@link InputError} if there is none. */
  get(name: string): number;
}

/** Several papers have this title. */
const AMBIGUOUS = -1;

/** Creates the index of the ids and titles of papers. */
export function createPaperNames(ids: readonly string[], titles: readonly string[]): PaperNames {
  const byName = new Map<string, number>();
  const byTitle = new Map<string, number>();
  const addName = (name: string | undefined, paper: number) => {
    const key = name?.toLowerCase();
    if (key !== undefined && !byName.has(key)) byName.set(key, paper);
  };
  ids.forEach(addName);
  titles.forEach((title, paper) => {
    const key = titleKey(title);
    byTitle.set(key, byTitle.has(key) ? AMBIGUOUS : paper);
  });
  const find = (name: string): number | undefined => {
    const text = name.trim();
    const [arxiv, pmid, pmcid] = [parseArxivId(text), parsePmid(text), parsePmcid(text)];
    const names = [text, parseDoi(text), arxiv && `arXiv:${arxiv}`, pmid && `pmid:${pmid}`, pmcid && `pmcid:${pmcid}`];
    const found = names.map((known) => byName.get(known?.toLowerCase() ?? '')).find((paper) => paper !== undefined);
    return found ?? byTitle.get(titleKey(text));
  };
  const findOne = (name: string): number | undefined => {
    const found = find(name);
    return found === AMBIGUOUS ? undefined : found;
  };
  return {
    add(start, papers) {
      papers.forEach(({ doi, arxiv, pmid, pmcid, key }, i) => {
        const names = [doi, arxiv && `arXiv:${arxiv}`, pmid && `pmid:${pmid}`, pmcid && `pmcid:${pmcid}`, key];
        for (const name of names) addName(name, start + i);
      });
    },
    find: findOne,
    get(name) {
      const paper = find(name);
      if (paper === AMBIGUOUS)
        throw new InputError(
          `several papers have the title "${shorten(name)}": use search_papers to find the id of one`,
        );
      if (paper !== undefined) return paper;
      throw new InputError(`this map has no paper "${shorten(name)}": use search_papers to find its id`);
    },
  };
}
