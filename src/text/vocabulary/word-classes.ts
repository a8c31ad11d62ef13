import { FUNCTION_WORDS } from '../tokenize/stop-words.ts';

const list = (words: string) => words.split(/\s+/);

/** What begins a noun phrase: after a noun it needs a verb or preposition between. */
const DETERMINERS = list(
  'a an the this these those our their its his her my your each every any some all no both another',
);
/** What follows verbs as determiners do: "indicate that", "shows how". Before a word it says nothing. */
const CONJUNCTIONS = list('that how whether why us');
/** Other function words that a noun may follow at once. */
const PREPOSITIONS =
  list(`of about in on for with by from at into onto between through across among over under within without during
  and or than via per as using`);
/** What verbs follow. */
const BEFORE_VERBS = list('to can could may might will would should must cannot we they who which not');

/** What a word is to its neighbours; kernel/corpus.ts goes by these numbers. */
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

/** What words, in lower case, are to their neighbours. */
export const classesOf = (words: readonly string[]): Uint8Array =>
  Uint8Array.from(words, (word) => CLASSES.get(word) ?? CONTENT);
