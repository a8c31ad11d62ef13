import type { Hooks } from '../../model/options.ts';
import { forEachRange, isPauseDue, mapItems, pause } from '../../util/pause.ts';
import { countForms, type FormStatistics } from '../candidates/form-statistics.ts';
import { findIntroducedNames, type IntroducedName } from '../candidates/introduced-names.ts';
import { findKnownNames } from '../candidates/known-names.ts';
import { findNumberedNames } from '../candidates/name-spans.ts';
import { countUsesBeforeBreak, findBreaks } from '../candidates/noun-phrases.ts';
import type { BlockPhrases } from '../candidates/phrase-table.ts';
import { extractPhrases, NAME, type PhraseOccurrences, type Phrases } from '../candidates/phrases.ts';
import { isNameLike } from '../candidates/word-forms.ts';
import { endOffsetOf, extractWords, type PaperText, TITLE, type WordSpan, type Words } from '../candidates/words.ts';
import type { PhraseRanks } from '../select/choose-phrases.ts';
import { collectMentions, type Mentions, type NameSpan } from '../select/collect-mentions.ts';
import { type BlockStatistics, countMentions } from '../select/count-mentions.ts';
import { type CollectionCounts, createRanker, scoreInCollection, topPhrases } from '../select/rank-phrases.ts';
import { RootNumbers } from './root-numbers.ts';

/** A span of text of a paper, and its phrase. */
export interface PhrasePassage {
  phrase: number;
  /** TITLE or ABSTRACT. */
  field: number;
  /** Start offset in UTF-16 code units. */
  from: number;
  /** End offset, exclusive. */
  to: number;
}

/** A name that a paper may introduce. */
export interface NameCandidate extends PhrasePassage {
  paper: number;
  rule: IntroducedName['rule'];
  /** Whether a word of it is spelled like a name and not only in capitals. */
  isCoined: boolean;
}

/** An abbreviation and its long form in the text of a paper. */
export interface PhraseDefinition {
  paper: number;
  short: PhrasePassage;
  long: PhrasePassage;
  /** Number of words of the long form. */
  longWords: number;
}

/** The phrases of a block of papers, and the names in it. Papers are numbered within the block. */
export interface BlockCandidates {
  phrases: BlockPhrases;
  /** Names that papers may introduce, and the phrases of names with a number. */
  candidates: NameCandidate[];
  numbered: number[];
  /** The phrases of names that are known. */
  known: number[];
  definitions: PhraseDefinition[];
}

/** The concepts of the phrases of a block of papers. */
export interface BlockConcepts {
  /** Number of concepts in the collection. */
  concepts: number;
  /** The concept of each phrase, or -1. */
  conceptOf: Int32Array;
  /** Abbreviations that mean something else in a paper than elsewhere: its number, their phrase, and the concept. */
  local: { paper: number; phrase: number; concept: number }[];
}

/** The mentions in a block of papers, as character ranges, and what was counted. */
export interface BlockMentions extends Omit<Mentions, 'starts' | 'ends'> {
  from: Uint32Array;
  to: Uint32Array;
  statistics: BlockStatistics;
}

/** What the rules for names found. */
interface NameSpans {
  introduced: (IntroducedName & { paper: number })[];
  numbered: PaperSpan[];
  known: PaperSpan[];
  /** Abbreviations and their long forms. */
  defined: PaperSpan[];
}

type PaperSpan = WordSpan & { paper: number };

/** Number of mentions that are processed between two checks whether a pause is due. */
const MENTIONS_PER_RANGE = 1 << 16;

/**
 * The part of the work on a block of papers, in steps that each need what all blocks together gave in the step before. An instance runs
 * in a worker or on the calling thread.
 */
export class ConceptBlock {
  readonly #signal: AbortSignal | undefined;
  readonly #papers: PaperText[] = [];
  #words!: Words;
  #formStems: readonly string[] = [];
  #breaks: Uint8Array | undefined;
  #roots: RootNumbers | undefined;
  #spans: NameSpans | undefined;
  #phrases!: PhraseOccurrences;
  /** Spans of the rules for names, each with its phrase. */
  #names: NameSpan[] = [];
  #titleShares!: Float64Array;
  #collectionScores!: Float64Array;

