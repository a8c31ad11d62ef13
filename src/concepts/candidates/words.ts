import type { Paper } from '../../model/paper.ts';
import { maskNoise } from '../../text/tokenize/mask-noise.ts';
import {
  type AbbreviationDefinition,
  ADJACENT,
  SENTENCE_START as TOKEN_SENTENCE_START,
  Tokenizer,
  type Tokens,
} from '../../text/tokenize/tokenizer.ts';
import { copyInto, isPauseDue, pause } from '../../util/pause.ts';
import { JOINED, WordForms } from './word-forms.ts';

/** Bits of {@link Words.flags} that depend on a word's context; word-forms.ts defines the others. */
export const BREAK = 1; // preceded by the start of the field or by punctuation that ends a phrase
export const SENTENCE_START = 4; // first word of a sentence

/** Values of {@link WordSpan.field}. */
export const TITLE = 0;
export const ABSTRACT = 1;

/** What concepts are found in. */
export type PaperText = Pick<Paper, 'title' | 'abstract' | 'year'>;

/** Words [start, end) of a collection, in the title or abstract of one paper. */
export interface WordSpan {
  /** {@link TITLE} or {@link ABSTRACT}. */
  field: number;
  start: number;
  end: number;
}

/** An abbreviation and its long form in the text of a paper: "spiking neural networks (SNNs)". */
export interface Definition {
  paper: number;
  short: WordSpan;
  long: WordSpan;
}

/** All words of all papers, in order. `ids`, `startOffsets`, `lengths` and `flags` have one entry per word. */
export interface Words extends Pick<WordForms, 'nameLike' | 'titleHeads'> {
  /** Words of field f (title 0, abstract 1) of paper i are fieldStarts[2i + f] .. fieldStarts[2i + f + 1]. */
  fieldStarts: Uint32Array;
  /** Indexes into {@link forms}. */
  ids: Uint32Array;
  /** Offset of the first character in the field, in UTF-16 code units. */
  startOffsets: Uint32Array;
  /** Number of characters, without a possessive 's: at most {@link MAX_TOKEN_LENGTH}. */
  lengths: Uint8Array;
  /** BREAK, JOINED, SENTENCE_START, CAPITALIZED and NAME_LIKE. */
  flags: Uint8Array;
  /** Word forms in lower case, without a possessive ending. */
  forms: string[];
  /** Definitions of abbreviations, in reading order. */
  definitions: Definition[];
}

/** Returns the offset after the last character of a word, without a possessive 's. */
export const endOffsetOf = ({ startOffsets, lengths }: Words, word: number): number =>
  startOffsets[word]! + lengths[word]!;

/** Number of papers that are split at once. */
const BATCH_SIZE = 64;

/**
 * Splits titles and abstracts into words. Takes time linear in the length of the text.
 * @throws the reason of the signal if it is aborted
 */
export async function extractWords(papers: readonly PaperText[], signal?: AbortSignal): Promise<Words> {
  const reader = new WordReader();
  const fieldStarts = new Uint32Array(2 * papers.length + 1);
  const definitions: Definition[] = [];
  for (let first = 0; first < papers.length; first += BATCH_SIZE) {
    if (isPauseDue()) await pause(signal);
    const texts = papers.slice(first, first + BATCH_SIZE).flatMap(({ title, abstract }) => [title, abstract]);
    await reader.reserve(
      texts.reduce((sum, { length }) => sum + length, 0),
      signal,
    );
    reader.read(texts);
    fieldStarts.set(reader.textEnds, 2 * first + 1);
    for (const { text, shortForm, longStart, longEnd } of reader.definitions) {
      const field = text % 2 === 0 ? TITLE : ABSTRACT;
      const short = { field, start: reader.firstWord(shortForm), end: reader.firstWord(shortForm + 1) };
      const long = { field, start: reader.firstWord(longStart), end: reader.firstWord(longEnd) };
      if (short.end > short.start && long.end > long.start)
        definitions.push({ paper: first + (text >> 1), short, long });
    }
  }
  return { fieldStarts, ...reader.words(), definitions };
}

/** Appends the words of one text after another to flat arrays. A token is split into words the first time it occurs. */
class WordReader {
  /** The end of each text's words, for the texts of the last call of {@link read}. */
  textEnds = new Uint32Array(0);
  /** The abbreviations that these texts define, with the index of the text. */
  definitions: (AbbreviationDefinition & { text: number })[] = [];
  #length = 0;
  #tokenizer = new Tokenizer({ segment: false });
  #forms = new WordForms();
  /** Parts of token t are entries #partStarts[t] .. #partStarts[t + 1] of the next four arrays. */
  #partStarts: number[] = [0];
  #partForms: number[] = [];
  #partFlags: number[] = [];
  #partFrom: number[] = [];
  #partTo: number[] = [];
  #ids = new Uint32Array(1 << 12);
  #startOffsets = new Uint32Array(1 << 12);
  #lengths = new Uint8Array(1 << 12);
  #flags = new Uint8Array(1 << 12);
  /** Index of the first word of each token of the current texts. */
  #firstWords = new Uint32Array(1 << 10);

