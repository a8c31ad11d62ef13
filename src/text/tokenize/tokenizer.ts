import { compileKernelSync } from '../../workers/compile-kernel.ts';
import { type CallKernel, instantiateKernel } from '../../workers/kernel-instance.js';
import { KERNEL } from '../kernel.generated.ts';
import { characterClassTable, lowerCaseTable, segmentingClassTable } from './characters.ts';
import { decodeWords, encodeTexts } from './text-encoding.ts';

/**
 * What separates a token from the previous one: at most white space, other characters, or the end of a sentence. A
 * phrase consists of ADJACENT tokens. The values are those of kernel/tokens.ts.
 */
export const ADJACENT = 0;
export const SEPARATED = 1;
export const SENTENCE_START = 2;

/** An abbreviation and its long form in one text: "spiking neural networks (SNNs)". All fields are token indices. */
export interface AbbreviationDefinition {
  shortForm: number;
  longStart: number;
  /** Exclusive. */
  longEnd: number;
}

/** The tokens of some texts, one text after the other. */
export interface Tokens {
  /** The end of each text's tokens. */
  textEnds: Int32Array;
  /** The word of each token: an index in {@link Tokenizer.words}. */
  wordIds: Int32Array;
  /** What precedes each token: ADJACENT, SEPARATED or SENTENCE_START. */
  gaps: Uint8Array;
  /** Offsets in the text, in UTF-16 code units. */
  starts: Int32Array;
  /** End offsets, exclusive. */
  ends: Int32Array;
  /** The abbreviations that the texts define, in order. */
  definitions: AbbreviationDefinition[];
}

/**
 * Splits texts into tokens and finds the abbreviations that they define, with the kernel that `weigh` uses. A token
 * consists of letters and digits and the characters that join them: hyphens and apostrophes within a word
 * ("spike-timing", "Parkinson's"), periods between digits ("3.1"), the suffixes of "C++" and "C#". An abbreviated species
 * name ("C. elegans") is one token.
 */
export class Tokenizer {
  /** The distinct words of all texts so far, in order of appearance. */
  readonly words: string[] = [];
  /** The number of the language of each word. */
  readonly languages: number[] = [];
  readonly #call: CallKernel;

  /**
   * @param segment Whether each two adjacent Chinese characters are a token, as in `weigh`; otherwise all adjacent ones are.
   * @throws {InputError} if WebAssembly is missing
   */
  constructor({ segment = true } = {}) {
    this.#call = instantiateKernel(compileKernelSync(KERNEL));
    this.#call('setCharacterTables', [segment ? segmentingClassTable() : characterClassTable(), lowerCaseTable()]);
  }

  /**
   * Splits texts into tokens.
   * @param languages Number of the language of each text: the same word in two languages has two ids. Default 0.
   */
  tokenize(texts: readonly string[], languages: readonly number[] = texts.map(() => 0)): Tokens {
    // The kernel returns these arrays.
    const [codeUnits, newWordEnds, newWordLanguages, tokens, starts, ends, textEnds, definitions] = this.#call(
      'locateTokens',
      [...encodeTexts(texts), Uint8Array.from(languages)],
    ) as [Uint16Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
    for (const word of decodeWords(codeUnits, newWordEnds)) this.words.push(word);
    this.languages.push(...newWordLanguages);
    const wordIds = new Int32Array(tokens.length);
    const gaps = new Uint8Array(tokens.length);
    // A loop, because calling a function for each token takes several times as long.
    for (let k = 0; k < tokens.length; k++) {
      wordIds[k] = tokens[k]! >> 2;
      gaps[k] = tokens[k]! & 3;
    }
    return {
      textEnds,
      wordIds,
      gaps,
      starts,
      ends,
      definitions: Array.from({ length: definitions.length / 3 }, (_, d) => {
        const [shortForm, longStart, longEnd] = definitions.subarray(3 * d);
        return { shortForm: shortForm!, longStart: longStart!, longEnd: longEnd! };
      }),
    };
  }
}
