import type { Concept, Concepts, Introduction, Passage } from '../../model/concepts.ts';
import type { Paper } from '../../model/paper.ts';
import { isPauseDue, mapItems, pause } from '../../util/pause.ts';
import type { NameCandidate, PhraseDefinition, PhrasePassage } from '../blocks/concept-block.ts';
import { isNameLike } from '../candidates/word-forms.ts';
import { TITLE } from '../candidates/words.ts';
import { type BlockStatistics, type ConceptCounts, createConceptCounts } from './count-mentions.ts';
import type { VariantGroups } from './group-variants.ts';
import { classifyConcept } from './kinds.ts';

/** The results of the rules for names and abbreviations, with phrases and papers of the collection. */
export interface NameEvidence {
  candidates: readonly NameCandidate[];
  definitions: readonly PhraseDefinition[];
}

/** What was counted in all papers. */
export interface ConceptStatistics {
  counts: ConceptCounts;
  /**
   * Number of mentions with each surface form of each concept. Most concepts have a single one, which is stored instead; undefined if
   * there is none.
   */
  surfaceForms: (Map<string, number> | string | undefined)[];
}

/**
 * Determines the name, kind, variants and year of each concept, and which names papers introduce.
 * @throws the reason of the signal if it is aborted
 */
export async function describeConcepts(
  papers: readonly Paper[],
  groups: VariantGroups,
  statistics: ConceptStatistics,
  evidence: NameEvidence,
  signal?: AbortSignal,
): Promise<Pick<Concepts, 'concepts' | 'introductions' | 'definitions'>> {
  const textOf = (paper: number, { field, from, to }: PhrasePassage) => fieldOf(papers[paper]!, field).slice(from, to);
  const shortForms = new Map<number, Set<string>>();
  const definitions = await mapItems(evidence.definitions, signal, ({ paper, short, long }) => {
    const concept = groups.conceptOf[long.phrase] ?? -1;
    if (concept < 0) return [];
    const shortForm = textOf(paper, short);
    const shortConcept = groups.localConcepts.get(paper)?.get(short.phrase) ?? groups.conceptOf[short.phrase];
    if (shortConcept === concept)
      shortForms.set(concept, (shortForms.get(concept) ?? new Set<string>()).add(shortForm));
    return [{ ...toPassage(paper, short), concept, short: shortForm, long: textOf(paper, long) }];
  });
  const confirm = createIntroductionTest(papers, groups, statistics.counts);
  const introductions = (await mapItems(evidence.candidates, signal, confirm)).flat();
  const introduced = new Set(introductions.map(({ concept }) => concept));
  const noForms: ReadonlySet<string> = new Set();
  const concepts = await mapItems(groups.ids, signal, (id, index) =>
    describeConcept(id, index, statistics, shortForms.get(index) ?? noForms, introduced.has(index)),
  );
  return { concepts, introductions, definitions: definitions.flat() };
}

const toPassage = (paper: number, { field, from, to }: PhrasePassage): Passage => ({
  paper,
  field: field === TITLE ? 'title' : 'abstract',
  from,
  to,
});

const fieldOf = (paper: Paper, field: number) => (field === TITLE ? paper.title : paper.abstract);

/**
 * Adds what was counted in blocks of papers.
 * @param firstPapers The first paper of each block.
 * @param length Number of concepts.
 * @throws the reason of the signal if it is aborted
 */
export async function addStatistics(
  papers: readonly Paper[],
  blocks: readonly BlockStatistics[],
  firstPapers: readonly number[],
  length: number,
  signal?: AbortSignal,
): Promise<ConceptStatistics> {
  const counts = createConceptCounts(length);
  const surfaceForms = new Array<Map<string, number> | string | undefined>(length).fill(undefined);
  /** Number of mentions of each concept with a single surface form. */
  const singleCounts = new Uint32Array(length);
  const add = (concept: number, surfaceForm: string, count: number) => {
    const forms = surfaceForms[concept];
    if (forms instanceof Map) forms.set(surfaceForm, (forms.get(surfaceForm) ?? 0) + count);
    else if (forms === undefined || forms === surfaceForm) {
      surfaceForms[concept] = surfaceForm;
      singleCounts[concept]! += count;
    } else
      surfaceForms[concept] = new Map([
        [forms, singleCounts[concept]!],
        [surfaceForm, count],
      ]);
  };
  for (const [b, block] of blocks.entries()) {
    for (const [k, concept] of block.concepts.entries()) {
      if (isPauseDue()) await pause(signal);
      counts.first[concept] = Math.min(counts.first[concept]!, block.counts.first[k]!);
      for (const name of SUMMED) counts[name][concept]! += block.counts[name][k]!;
    }
    const { concepts, counts: formCounts, papers: formPapers, fields, from, to } = block.surfaceForms;
    for (let k = 0; k < concepts.length; k++) {
      if (k % 1024 === 0 && isPauseDue()) await pause(signal);
      const paper = papers[firstPapers[b]! + formPapers[k]!]!;
      add(concepts[k]!, fieldOf(paper, fields[k]!).slice(from[k], to[k]), formCounts[k]!);
    }
  }
  return { counts, surfaceForms };
}

