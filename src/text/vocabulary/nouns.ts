import type { Tallies } from './part-statistics.ts';

/** What is believed of a word before it is seen: so many of so many mentions are a noun's. */
const PRIOR_NOUNS = 1;
const PRIOR_MENTIONS = 4;
/** A word is a verb when this part of its mentions are, and then no noun phrase begins or ends with it. */
const VERB = 0.4;
/** A plural is none when it is rarer than this part of the singular: "lows", "visuals". */
const LEAST_PLURALS = 0.1;

/** Participles and adjectives that stand behind their nouns as often as before: "neurons defined by", "data available for". */
const ADJECTIVE = /[^e]ed$|.{4}[ai]ble$/;

/** Mentions of a word: those that end a noun phrase, those as a verb, and all. */
interface Mentions {
  nouns: number;
  verbs: number;
  all: number;
}

/**
 * How often each written form is used as a noun, 0..1, by the places where its last word stands in the papers themselves. A mention
 * counts when the word ends a noun phrase: no content word follows (as after "clinical" or "multi") and no determiner (as after
 * "incorporating" or "prune"), and before it stands nothing, a content word, a determiner or a preposition, not what verbs and
 * predicates follow ("to run", "is sparse"). A word with a plural is as much a noun as that is ("query", which stands before "processing");
 * "dynamics" speaks not for "dynamic"; participles are none, nor is a phrase that begins with a verb ("reduce energy consumption"). What was hardly seen is believed
 * to be a noun in one mention of four.
 */
export function nounShares(tallies: Tallies, written: readonly string[]): Float32Array {
  const forms = written.map((form) => form.toLowerCase());
  const mentions = mentionsOf(new Set(forms.flatMap(wordsAsked)), tallies);
  const of = (word: string) => mentions.get(word) ?? UNSEEN;
  const share = ({ nouns, all }: Mentions) => (nouns + PRIOR_NOUNS) / (all + PRIOR_MENTIONS);
  const isVerb = ({ verbs, all }: Mentions) => verbs > VERB * all;
  return Float32Array.from(forms, (form) => {
    const [first, whole, part, plural, pluralOfPart] = wordsAsked(form) as [string, string, string, string, string];
    const isKnown = of(whole).all > 0;
    const last = isKnown ? whole : part;
    if (ADJECTIVE.test(last) || isVerb(of(first)) || isVerb(of(last))) return 0;
    const single = of(last);
    const several = last.endsWith('ic') ? UNSEEN : of(isKnown ? plural : pluralOfPart);
    return Math.max(share(single), several.all >= LEAST_PLURALS * single.all ? share(several) : 0);
  });
}

/** Words that tell of a form: its first, its last, what comes after that one's last hyphen, and their plurals. */
function wordsAsked(form: string): string[] {
  const blank = form.indexOf(' ');
  const first = blank < 0 ? form : form.slice(0, blank);
  const last = blank < 0 ? form : form.slice(form.lastIndexOf(' ') + 1);
  const part = last.slice(last.lastIndexOf('-') + 1);
  return [first, last, part, pluralOf(last), part === last ? pluralOf(last) : pluralOf(part)];
}

const UNSEEN: Mentions = { nouns: 0, verbs: 0, all: 0 };

const pluralOf = (word: string) =>
  /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;

/** Mentions of some words in lower case, whatever their capitals where they stand. */
function mentionsOf(asked: ReadonlySet<string>, { words, nouns, verbs, anywhere }: Tallies): Map<string, Mentions> {
  const found = new Map<string, Mentions>();
  for (const word of asked) found.set(word, { nouns: 0, verbs: 0, all: 0 });
  words.forEach((word, part) => {
    const known = found.get(word);
    if (!known) return;
    known.nouns += nouns[part]!;
    known.verbs += verbs[part]!;
    known.all += anywhere[part]!;
  });
  return found;
}
