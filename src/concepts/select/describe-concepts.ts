import type { Concept, Concepts, Introduction, Passage } from '../../model/concepts.ts';
import type { Paper } from '../../model/paper.ts';
import { forEachRange, isPauseDue, mapItems, pause } from '../../util/pause.ts';
import type { IntroducedName } from '../candidates/introduced-names.ts';
import { CAPITALIZED, isNameLike, JOINED, NAME_LIKE } from '../candidates/word-forms.ts';
import { BREAK, type Definition, SENTENCE_START, TITLE, type WordSpan, type Words } from '../candidates/words.ts';
import type { Mentions, NameSpan } from './collect-mentions.ts';
import type { VariantGroups } from './group-variants.ts';
import { classifyConcept, DATA_WORDS, SOFTWARE_WORDS } from './kinds.ts';
import { SurfaceFormCounter } from './surface-forms.ts';

/** A name that a paper may introduce. */
export type IntroductionCandidate = IntroducedName & NameSpan;

/** The results of the rules for names and abbreviations. */
export interface NameEvidence {
  candidates: readonly IntroductionCandidate[];
  definitions: readonly Definition[];
  /** Returns the id of the phrase in a span. */
  idOf: (span: WordSpan) => number;
}

/** Counts over all mentions of a concept. */
interface ConceptStatistics {
  documents: number;
  /** Earliest year; Infinity if none is known. */
  first: number;
  mentions: number;
  /** Mentions in abstracts that do not start a sentence. */
  insideSentence: number;
  /** Those of them that start with a capital letter. */
  capitalized: number;
  /** Papers with a year. */
  dated: number;
  /** Mentions near a word such as "dataset", and followed by a word such as "library". */
  nearData: number;
  beforeSoftware: number;
  /** Count of each surface form. */
  surfaceForms: Map<string, number>;
}

/**
 * Determines the name, kind, variants and year of each concept, and converts word ranges to character ranges.
 * @throws the reason of the signal if it is aborted
 */
export async function describeConcepts(
  papers: readonly Paper[],
  words: Words,
  groups: VariantGroups,
  mentions: Mentions,
  evidence: NameEvidence,
  signal?: AbortSignal,
): Promise<Concepts> {
  const statistics = await countMentions(papers, words, groups, mentions, signal);
  const toPassage = (paper: number, span: WordSpan): Passage => ({
    paper,
    field: span.field === TITLE ? 'title' : 'abstract',
    from: words.startOffsets[span.start]!,
    to: words.endOffsets[span.end - 1]!,
  });
  const textOf = (paper: number, span: WordSpan) =>
    fieldOf(papers[paper]!, span.field).slice(words.startOffsets[span.start], words.endOffsets[span.end - 1]);
  const shortForms = groups.ids.map(() => new Set<string>());
  const definitions = await mapItems(evidence.definitions, signal, ({ paper, short, long }) => {
    const concept = groups.conceptOf[evidence.idOf(long)] ?? -1;
    if (concept < 0) return [];
    const shortForm = textOf(paper, short);
    const shortId = evidence.idOf(short);
    const shortConcept = groups.localConcepts.get(paper)?.get(shortId) ?? groups.conceptOf[shortId];
    if (shortConcept === concept) shortForms[concept]!.add(shortForm);
    return [{ ...toPassage(paper, short), concept, short: shortForm, long: textOf(paper, long) }];
  });
  const isCoined = (candidate: IntroductionCandidate) =>
    textOf(candidate.paper, candidate)
      .split(/[\s-]/)
      .some((word) => isNameLike(word) && /[\p{Ll}\p{N}]/u.test(word));
  const confirm = createIntroductionTest(papers, groups, statistics, isCoined, toPassage);
  const introductions = (await mapItems(evidence.candidates, signal, confirm)).flat();
  const introduced = new Set(introductions.map(({ concept }) => concept));
  const concepts = await mapItems(groups.ids, signal, (id, index) =>
    describeConcept(id, statistics[index]!, shortForms[index]!, introduced.has(index)),
  );
  const from = new Uint32Array(mentions.starts.length);
  const to = new Uint32Array(mentions.ends.length);
  await forEachRange(from.length, MENTIONS_PER_RANGE, signal, (start, end) => {
    for (let m = start; m < end; m++) {
      from[m] = words.startOffsets[mentions.starts[m]!]!;
      to[m] = words.endOffsets[mentions.ends[m]! - 1]!;
    }
  });
  return {
    concepts,
    rows: { starts: mentions.paperStarts, ids: mentions.concepts, values: mentions.values },
    mentions: {
      starts: mentions.mentionStarts,
      fields: mentions.fields,
      from,
      to,
    },
    introductions,
    definitions: definitions.flat(),
  };
}