  constructor({ signal }: Hooks = {}) {
    this.#signal = signal;
  }

  /** Appends papers to the block. They come in parts, because sending all of them at once would block the calling thread. */
  addPapers(papers: readonly PaperText[]): void {
    this.#papers.push(...papers);
  }

  /** Splits the texts into words and counts their forms. */
  async readWords(): Promise<FormStatistics> {
    this.#words = await extractWords(this.#papers, this.#signal);
    const statistics = await countForms(this.#words, this.#signal);
    this.#formStems = statistics.stems;
    return statistics;
  }

  /**
   * Finds the words that end a phrase.
   * @param roles The role of each word form.
   * @returns the number of times that a break follows each form
   */
  async findBreaks(roles: Uint8Array): Promise<Uint32Array> {
    const breaks = await findBreaks(this.#words, roles, this.#signal);
    this.#breaks = breaks;
    return countUsesBeforeBreak(this.#words, breaks, this.#signal);
  }

  /**
   * Finds names.
   * @param stemOf The stem of each word form, as a number of the collection.
   * @param knownNames Names that are concepts wherever they occur.
   * @returns the stems of the names: the length of each, then its stems
   */
  async findNames(stemOf: Uint32Array, knownNames: readonly string[]): Promise<Uint32Array> {
    const [words, signal] = [this.#words, this.#signal];
    this.#roots = new RootNumbers(stemOf);
    const introduced = await mapItems(this.#papers, signal, (text, paper) =>
      findIntroducedNames(words, text, paper).map((name) => ({ ...name, paper })),
    );
    const numbered = await mapItems(this.#papers, signal, (_, paper) =>
      findNumberedNames(words, paper).map((span) => ({ ...span, paper })),
    );
    const known = await findKnownNames(words, this.#formStems, knownNames, signal);
    this.#formStems = [];
    const defined = words.definitions.flatMap(({ paper, short, long }) =>
      [short, long].map((span) => ({ ...span, paper })),
    );
    this.#spans = { introduced: introduced.flat(), numbered: numbered.flat(), known, defined };
    const sequences: number[] = [];
    await mapItems(Object.values(this.#spans).flat(), signal, ({ start, end }) => {
      sequences.push(end - start);
      for (let k = start; k < end; k++) sequences.push(stemOf[words.ids[k]!]!);
    });
    return Uint32Array.from(sequences);
  }

  /**
   * Finds phrases.
   * @param endings Whether a phrase can end in each word form.
   * @param names By block, the names that {@link findNames} found. They are phrases wherever they occur.
   */
  async findPhrases(endings: Uint8Array, names: readonly Uint32Array[]): Promise<BlockCandidates> {
    const [words, signal] = [this.#words, this.#signal];
    const { roots, rootOf } = this.#roots!;
    const { introduced, numbered, known, defined } = this.#spans!;
    if (isPauseDue()) await pause(signal);
    const rules = { stemOf: rootOf, stems: roots.length, breaks: this.#breaks!, endings };
    const phrases = await extractPhrases(words, rules, await this.#roots!.translate(names, signal), signal);
    // Only what the next steps need is kept: this is where most memory is used.
    [this.#breaks, this.#roots, this.#spans] = [undefined, undefined, undefined];
    this.#phrases = phrases.occurrences;
    const withPhrase = <Span extends WordSpan>(span: Span) => ({ ...span, phrase: phrases.idOf(span) });
    const candidates = await mapItems(introduced, signal, withPhrase);
    const numberedNames = await mapItems(numbered, signal, withPhrase);
    const knownSpans = await mapItems(known, signal, withPhrase);
    this.#names = [...candidates, ...numberedNames, ...knownSpans, ...(await mapItems(defined, signal, withPhrase))];
    const { trie, titleCounts, occurrenceCounts, standaloneCounts } = phrases;
    return {
      phrases: {
        roots,
        parents: trie.parents.slice(),
        lastStems: trie.lastWords.slice(),
        documents: new Uint32Array(trie.documents.subarray(0, trie.size)),
        titles: titleCounts,
        occurrences: occurrenceCounts,
        standalone: standaloneCounts,
      },
      candidates: await mapItems(candidates, signal, (name) => ({
        ...this.#toPassage(name, phrases),
        paper: name.paper,
        rule: name.rule,
        isCoined: this.#isCoined(name, phrases),
      })),
      numbered: numberedNames.map(({ phrase }) => phrase),
      known: knownSpans.map(({ phrase }) => phrase),
      definitions: words.definitions.map(({ paper, short, long }) => ({
        paper,
        short: this.#toPassage(short, phrases),
        long: this.#toPassage(long, phrases),
        longWords: long.end - long.start,
      })),
    };
  }

  /**
   * Ranks the phrases of each paper.
   * @param counts Counts in the whole collection.
   * @param phrasesPerPaper Number of top phrases per paper.
   */
  async rankPhrases(counts: CollectionCounts, phrasesPerPaper: number): Promise<PhraseRanks> {
    const { size } = this.#phrases;
    this.#titleShares = counts.titleShares;
    this.#collectionScores = await scoreInCollection(counts, this.#signal);
    const rank = createRanker(this.#phrases, this.#titleShares, this.#collectionScores);
    const topCounts = new Uint32Array(size);
    const isName = new Uint8Array(size);
    for (let paper = 0; paper < this.#papers.length; paper++) {
      if (isPauseDue()) await pause(this.#signal);
      const ranking = rank(paper);
      for (const phrase of topPhrases(ranking, phrasesPerPaper)) topCounts[phrase]!++;
      for (let k = 0; k < ranking.count; k++) if (ranking.flags[k]! & NAME) isName[ranking.phrases[k]!] = 1;
    }
    return { topCounts, isName };
  }

  /** Collects and counts the mentions of concepts. */
  async collectMentions({ concepts, conceptOf, local }: BlockConcepts): Promise<BlockMentions> {
    const localConcepts = new Map<number, Map<number, number>>();
    for (const { paper, phrase, concept } of local) {
      const concepts = localConcepts.get(paper) ?? new Map<number, number>();
      localConcepts.set(paper, concepts.set(phrase, concept));
    }
    const rank = createRanker(this.#phrases, this.#titleShares, this.#collectionScores, conceptOf);
    const { starts, ends, ...mentions } = await collectMentions(
      this.#phrases,
      { conceptOf, localConcepts, concepts },
      this.#names,
      rank,
      this.#signal,
    );
    const statistics = await countMentions(
      this.#papers,
      this.#words,
      { ...mentions, starts, ends },
      concepts,
      this.#signal,
    );
    const from = new Uint32Array(starts.length);
    const to = new Uint32Array(ends.length);
    await forEachRange(from.length, MENTIONS_PER_RANGE, this.#signal, (start, end) => {
      for (let m = start; m < end; m++) {
        from[m] = this.#words.startOffsets[starts[m]!]!;
        to[m] = endOffsetOf(this.#words, ends[m]! - 1);
      }
    });
    return { ...mentions, from, to, statistics };
  }

  #toPassage(span: WordSpan, { idOf }: Phrases): PhrasePassage {
    return {
      phrase: idOf(span),
      field: span.field,
      from: this.#words.startOffsets[span.start]!,
      to: endOffsetOf(this.#words, span.end - 1),
    };
  }

  #isCoined(name: NameSpan, phrases: Phrases): boolean {
    const { title, abstract } = this.#papers[name.paper]!;
    const { from, to } = this.#toPassage(name, phrases);
    return (name.field === TITLE ? title : abstract)
      .slice(from, to)
      .split(/[\s-]/)
      .some((word) => isNameLike(word) && /[\p{Ll}\p{N}]/u.test(word));
  }
}
