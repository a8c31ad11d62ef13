import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import { exp } from '../../util/portable-math.ts';
import { logTitleShare } from '../candidates/noun-phrases.ts';
import type { PhraseTable } from '../candidates/phrase-table.ts';
import { endsWithoutContent, isConceptName, isGenericName } from './name-quality.ts';

/**
 * Share of a phrase's papers in which it must be among the top phrases. Phrases that most papers mention in passing
 * ("users", "data", "approach") stay below it. This is the keyphraseness of Mihalcea and Csomai ("Wikify!", 2007), with
 * the ranking in place of annotations by authors.
 */
const MIN_TOP_SHARE = 0.2;

/** Number of papers up to which a phrase that one of them introduces as a name is accepted as a name. */
const MAX_PAPERS_OF_NAME = 3;

/** Multi-word phrases in at least this many papers become concepts if titles and breaks confirm that they are names. */
const MIN_PAPERS_OF_TERM = 3;
/** Minimum share of such a phrase's papers that have it in the title, smoothed; "experimental results" has 0.001. */
const MIN_TITLE_SHARE = 0.02;
/** The same for phrases of generic words: "object detection", but not "classification accuracy". */
const MIN_TITLE_SHARE_OF_GENERIC_NAME = 0.11;
/** The same for generic words, which must also be in a number of papers: "classification" where it is a subject, but not "performance". */
const MIN_TITLE_SHARE_OF_GENERIC_WORD = 0.2;
const MIN_PAPERS_OF_GENERIC_WORD = 30;
/** Minimum share of its occurrences that are not parts of longer phrases; fragments such as "spiking neural" stay below it. */
const MIN_STANDALONE_SHARE = 0.1;
/** Single words in at least this many papers must occur in the title of at least this share of them. */
const MIN_PAPERS_OF_WORD = 3;
const MIN_TITLE_SHARE_OF_WORD = 0.08;

/** How the phrases of a collection rank in their papers. */
export interface PhraseRanks {
  /** Number of papers in which each phrase is among the top phrases. */
  topCounts: Uint32Array;
  /** 1 for each phrase that is spelled like a name in some paper. */
  isName: Uint8Array;
}

/**
 * Chooses the phrases that become concepts: those that are often enough among the top phrases of their papers, frequent
 * noun phrases that also titles contain, those spelled like names, and the names that papers introduce. Introduced names that
 * many papers use are left out, since "Design: ..." does not make "design" a name. Generic words and fragments are left out.
 * @param introducedNames Phrases that papers introduce as names.
 * @throws the reason of the signal if it is aborted
 */
export async function choosePhrases(
  phrases: PhraseTable,
  phrasesPerPaper: number,
  { topCounts, isName: isSpelledLikeName }: PhraseRanks,
  introducedNames: readonly number[],
  signal?: AbortSignal,
): Promise<Set<number>> {
  const { documents, size } = phrases;
  const chosen = new Set(introducedNames.filter((phrase) => documents[phrase]! <= MAX_PAPERS_OF_NAME));
  const isChosen = (phrase: number) =>
    (topCounts[phrase]! > 0 && topCounts[phrase]! >= MIN_TOP_SHARE * documents[phrase]!) ||
    (phrasesPerPaper > 0 && isTerm(phrases, phrase));
  const terms: number[] = [];
  await forEachRange(size, PHRASES_PER_RANGE, signal, (start, end) => {
    for (let phrase = start; phrase < end; phrase++) {
      if (isSpelledLikeName[phrase]) chosen.add(phrase);
      else if (isChosen(phrase) && !chosen.has(phrase) && isWhole(phrases, phrase) && isName(phrases, phrase))
        terms.push(phrase);
    }
  });
  for (const phrase of terms) {
    if (isPauseDue()) await pause(signal);
    chosen.add(phrase);
  }
  const repetitions: number[] = [];
  for (const phrase of terms) {
    if (isPauseDue()) await pause(signal);
    if (endsWithoutContent(phrases.stemsOf(phrase)) && chosen.has(phrases.parentOf(phrase))) repetitions.push(phrase);
  }
  if (isPauseDue()) await pause(signal);
  for (const phrase of repetitions) chosen.delete(phrase);
  return chosen;
}

/** Number of phrases that are checked between two checks whether a pause is due. */
const PHRASES_PER_RANGE = 1 << 14;

const isSingleWord = (phrases: PhraseTable, phrase: number) => phrase < phrases.stems.length;

function isName(phrases: PhraseTable, phrase: number): boolean {
  const stems = phrases.stemsOf(phrase);
  if (isGenericName(stems) && !isInTitles(phrases, phrase)) return false;
  return isConceptName(stems) || (isSingleWord(phrases, phrase) && isGenericName(stems));
}

/** Tests whether a generic word or phrase is a subject of papers. */
function isInTitles(phrases: PhraseTable, phrase: number): boolean {
  const share = titleShareOf(phrases, phrase);
  if (!isSingleWord(phrases, phrase)) return share >= MIN_TITLE_SHARE_OF_GENERIC_NAME;
  return share >= MIN_TITLE_SHARE_OF_GENERIC_WORD && phrases.documents[phrase]! >= MIN_PAPERS_OF_GENERIC_WORD;
}

const titleShareOf = ({ titles, documents }: PhraseTable, phrase: number) =>
  exp(logTitleShare(titles[phrase]!, documents[phrase]!));

/** Tests for a frequent phrase that is a term of the field: titles contain it, and it stands alone. */
function isTerm(phrases: PhraseTable, phrase: number): boolean {
  const papers = phrases.documents[phrase]!;
  if (papers < MIN_PAPERS_OF_TERM || isSingleWord(phrases, phrase)) return false;
  return (
    phrases.standalone[phrase]! >= MIN_STANDALONE_SHARE * phrases.occurrences[phrase]! &&
    titleShareOf(phrases, phrase) >= MIN_TITLE_SHARE
  );
}

/** Tests that a phrase does not occur only once, as a part of another, and is no word that titles hardly use. */
function isWhole(phrases: PhraseTable, phrase: number): boolean {
  const papers = phrases.documents[phrase]!;
  const titles = phrases.titles[phrase]!;
  if (isSingleWord(phrases, phrase)) return papers < MIN_PAPERS_OF_WORD || titles >= MIN_TITLE_SHARE_OF_WORD * papers;
  const standalone = phrases.standalone[phrase]!;
  return standalone > 0 || phrases.occurrences[phrase]! > 1;
}
