import type { Concept, Concepts, Introduction, Passage } from '../../model/concepts.ts';
import type { Paper } from '../../model/paper.ts';
import type { Collected } from '../mentions/collect-mentions.ts';
import type { Claim } from '../mentions/names.ts';
import { CAPITAL, isShapedForm } from '../mentions/word-shapes.ts';
import { BREAK, type Definition, SENTENCE, type Span, type Words } from '../mentions/words.ts';
import { DATA_WORDS, kindOf } from './kinds.ts';
import { Surfaces } from './surface-forms.ts';
import type { Groups } from './variants.ts';

/** What the rules for names and abbreviations found. */
export interface NameEvidence {
  claims: readonly Claim[];
  definitions: readonly Definition[];
  /** The number of a span's phrase. */
  numbered: (span: Span) => number;
}

/** What is counted of a concept over all its mentions. */
interface Tally {
  documents: number;
  first: number;
  mentions: number;
  /** Mentions inside a sentence that start with a capital, and mentions inside a sentence. */
  capitals: number;
  inside: number;
  beforeData: number;
  /** How often each way of writing it was seen. */
  surfaces: Map<string, number>;
}

/** Names, kinds, variants and years for the concepts, and places as characters. */
export function describe(
  papers: readonly Paper[],
  words: Words,
  groups: Groups,
  collected: Collected,
  evidence: NameEvidence,
): Concepts {
  const tallies = tally(papers, words, groups, collected);
  const shortForms = groups.ids.map(() => new Set<string>());
  const passage = (paper: number, span: Span): Passage => ({
    paper,
    field: span.field === 0 ? 'title' : 'abstract',
    from: words.at[span.from]!,
    to: words.end[span.to - 1]!,
  });
  const written = (paper: number, span: Span) =>
    textOf(papers[paper]!, span.field).slice(words.at[span.from], words.end[span.to - 1]);
  const definitions = evidence.definitions.flatMap(({ paper, short, long }) => {
    const concept = groups.conceptOf[evidence.numbered(long)] ?? -1;
    if (concept < 0) return [];
    const name = written(paper, short);
    if (groups.conceptOf[evidence.numbered(short)] === concept) shortForms[concept]!.add(name);
    return [{ ...passage(paper, short), concept, short: name, long: written(paper, long) }];
  });
  const isCoined = (claim: Claim) =>
    written(claim.paper, claim)
      .split(/[\s-]/)
      .some((word) => isShapedForm(word) && /[\p{Ll}\p{N}]/u.test(word));
  const introductions = introductionsOf(papers, groups, tallies, evidence.claims, isCoined, passage);
  const introduced = new Set(introductions.map(({ concept }) => concept));
  const concepts = groups.ids.map((id, index) =>
    conceptOf(id, tallies[index]!, shortForms[index]!, introduced.has(index)),
  );
  return {
    concepts,
    rows: { starts: collected.starts, ids: collected.concepts, values: collected.values },
    mentions: {
      starts: collected.mentionStarts,
      fields: collected.fields,
      from: collected.from.map((k) => words.at[k]!),
      to: collected.to.map((k) => words.end[k - 1]!),
    },
    introductions,
    definitions,
  };
}

const textOf = (paper: Paper, field: number) => (field === 0 ? paper.title : paper.abstract);

