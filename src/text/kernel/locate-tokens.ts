import { definitions, findDefinitions } from './abbreviations';
import { getByte, getInt, INTS, IntList, output } from './memory';
import { tokenCount, tokenEnds, tokenize, tokenStarts } from './tokenize';
import { outputNewWords } from './word-table';

/** The word tokens of the texts of one call, their offsets, and the end of each text's tokens. */
const tokens = new IntList();
const starts = new IntList();
const ends = new IntList();
const textEnds = new IntList();
/** The abbreviations that the texts define; see `definitions`. Tokens are counted from the first text. */
const allDefinitions = new IntList();

/**
 * Tokenizes texts that belong to no paper and forgets them. Outputs the words that are new to this kernel (see
 * `outputNewWords`), the word tokens (see tokens.ts), their start and end offsets in code units, the end of each text's tokens, and
 * the abbreviations that the texts define.
 * @param bytes The texts in UTF-8.
 * @param byteEnds The end of each text in `bytes`.
 * @param languages The number of each text's language.
 */
export function locateTokens(
  bytes: usize,
  _length: i32,
  byteEnds: usize,
  count: i32,
  languages: usize,
  _languages: i32,
): void {
  tokens.length = starts.length = ends.length = textEnds.length = allDefinitions.length = 0;
  let start = bytes;
  for (let text = 0; text < count; text++) {
    const end = bytes + <usize>getInt(byteEnds, text);
    const firstToken = tokens.length;
    tokenize(start, end, getByte(languages, text), tokens);
    for (let k = 0; k < tokenCount; k++) {
      starts.push(getInt(tokenStarts, k));
      ends.push(getInt(tokenEnds, k));
    }
    findDefinitions(tokens, firstToken);
    for (let d = 0; d < definitions.length; d++) allDefinitions.push(firstToken + getInt(definitions.items, d));
    textEnds.push(tokens.length);
    start = end;
  }
  outputNewWords();
  outputList(tokens);
  outputList(starts);
  outputList(ends);
  outputList(textEnds);
  outputList(allDefinitions);
}

function outputList(list: IntList): void {
  output(INTS, list.items, list.length);
}