/** Number of mentions that are processed between two checks whether a pause is due. */
const MENTIONS_PER_RANGE = 1 << 16;

const fieldOf = (paper: Paper, field: number) => (field === TITLE ? paper.title : paper.abstract);

async function countMentions(
  papers: readonly Paper[],
  words: Words,
  groups: VariantGroups,
  mentions: Mentions,
  signal: AbortSignal | undefined,
): Promise<ConceptStatistics[]> {
  const statistics = await mapItems(
    groups.ids,
    signal,
    (): ConceptStatistics => ({
      documents: 0,
      first: Infinity,
      mentions: 0,
      insideSentence: 0,
      capitalized: 0,
      dated: 0,
      nearData: 0,
      beforeSoftware: 0,
      surfaceForms: new Map(),
    }),
  );
  const { ids, flags, startOffsets, endOffsets } = words;
  const surfaceForms = new SurfaceFormCounter();
  const isSoftwareWord = Uint8Array.from(words.forms, (form) => (SOFTWARE_WORDS.has(form) ? 1 : 0));
  const isDataWord = Uint8Array.from(words.forms, (form) => (DATA_WORDS.has(form) ? 1 : 0));
  for (const [i, paper] of papers.entries()) {
    if (isPauseDue()) await pause(signal);
    for (let entry = mentions.paperStarts[i]!; entry < mentions.paperStarts[i + 1]!; entry++) {
      const concept = mentions.concepts[entry]!;
      const counts = statistics[concept]!;
      counts.documents++;
      if (paper.year !== undefined) {
        counts.dated++;
        counts.first = Math.min(counts.first, paper.year);
      }
      for (let m = mentions.mentionStarts[entry]!; m < mentions.mentionStarts[entry + 1]!; m++) {
        const field = mentions.fields[m]!;
        const start = mentions.starts[m]!;
        const end = mentions.ends[m]!;
        surfaceForms.add(concept, fieldOf(paper, field), startOffsets[start]!, endOffsets[end - 1]!, i, m);
        counts.mentions++;
        if (isNearDataWord(words, isDataWord, start, end)) counts.nearData++;
        if (end < ids.length && !(flags[end]! & BREAK) && isSoftwareWord[ids[end]!]) counts.beforeSoftware++;
        if (field === TITLE || flags[start]! & SENTENCE_START) continue;
        counts.insideSentence++;
        if (flags[start]! & CAPITALIZED) counts.capitalized++;
      }
    }
  }
  for (let k = 0; k < surfaceForms.size; k++) {
    if (k % 1024 === 0 && isPauseDue()) await pause(signal);
    const m = surfaceForms.mentions[k]!;
    const text = fieldOf(papers[surfaceForms.papers[k]!]!, mentions.fields[m]!);
    const surfaceForm = text.slice(startOffsets[mentions.starts[m]!], endOffsets[mentions.ends[m]! - 1]);
    statistics[surfaceForms.concepts[k]!]!.surfaceForms.set(surfaceForm, surfaceForms.counts[k]!);
  }
  return statistics;
}

