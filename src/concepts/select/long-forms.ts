import type { PhraseTable } from '../candidates/phrase-table.ts';
import { isLongFormName } from './name-quality.ts';

/** Share of the definitions of an abbreviation that must agree on a long form. */
const MIN_AGREEMENT = 0.6;

/**
 * Share of the papers using an abbreviation that must define it so: a few papers that define TREC as "tamper resistant
 * embedded controller" do not decide what the other papers mean.
 */
const MIN_DEFINING_SHARE = 0.1;

/** The long forms of abbreviations, by phrase ids. */
export interface LongForms {
  /** The long form that an abbreviation has in the whole collection. */
  longFormOf: Map<number, number>;
  /** By paper, the long forms that the paper gives to abbreviations and that are not those of the collection. */
  local: Map<number, Map<number, number>>;
  /**
   * Abbreviations with several long forms, none of which prevails ("EM" is electron microscopy or expectation maximization), and those of
   * generic words ("SOTA"). They are no concepts by themselves.
   */
  ambiguous: Set<number>;
}

/** A definition of an abbreviation, as phrases. */
export interface DefinedPhrases {
  paper: number;
  short: number;
  long: number;
  /** Number of words of the long form. */
  longWords: number;
}

/** Finds the long forms of abbreviations: in the whole collection where enough papers agree, otherwise in single papers. */
export function findLongForms(definitions: readonly DefinedPhrases[], phrases: PhraseTable): LongForms {
  const papersByForms = new Map<number, Map<number, Set<number>>>();
  for (const { paper, short, long, longWords } of definitions) {
    // A shortened single word, as in "feedback (FB)", is not a name.
    if (longWords < 2) continue;
    const papersByLong = papersByForms.get(short) ?? new Map<number, Set<number>>();
    papersByForms.set(short, papersByLong);
    papersByLong.set(long, (papersByLong.get(long) ?? new Set()).add(paper));
  }
  const longFormOf = new Map<number, number>();
  for (const [short, papersByLong] of papersByForms) {
    const total = [...papersByLong.values()].reduce((sum, papers) => sum + papers.size, 0);
    const minPapers = Math.max(MIN_AGREEMENT * total, MIN_DEFINING_SHARE * phrases.documents[short]!);
    for (const [long, papers] of papersByLong)
      if (papers.size >= minPapers && long !== short) longFormOf.set(short, long);
  }
  // A long form that abbreviates another name would form a chain, so such abbreviations stay separate.
  for (const [short, long] of longFormOf) if (longFormOf.has(long)) longFormOf.delete(short);
  const local = new Map<number, Map<number, number>>();
  const ambiguous = new Set<number>();
  for (const [short, long] of longFormOf) {
    if (isLongFormName(phrases.stemsOf(long))) continue;
    longFormOf.delete(short);
    ambiguous.add(short).add(long);
  }
  for (const [short, papersByLong] of papersByForms) {
    const common = longFormOf.get(short);
    if (common === undefined && papersByLong.size > 1) ambiguous.add(short);
    if (common === undefined && !ambiguous.has(short)) continue;
    const commonStems = new Set(common === undefined ? [] : phrases.stemsOf(common));
    for (const [long, papers] of papersByLong) {
      const stems = phrases.stemsOf(long);
      // "functional MRI" and "functional magnetic resonance imaging" are one meaning.
      const isSameMeaning = stems.some((stem) => commonStems.has(stem));
      if (long === short || longFormOf.has(long) || isSameMeaning || !isLongFormName(stems)) continue;
      for (const paper of papers) local.set(paper, (local.get(paper) ?? new Map<number, number>()).set(short, long));
    }
  }
  return { longFormOf, local, ambiguous };
}