  /** Reads titles and abstracts alternately. Needs room for their words: see {@link reserve}. */
  read(texts: readonly string[]): void {
    const tokens = this.#tokenizer.tokenize(texts.map((text) => lowercaseIfMostlyCapitals(maskNoise(text))));
    const count = tokens.wordIds.length;
    if (this.#firstWords.length <= count) this.#firstWords = new Uint32Array(2 * count);
    this.textEnds = Uint32Array.from(texts, (text, t) => {
      this.#readText(text, t % 2 === 0, tokens, t > 0 ? tokens.textEnds[t - 1]! : 0, tokens.textEnds[t]!);
      return this.#length;
    });
    this.#firstWords[count] = this.#length;
    let text = 0;
    this.definitions = tokens.definitions.map((definition) => {
      while (tokens.textEnds[text]! <= definition.shortForm) text++;
      return { ...definition, text };
    });
  }

  /** Appends the words of tokens [first, end), which are those of one text. */
  #readText(text: string, isTitle: boolean, tokens: Tokens, first: number, end: number): void {
    const { starts, ends, gaps, wordIds } = tokens;
    let previousEnd = 0;
    for (let k = first; k < end; k++) {
      const start = starts[k]!;
      const token = wordIds[k]!;
      this.#splitToken(token);
      this.#firstWords[k] = this.#length;
      const firstPart = this.#partStarts[token]!;
      const lastPart = this.#partStarts[token + 1]!;
      const gap =
        k === first ? BREAK | SENTENCE_START : gaps[k] === ADJACENT ? 0 : gapFlags(text, previousEnd, start, gaps[k]!);
      for (let part = firstPart; part < lastPart; part++) {
        this.#ids[this.#length] = this.#partForms[part]!;
        this.#startOffsets[this.#length] = start + this.#partFrom[part]!;
        this.#lengths[this.#length] = this.#partTo[part]! - this.#partFrom[part]!;
        this.#flags[this.#length++] = this.#partFlags[part]! | (part === firstPart ? gap : 0);
      }
      const isTitleHead = isTitle && start === 0 && lastPart === firstPart + 1 && text[ends[k]!] === ':';
      if (isTitleHead) this.#ids[this.#length - 1] = this.#forms.titleHeadOf(this.#ids[this.#length - 1]!);
      previousEnd = ends[k]!;
    }
  }

  /** Returns the index of the first word of a token of the current texts. */
  firstWord(token: number): number {
    return this.#firstWords[token]!;
  }

  words(): Omit<Words, 'fieldStarts' | 'definitions'> {
    return {
      ids: this.#ids.subarray(0, this.#length),
      startOffsets: this.#startOffsets.subarray(0, this.#length),
      lengths: this.#lengths.subarray(0, this.#length),
      flags: this.#flags.subarray(0, this.#length),
      forms: this.#forms.list,
      nameLike: this.#forms.nameLike,
      titleHeads: this.#forms.titleHeads,
    };
  }

  /** Splits a token into words, unless it has been split before. Tokens have ids in order of appearance. */
  #splitToken(token: number): void {
    if (token + 1 < this.#partStarts.length) return;
    for (const { form, flags, start, end } of this.#forms.split(
      this.#tokenizer.words[token]!.slice(0, MAX_TOKEN_LENGTH),
    )) {
      this.#partForms.push(form);
      this.#partFlags.push(flags);
      this.#partFrom.push(start);
      this.#partTo.push(end);
    }
    this.#partStarts.push(this.#partForms.length);
  }

  /**
   * Makes room for the words of some number of characters.
   * @throws the reason of the signal if it is aborted
   */
  async reserve(characters: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.#length + characters <= this.#ids.length) return;
    const size = 2 * (this.#ids.length + characters);
    const enlarge = (array: Uint32Array<ArrayBuffer>) => copyInto(array, new Uint32Array(size), signal);
    this.#ids = await enlarge(this.#ids);
    this.#startOffsets = await enlarge(this.#startOffsets);
    this.#lengths = await copyInto(this.#lengths, new Uint8Array(size), signal);
    this.#flags = await copyInto(this.#flags, new Uint8Array(size), signal);
  }
}

/** Characters of a token beyond this length are ignored; no name is that long. Lengths fit into a byte. */
const MAX_TOKEN_LENGTH = 200;

/** Number of leading characters that decide whether a text is written in capitals. */
const CAPITALS_SAMPLE = 200;

/** Lowercases a text that is mostly written in capitals, because capitals do not indicate names there. */
function lowercaseIfMostlyCapitals(text: string): string {
  let upper = 0;
  let lower = 0;
  for (let i = Math.min(text.length, CAPITALS_SAMPLE) - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) upper++;
    else if (code >= 97 && code <= 122) lower++;
  }
  // A short title with an abbreviation ("On LSMs") is not written in capitals.
  if (upper <= 2 * lower) return text;
  const lowercased = text.toLowerCase();
  // Offsets must stay valid in the original text.
  return lowercased.length === text.length ? lowercased : text;
}

/** Returns the flags that follow from the characters [start, end) between two tokens, which are more than a single space. */
function gapFlags(text: string, start: number, end: number, gap: number): number {
  if (end - start === 1) {
    const code = text.charCodeAt(start);
    const isUnderscoreOrCaret = code === 0x5f || code === 0x5e;
    return isUnderscoreOrCaret ? JOINED : BREAK;
  }
  const endsSentence = gap === TOKEN_SENTENCE_START && /[.!?]['"”’)\]]*\s/.test(text.slice(start, end));
  return endsSentence ? BREAK | SENTENCE_START : BREAK;
}