/** Number of words after a name within which a word such as "datasets" belongs to it: "MNIST, CIFAR-10, and ImageNet datasets". */
const MAX_WORDS_TO_DATA = 4;

/** Tests whether a mention is followed by a data word, at once or after other names, within the sentence. */
function isNearDataWord({ ids, flags }: Words, isDataWord: Uint8Array, start: number, end: number): boolean {
  const limit = Math.min(ids.length, end + MAX_WORDS_TO_DATA);
  for (let k = end; k < limit && !(flags[k]! & SENTENCE_START); k++) {
    if (isDataWord[ids[k]!]) return k === end ? !(flags[k]! & BREAK) : true;
    if (!(flags[k]! & (NAME_LIKE | JOINED)) && k > end + 1) return false;
  }
  return start > 1 && isDataWord[ids[start - 1]!] === 1 && !(flags[start]! & SENTENCE_START);
}

const sortByCount = (counts: ReadonlyMap<string, number>) =>
  counts.size === 1
    ? [...counts.keys()]
    : [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text);

/** Share of the mentions within sentences above which a concept counts as capitalized. */
const CAPITALIZED_SHARE = 0.8;

function describeConcept(
  id: string,
  statistics: ConceptStatistics,
  shortForms: ReadonlySet<string>,
  isIntroduced: boolean,
): Concept {
  const { documents, dated, first, mentions, insideSentence, capitalized, nearData, beforeSoftware } = statistics;
  const surfaceForms = sortByCount(statistics.surfaceForms);
  const caseFolded = new Map<string, number>();
  for (const [surfaceForm, count] of statistics.surfaceForms) {
    const key = surfaceForm.toLowerCase();
    caseFolded.set(key, (caseFolded.get(key) ?? 0) + count);
  }
  const abbreviations = surfaceForms.filter((surfaceForm) => shortForms.has(surfaceForm));
  const isAbbreviation = new Set(abbreviations.map((abbreviation) => abbreviation.toLowerCase()));
  // Titles are often capitalized, so spellings are first counted without regard to case; among those that differ only in
  // case, the most frequent one is used.
  const variants = sortByCount(caseFolded).map((key) => surfaceForms.find((form) => form.toLowerCase() === key)!);
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
      isCapitalized: insideSentence > 0 && capitalized > CAPITALIZED_SHARE * insideSentence,
      hasAbbreviation: abbreviations.length > 0,
      names: variants.map((variant) => variant.toLowerCase()),
      stems: id.split('-'),
      nearDataShare: nearData / Math.max(1, mentions),
      beforeSoftwareShare: beforeSoftware / Math.max(1, mentions),
    }),
    variants,
    abbreviations,
    documents,
    ...(2 * dated > documents && { first }),
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
  statistics: readonly ConceptStatistics[],
  isCoined: (candidate: IntroductionCandidate) => boolean,
  toPassage: (paper: number, span: WordSpan) => Passage,
): (candidate: IntroductionCandidate) => Introduction[] {
  const seen = new Set<string>();
  return (candidate) => {
    const concept = groups.conceptOf[candidate.phrase]!;
    if (concept < 0) return [];
    const { documents, first } = statistics[concept]!;
    const year = papers[candidate.paper]!.year;
    const isDated = year !== undefined && first < Infinity;
    const isEarliest = isDated && year <= first && documents > 0;
    const isConfirmed =
      isEarliest ||
      (candidate.rule === 'title' && (!isDated || documents <= MAX_UNDATED_PAPERS || isCoined(candidate))) ||
      (candidate.rule === 'word' && documents === 1) ||
      (!isDated && documents <= MAX_UNDATED_PAPERS);
    const key = `${candidate.paper} ${concept}`;
    if (!isConfirmed || seen.has(key)) return [];
    seen.add(key);
    return [{ ...toPassage(candidate.paper, candidate), concept }];
  };
}
