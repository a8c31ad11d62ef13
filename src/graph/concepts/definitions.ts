import { definitions } from '../../text/abbreviations.ts';
import { newTokens, tokenize } from '../../text/tokenize.ts';
import type { Paper } from '../../types.ts';
import type { Span } from './names.ts';
import type { Words } from './words.ts';

/** "spiking neural networks (SNNs)": an abbreviation and its long form in one text of one paper. */
export interface Definition {
  paper: number;
  short: Span;
  long: Span;
}

/** Every definition of an abbreviation, in reading order. */
export function definitionsOf(words: Words, papers: readonly Paper[]): Definition[] {
  const found: Definition[] = [];
  const tokens = newTokens();
  papers.forEach((paper, index) => {
    for (const field of [0, 1]) {
      const text = field === 0 ? paper.title : paper.abstract;
      if (!text.includes('(')) continue;
      tokenize(text, tokens);
      for (const { short, longFrom, longTo } of definitions(text, tokens)) {
        const span = (from: number, to: number) =>
          spanOf(words, index, field, tokens.starts[from]!, tokens.ends[to - 1]!);
        const pair = { paper: index, short: span(short, short + 1), long: span(longFrom, longTo) };
        if (pair.short.to > pair.short.from && pair.long.to > pair.long.from) found.push(pair);
      }
    }
  });
  return found;
}

/** The words that lie in characters [from, to) of a text. */
function spanOf(words: Words, paper: number, field: number, from: number, to: number): Span {
  const end = words.starts[2 * paper + field + 1]!;
  let low = words.starts[2 * paper + field]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words.at[middle]! < from) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < end && words.end[last]! <= to) last++;
  return { field, from: low, to: last };
}
