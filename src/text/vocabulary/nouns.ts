import { fillWith, isPauseDue, mapItems, pause } from '../../util/pause.ts';
import type { PartStatistics } from './part-statistics.ts';

/**
 * Additive smoothing: a word starts with one noun mention out of four, so that rare words are assumed to be nouns with
 * probability 1/4.
 */
const PRIOR_NOUNS = 1;
const PRIOR_MENTIONS = 4;
/** Share of verb mentions above which a word counts as a verb. No noun phrase starts or ends with a verb. */
const MIN_VERB_SHARE = 0.4;
/** Minimum frequency of a plural relative to its singular. Rarer forms are rarely plurals: "lows", "visuals". */
const MIN_PLURAL_RATIO = 0.1;

/** Participles and adjectives that often follow their noun: "neurons defined by", "data available for". */
const ADJECTIVE = /[^e]ed$|.{4}[ai]ble$/;

/** Numbers of mentions of a word: as the end of a noun phrase, as a verb, and in total. */
interface MentionCounts {
  nouns: number;
  verbs: number;
  total: number;
}

/** The words that decide whether a form is a noun, and their plurals. */
interface RelatedWords {
  first: string;
  last: string;
  lastPlural: string;
  /** The part of the last word after its last hyphen. */
  tail: string;
  tailPlural: string;
}

/**
 * Estimates how often each surface form is used as a noun, 0..1, from the contexts of its last word in the papers.
 *
 * A mention counts as a noun if the word ends a noun phrase: it is not followed by a content word (as are "clinical" or
 * "multi") or a determiner (as are "incorporating" or "prune"), and it is preceded by nothing, a content word, a
 * determiner or a preposition, but not by words that precede verbs and predicates ("to run", "is sparse"). The share of
 * a plural counts for its singular too, since "query" is often followed by a noun ("query processing"); an exception
 * are words in -ic, as "dynamics" is not the plural of "dynamic". Participles are never nouns, nor are phrases that
 * start with a verb ("reduce energy consumption").
 * @param surfaceForms The forms of the terms.
 * @throws the reason of the signal if it is aborted
 */
export async function estimateNounShares(
  statistics: PartStatistics,
  surfaceForms: readonly string[],
  signal?: AbortSignal,
): Promise<Float32Array> {
  const related = await mapItems(surfaceForms, signal, (form) => relatedWords(form.toLowerCase()));
  const counts = await countMentions(related, statistics, signal);
  const countsOf = (word: string) => counts.get(word) ?? NO_MENTIONS;
  const nounShare = ({ nouns, total }: MentionCounts) => (nouns + PRIOR_NOUNS) / (total + PRIOR_MENTIONS);
  const isVerb = ({ verbs, total }: MentionCounts) => verbs > MIN_VERB_SHARE * total;
  const nounShareOf = ({ first, last, lastPlural, tail, tailPlural }: RelatedWords) => {
    const hasMentions = countsOf(last).total > 0;
    const head = hasMentions ? last : tail;
    if (ADJECTIVE.test(head) || isVerb(countsOf(first)) || isVerb(countsOf(head))) return 0;
    const singular = countsOf(head);
    const plural = head.endsWith('ic') ? NO_MENTIONS : countsOf(hasMentions ? lastPlural : tailPlural);
    const pluralShare = plural.total >= MIN_PLURAL_RATIO * singular.total ? nounShare(plural) : 0;
    return Math.max(nounShare(singular), pluralShare);
  };
  return fillWith(new Float32Array(related.length), (term) => nounShareOf(related[term]!), signal);
}

function relatedWords(form: string): RelatedWords {
  const space = form.indexOf(' ');
  const first = space < 0 ? form : form.slice(0, space);
  const last = space < 0 ? form : form.slice(form.lastIndexOf(' ') + 1);
  const tail = last.slice(last.lastIndexOf('-') + 1);
  return { first, last, lastPlural: pluralOf(last), tail, tailPlural: pluralOf(tail) };
}

const NO_MENTIONS: MentionCounts = { nouns: 0, verbs: 0, total: 0 };

const pluralOf = (word: string) =>
  /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;

/** Returns the mentions of the words (in lower case), summed over all parts with this form. */
async function countMentions(
  words: readonly RelatedWords[],
  statistics: PartStatistics,
  signal: AbortSignal | undefined,
): Promise<Map<string, MentionCounts>> {
  const counts = new Map<string, MentionCounts>();
  for (const related of words) {
    if (isPauseDue()) await pause(signal);
    for (const word of Object.values(related)) counts.set(word, { nouns: 0, verbs: 0, total: 0 });
  }
  for (const [part, form] of statistics.forms.entries()) {
    if (isPauseDue()) await pause(signal);
    const sum = counts.get(form);
    if (!sum) continue;
    sum.nouns += statistics.nouns[part]!;
    sum.verbs += statistics.verbs[part]!;
    sum.total += statistics.mentions[part]!;
  }
  return counts;
}