/** The counts that are added. */
const SUMMED = [
  'documents',
  'dated',
  'mentions',
  'insideSentence',
  'capitalized',
  'nearData',
  'beforeSoftware',
] as const;

const sortByCount = (counts: ReadonlyMap<string, number>) =>
  counts.size === 1
    ? [...counts.keys()]
    : [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text);

/**
 * Returns the surface forms of a concept, the most frequent first, and those of them that differ in more than case. Titles are often
 * capitalized, so these are first counted without regard to case; among those that differ only in case, the most frequent one is used.
 */
function sortForms(forms: ConceptStatistics['surfaceForms'][number]) {
  if (forms === undefined || typeof forms === 'string') {
    const single = forms === undefined ? [] : [forms];
    return { surfaceForms: single, variants: single };
  }
  const surfaceForms = sortByCount(forms);
  const caseFolded = new Map<string, number>();
  const firstForms = new Map<string, string>();
  for (const surfaceForm of surfaceForms) {
    const key = surfaceForm.toLowerCase();
    caseFolded.set(key, (caseFolded.get(key) ?? 0) + forms.get(surfaceForm)!);
    if (!firstForms.has(key)) firstForms.set(key, surfaceForm);
  }
  return { surfaceForms, variants: sortByCount(caseFolded).map((key) => firstForms.get(key)!) };
}

/** Share of the mentions within sentences above which a concept counts as capitalized. */
const CAPITALIZED_SHARE = 0.8;

function describeConcept(
  id: string,
  index: number,
  { counts, surfaceForms: formsOf }: ConceptStatistics,
  shortForms: ReadonlySet<string>,
  isIntroduced: boolean,
): Concept {
  const documents = counts.documents[index]!;
  const mentions = Math.max(1, counts.mentions[index]!);
  const insideSentence = counts.insideSentence[index]!;
  const { surfaceForms, variants } = sortForms(formsOf[index]);
  const abbreviations = shortForms.size > 0 ? surfaceForms.filter((form) => shortForms.has(form)) : [];
  const isAbbreviation = new Set(abbreviations.map((abbreviation) => abbreviation.toLowerCase()));
  const longForm = variants.find((variant) => !isAbbreviation.has(variant.toLowerCase()));
  // Systems are known by the short name that their authors chose, methods by their long form.
  const name = (isIntroduced ? variants[0] : (longForm ?? variants[0])) ?? id;
  return {
    id,
    name,
    kind: classifyConcept({
      isIntroduced,
      isNameLike: !/\s|-\p{Ll}/u.test(name) && name.split('-').some(isNameLike),
      isMixedCase: /[\p{Ll}\p{N}]/u.test(name.replace(/s$/, '')),
      isCapitalized: insideSentence > 0 && counts.capitalized[index]! > CAPITALIZED_SHARE * insideSentence,
      hasAbbreviation: abbreviations.length > 0,
      names: variants.map((variant) => variant.toLowerCase()),
      stems: id.split('-'),
      nearDataShare: counts.nearData[index]! / mentions,
      beforeSoftwareShare: counts.beforeSoftware[index]! / mentions,
    }),
    variants,
    abbreviations,
    documents,
    ...(2 * counts.dated[index]! > documents && { first: counts.first[index]! }),
  };
}

/** Number of papers, the introducing one included, that may mention a name for its introduction to count without years. */
const MAX_UNDATED_PAPERS = 3;

/**
 * Returns a function that confirms the introductions that other papers do not contradict. A coined word at the start of a title ("SpikeGPT") needs
 * no further evidence. Other words there ("Human-computer interaction: ...") must not be mentioned by earlier papers, or
 * by few papers at all. The phrases "we present X" and "(X)" may refer to existing work, so no earlier paper may mention
 * the name; if years are unknown, few papers may.
 */
function createIntroductionTest(
  papers: readonly Paper[],
  groups: VariantGroups,
  counts: ConceptCounts,
): (candidate: NameCandidate) => Introduction[] {
  const seen = new Set<string>();
  return (candidate) => {
    const concept = groups.conceptOf[candidate.phrase]!;
    if (concept < 0) return [];
    const [documents, first] = [counts.documents[concept]!, counts.first[concept]!];
    const year = papers[candidate.paper]!.year;
    const isDated = year !== undefined && first < Infinity;
    const isEarliest = isDated && year <= first && documents > 0;
    const isConfirmed =
      isEarliest ||
      (candidate.rule === 'title' && (!isDated || documents <= MAX_UNDATED_PAPERS || candidate.isCoined)) ||
      (candidate.rule === 'word' && documents === 1) ||
      (!isDated && documents <= MAX_UNDATED_PAPERS);
    const key = `${candidate.paper} ${concept}`;
    if (!isConfirmed || seen.has(key)) return [];
    seen.add(key);
    return [{ ...toPassage(candidate.paper, candidate), concept }];
  };
}