function tally(papers: readonly Paper[], words: Words, groups: Groups, collected: Collected): Tally[] {
  const tallies = groups.ids.map(
    (): Tally => ({
      documents: 0,
      first: Infinity,
      mentions: 0,
      capitals: 0,
      inside: 0,
      beforeData: 0,
      surfaces: new Map(),
    }),
  );
  const surfaces = new Surfaces();
  const isData = Uint8Array.from(words.forms, (form) => (DATA_WORDS.has(form) ? 1 : 0));
  papers.forEach((paper, i) => {
    for (let entry = collected.starts[i]!; entry < collected.starts[i + 1]!; entry++) {
      const concept = collected.concepts[entry]!;
      const own = tallies[concept]!;
      own.documents++;
      if (paper.year !== undefined) own.first = Math.min(own.first, paper.year);
      for (let m = collected.mentionStarts[entry]!; m < collected.mentionStarts[entry + 1]!; m++) {
        const field = collected.fields[m]!;
        const from = collected.from[m]!;
        const to = collected.to[m]!;
        surfaces.add(concept, textOf(paper, field), words.at[from]!, words.end[to - 1]!, i, m);
        own.mentions++;
        if (to < words.ids.length && !(words.flags[to]! & BREAK) && isData[words.ids[to]!]) own.beforeData++;
        if (field === 0 || words.flags[from]! & SENTENCE) continue;
        own.inside++;
        if (words.flags[from]! & CAPITAL) own.capitals++;
      }
    }
  });
  for (let k = 0; k < surfaces.size; k++) {
    const m = surfaces.mentions[k]!;
    const text = textOf(papers[surfaces.papers[k]!]!, collected.fields[m]!);
    const surface = text.slice(words.at[collected.from[m]!], words.end[collected.to[m]! - 1]);
    tallies[surfaces.concepts[k]!]!.surfaces.set(surface, surfaces.counts[k]!);
  }
  return tallies;
}

const descending = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text);

function conceptOf(id: string, own: Tally, shortForms: ReadonlySet<string>, introduced: boolean): Concept {
  const surfaces = descending(own.surfaces);
  const folded = new Map<string, number>();
  for (const [surface, count] of own.surfaces) {
    const key = surface.toLowerCase();
    folded.set(key, (folded.get(key) ?? 0) + count);
  }
  const abbreviations = surfaces.filter((surface) => shortForms.has(surface));
  const isAbbreviation = new Set(abbreviations.map((short) => short.toLowerCase()));
  // Capitals of headlines say nothing: the commonest writing wins, and inside one writing the commonest capitals.
  const variants = descending(folded).map((key) => surfaces.find((surface) => surface.toLowerCase() === key)!);
  const long = variants.find((variant) => !isAbbreviation.has(variant.toLowerCase()));
  // Its authors call a system by its short name, everybody calls a method by its long one.
  const name = (introduced ? variants[0] : (long ?? variants[0])) ?? id;
  const lastWord = /[^\s-]+$/.exec(name.toLowerCase())?.[0] ?? '';
  const shaped = !/\s|-\p{Ll}/u.test(name) && name.split('-').some(isShapedForm);
  return {
    id,
    name,
    kind: kindOf({
      introduced,
      shaped,
      mixed: /[\p{Ll}\p{N}]/u.test(name.replace(/s$/, '')),
      capital: own.inside > 0 && own.capitals > 0.8 * own.inside,
      abbreviated: abbreviations.length > 0,
      lastWord,
      lastStem: id.split('-').at(-1)!,
      beforeData: own.beforeData / Math.max(1, own.mentions),
    }),
    variants,
    abbreviations,
    documents: own.documents,
    ...(own.first < Infinity && { first: own.first }),
  };
}

/** So many papers may mention a name, this one included, for a claim in brackets or in a sentence to hold without years. */
const FEW = 3;

/**
 * The claims that hold. A title that begins with a coined word ("SpikeGPT") is its own witness; with other words
 * ("Human-computer interaction: ...") no earlier paper may mention them, or hardly any other. "We present X" and "(X)" may
 * well speak of something known, so no earlier paper may mention it and, where years are not known, hardly any other.
 */
function introductionsOf(
  papers: readonly Paper[],
  groups: Groups,
  tallies: readonly Tally[],
  claims: readonly Claim[],
  isCoined: (claim: Claim) => boolean,
  passage: (paper: number, span: Span) => Passage,
): Introduction[] {
  const seen = new Set<string>();
  return claims.flatMap((claim) => {
    const concept = groups.conceptOf[claim.phrase]!;
    if (concept < 0) return [];
    const { documents, first } = tallies[concept]!;
    const year = papers[claim.paper]!.year;
    const dated = year !== undefined && first < Infinity;
    const isFirst = dated && year <= first && documents > 0;
    const holds =
      isFirst ||
      (claim.by === 'title' && (!dated || documents <= FEW || isCoined(claim))) ||
      (claim.by === 'word' && documents === 1) ||
      (!dated && documents <= FEW);
    const key = `${claim.paper} ${concept}`;
    if (!holds || seen.has(key)) return [];
    seen.add(key);
    return [{ ...passage(claim.paper, claim), concept }];
  });
}
