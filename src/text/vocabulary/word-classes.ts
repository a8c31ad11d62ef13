import { FUNCTION_WORDS } from '../tokenize/stop-words.ts';

const splitList = (words: string) => words.split(/\s+/);

/** Words that start a noun phrase. A noun is followed by one only after a verb or preposition. */
const DETERMINERS = splitList(
  'a an the this these those our their its his her my your each every any some all no both another',
);
/**
 * Words that follow verbs as determiners do ("indicate that", "show how"), but say nothing about the word after them.
 */
const CONJUNCTIONS = splitList('that how whether why us');
/** Other function words that a noun may follow directly. */
const PREPOSITIONS =
  splitList(`of about in on for with by from at into onto between through across among over under within without during
  and or than via per as using`);
/** Words that are followed by verbs. */
const BEFORE_VERBS = splitList('to can could may might will would should must cannot we they who which not');

/** Word classes by their effect on neighboring words, with the same values as in kernel/part-statistics.ts. */
const CONTENT = 0;
const DETERMINER = 1;
const CONJUNCTION = 2;
const PREPOSITION = 3;
const BEFORE_VERB = 4;
const OTHER = 5;

const CLASSES = new Map<string, number>([
  ...[...FUNCTION_WORDS].map((word) => [word, OTHER] as const),
  ...DETERMINERS.map((word) => [word, DETERMINER] as const),
  ...CONJUNCTIONS.map((word) => [word, CONJUNCTION] as const),
  ...PREPOSITIONS.map((word) => [word, PREPOSITION] as const),
  ...BEFORE_VERBS.map((word) => [word, BEFORE_VERB] as const),
]);

/** Returns the class of a word (in lower case). Words without a class are content words. */
export const wordClassOf = (word: string): number => CLASSES.get(word) ?? CONTENT;
