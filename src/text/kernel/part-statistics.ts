import { abstractStarts, paperCount, paperEnds, partCount, partTokens, rowStart } from './corpus';
import { addInt, getByte, getInt, INTS, output, zeroed } from './memory';
import { ADJACENT, gapOf, idOf, SENTENCE_START, SEPARATED } from './tokens';

/** Word classes, with the same values as in src/text/vocabulary/word-classes.ts. */
const CONTENT = 0;
const DETERMINER = 1;
const CONJUNCTION = 2;
const PREPOSITION = 3;
const BEFORE_VERB = 4;
const OTHER = 5;

/**
 * Outputs for each part the number of its mentions, and how many of them are inside a sentence of an abstract, are
 * nouns, and are verbs; see src/text/vocabulary/nouns.ts for the rules.
 * @param classOf The word class of each part.
 */
export function countMentions(classOf: usize, _parts: i32): void {
  const bytes = (<usize>partCount) << 2;
  const mentions = zeroed(bytes);
  const midSentence = zeroed(bytes);
  const nouns = zeroed(bytes);
  const verbs = zeroed(bytes);
  for (let paper = 0; paper < paperCount(); paper++) {
    const end = getInt(paperEnds.items, paper);
    const abstractStart = getInt(abstractStarts.items, paper);
    // The start of a text and punctuation count as a preposition: a noun phrase may start there.
    let previousClass = PREPOSITION;
    for (let k = rowStart(paperEnds, paper); k < end; k++) {
      const token = getInt(partTokens, k);
      const part = idOf(token);
      const gap = gapOf(token);
      if (gap !== ADJACENT) previousClass = PREPOSITION;
      const nextToken = k + 1 < end ? getInt(partTokens, k + 1) : SEPARATED;
      const nextClass = gapOf(nextToken) === ADJACENT ? getByte(classOf, idOf(nextToken)) : OTHER;
      addInt(mentions, part, 1);
      if (k >= abstractStart && gap !== SENTENCE_START) addInt(midSentence, part, 1);
      if (previousClass === BEFORE_VERB || nextClass === DETERMINER || nextClass === CONJUNCTION)
        addInt(verbs, part, 1);
      else if (previousClass !== OTHER && nextClass !== CONTENT) addInt(nouns, part, 1);
      previousClass = getByte(classOf, part);
    }
  }
  output(INTS, mentions, partCount);
  output(INTS, midSentence, partCount);
  output(INTS, nouns, partCount);
  output(INTS, verbs, partCount);
}
