import type { Paper } from '../../../src/model/paper.ts';
import { createReplacer, normalizeLabel, replaceNames } from '../../../src/networks/thesaurus.ts';
import { wordTermCount } from '../../../src/text/weighting/authors.ts';
import { forEachRange } from '../../../src/util/pause.ts';
import type { OpenMap } from '../open-map.ts';
import type { LabelCount, LabelKind, LabelList } from '../search/results.ts';

/** Number of papers that are counted without a pause. */
const RANGE_SIZE = 500;

/** Maximum number of labels of a list. */
const MAX_LABELS = 200;

/** The labels of maps, because they are listed with every letter that is typed. */
const counted = new WeakMap<OpenMap, Map<LabelKind, Promise<LabelCount[]>>>();

/** Lists the labels that contain a text, those of the most papers first. */
export async function listLabels(map: OpenMap, kind: LabelKind, text: string): Promise<LabelList> {
  const ofMap = counted.get(map) ?? new Map<LabelKind, Promise<LabelCount[]>>();
  counted.set(map, ofMap);
  const pending = ofMap.get(kind) ?? countLabels(map, kind);
  ofMap.set(kind, pending);
  const part = normalizeLabel(text);
  const found = (await pending).filter(({ label }) => normalizeLabel(label).includes(part));
  return { labels: found.slice(0, MAX_LABELS), total: found.length };
}

/** Returns the labels as they are written most often, and the number of papers with each. */
async function countLabels(map: OpenMap, kind: LabelKind): Promise<LabelCount[]> {
  if (kind === 'terms') return listTerms(map);
  const labelsOf = await readLabels(map, kind);
  const spellings = new Map<string, Map<string, number>>();
  await forEachRange(labelsOf.length, RANGE_SIZE, undefined, (start, end) => {
    for (const labels of labelsOf.slice(start, end))
      for (const [key, label] of new Map(labels.map((label) => [normalizeLabel(label), label]))) {
        if (!key) continue;
        const counts = spellings.get(key) ?? new Map<string, number>();
        spellings.set(key, counts.set(label, (counts.get(label) ?? 0) + 1));
      }
  });
  return sortLabels(
    [...spellings.values()].map((counts) => ({
      label: [...counts].reduce((best, other) => (other[1] > best[1] ? other : best))[0],
      papers: [...counts.values()].reduce((sum, count) => sum + count, 0),
    })),
  );
}

/** Terms of several words cannot be merged: a thesaurus replaces single words of texts. */
async function listTerms(map: OpenMap): Promise<LabelCount[]> {
  const vocabulary = await map.vocabulary();
  const forms = vocabulary.forms.slice(0, wordTermCount(vocabulary));
  const terms = forms.map((label, term) => ({ label, papers: vocabulary.documents[term]! }));
  return sortLabels(terms.filter(({ label }) => !/\s/.test(label)));
}

/** Returns the labels of each paper, as the papers have them. */
async function readLabels(map: OpenMap, kind: Exclude<LabelKind, 'terms'>): Promise<readonly (readonly string[])[]> {
  const network = await map.network();
  if (kind === 'authors' && (!network || network.nodes === 'papers')) return (await map.metadata()).authors;
  const { papers: nodes, sourcePapers: papers = nodes } = await map.readAll();
  const read: Record<typeof kind, (paper: Paper) => readonly string[] | undefined> = {
    authors: ({ authors }) => authors,
    keywords: ({ keywords }) => keywords,
    organizations: ({ organization }) => (organization ? [organization] : []),
  };
  return papers.map((paper) => read[kind](paper) ?? []);
}

const sortLabels = (labels: LabelCount[]) =>
  labels.sort((a, b) => b.papers - a.papers || (a.label < b.label ? -1 : Number(a.label > b.label)));

/** Returns a function that replaces names as the thesaurus of a map says. */
export function replacerOf({ thesaurus }: Record<string, unknown>): (name: string) => string {
  // Options of a map file were checked when it was built, but a file can contain anything.
  const isEntry = (entry: unknown): entry is [string, string] =>
    Array.isArray(entry) && entry.length === 2 && entry.every((label) => typeof label === 'string');
  return createReplacer(Array.isArray(thesaurus) ? thesaurus.filter(isEntry) : []);
}

/** Returns the authors of papers after replacement by the thesaurus of a map. */
export function replaceAuthors(authors: string[][], options: Record<string, unknown>): string[][] {
  if (!options.thesaurus) return authors;
  const replace = replacerOf(options);
  return authors.map((names) => replaceNames(names, replace));
}
