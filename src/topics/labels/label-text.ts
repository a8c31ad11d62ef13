import { stemmers } from '../../text/tokenize/stemmers.ts';
import { FUNCTION_WORDS, SCHOLARLY_WORDS } from '../../text/tokenize/stop-words.ts';

/** The words of a label or a written term, lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'’.+#][\p{L}\p{N}]+)*[+#]*/gu) ?? [];
}

/** Stems that were asked for: labels compare the same words over and over. */
const stems = new Map<string, string>();

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST_STEMS) stems.clear();
  const stem = stemmers.porter(word);
  stems.set(word, stem);
  return stem;
}

/** More stems than this are not kept. */
const MOST_STEMS = 20_000;

/**
 * Whether a reader sees the same word twice: the same stem, or one the beginning of the other, or the same six letters at the
 * beginning ("pruned" and "pruning", "neuron" and "neuronal", "classify" and "classification"), hyphens or not.
 */
export function alike(a: string, b: string): boolean {
  // None of the rules below, nor a stem, joins words with different first letters.
  if (a[0] !== b[0]) return false;
  if (a.includes('-') !== b.includes('-')) return alike(a.replaceAll('-', ''), b.replaceAll('-', ''));
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  if (short.length >= 4 && long.startsWith(short)) return true;
  if (stemOf(short) === stemOf(long)) return true;
  return short.length >= 6 && long.startsWith(short.slice(0, 6));
}

/** Whether any word of one is a word of the other, or the initials of its words. */
export const share = (a: readonly string[], b: readonly string[]) =>
  a.some((one) => b.some((other) => alike(one, other))) || isShort(a, b) || isShort(b, a);

/** Whether each word of the first is one of the second, or it is the initials of the second. */
export const within = (some: readonly string[], words: readonly string[]) =>
  some.every((one) => words.some((other) => alike(one, other))) || isShort(some, words);

/** Whether a word alone is made of initials of words in a row ("SNN" for "spiking neural networks"), or of all with a letter more ("fMRI"). */
const isShort = (alone: readonly string[], words: readonly string[]) => {
  const short = alone[0] ?? '';
  if (alone.length > 1 || short.length < 3) return false;
  // Too few initials: so it is with most words that are compared.
  if (words.length < short.length - 1 && !words.some((word) => word.includes('-'))) return false;
  const parts = words.flatMap((word) => word.split('-'));
  if (parts.length < Math.max(2, short.length - 1)) return false;
  const initials = parts.map((word) => word[0]).join('');
  return initials.includes(short.replace(/s$/, '')) || (initials.length > 2 && short === short[0] + initials);
};

/** Lists of stop words hold every letter; here only those that are words count, so that "C. elegans" can stand. */
export const isFunctionWord = (word: string) =>
  FUNCTION_WORDS.has(word) && (word.length > 1 || word === 'a' || word === 'i');

/** Whether a written term can stand in a label: it has a word of some length, no Roman number, no stop word at either end, and says nothing twice. */
export function presentable(form: string): boolean {
  const words = wordsOf(form);
  if (
    words.length === 0 ||
    !words.some((word) => /\p{L}{2}/u.test(word)) ||
    words.some((word) => /^[ivx]+$/.test(word))
  )
    return false;
  if (words.length === 1 && SCHOLARLY_WORDS.has(words[0]!)) return false;
  if (isFunctionWord(words[0]!) || isFunctionWord(words.at(-1)!)) return false;
  if (/-(?:based|like|aware|driven|free|related|specific)$/.test(words.at(-1)!)) return false;
  return words.every((word, k) => words.slice(0, k).every((before) => !alike(word, before)));
}

/** Nouns that every field has, and adjectives that go with them: these alone name nothing. */
const GENERIC = new Set(
  `ability absence abstract advantage access accuracy action activity adaptation agent aggregation aim algorithm allow alternative analysis application architecture area article aspect
  assessment attribute author basis behavior behaviour benchmark benefit building candidate capability capacity case category cause center challenge
  change characteristic choice circumstance class classification code collection combination communication community comparison company complexity component
  computation computer computing concept condition conference configuration connection construction content context contrast control core correlation cost
  creation criteria data dataset decision definition degree description design detail detection development device difference difficulty
  dimension direction discovery distance distribution domain effect effectiveness efficiency effort element emergence end engine
  enhancement entity environment error estimation evaluation event evidence evolution example execution experience experiment expert
  exploration expression family extension extraction factor feature field file flow focus form format formation foundation framework function future
  gain generation goal group head human idea identification impact implementation importance increase individual industry influence information
  input insight instance integration interaction interest interface interpretation investigation issue item key knowledge label language
  layer lead learning length level library limit limitation link list location loss machine maintenance management manual map mapping mathematics
  maximization mean measure measurement mechanism message method metric minimization modality mode model modeling modelling modification module
  monitoring motivation need network node notion object objective observation operation operator opportunity optimization order
  organization outcome output pair parameter part participant party path pattern people performance period person perspective phase phenomenon
  place plan planning platform point policy population position potential power practice prediction preference presence principle
  prior problem procedure process processing processor product production professional program programme project property proposal protocol prototype
  purpose quality quantity question range rank rate rater reader reading reality reason reconstruction reduction region relation
  relationship report representation request requirement research researcher resource response restriction result role rule run
  sample scale scenario scheme science scientist scope score selection sense sensitivity sequence series service session set setting shape
  similarity simulation site situation size software solution source space specification stage standard start state statement statistic step storage
  strategy structure student success summary study subject support survey system table target task team technique technology term test testing text
  theory thought threshold time tool topic trade-off training transfer transformation transition treatment trend type understanding unit update
  usage use user utility validation value variable variation variety vector version view vision volume way weight word work world
  bound collaboration consumption controls discussion drawback efficacy evaluator extent gap healthy hypothesis importance intervention
  latency magnitude margin mechanism multi-modal parallel perturbation regime robustness resolution scheme signal stimulus stimuli subset
  technical trait validity
  accurate additional average based comparable current different effective efficient existing false fast faster general good high important
  long low main major minor multiple negative new novel open overall positive post pre present proper public quick real recent relevant separate short
  significant similar simple single small specific standard state sub true typical useful various well wide`
    .split(/\s+/)
    .map(stemmers.porter),
);

/** Whether a written term says what every field has: "comparison", "low-level"; of phrases those that are made of such words, "data processing". */
export function isGeneric(form: string): boolean {
  const words = wordsOf(form);
  const parts = words.length === 1 ? words[0]!.split('-') : words;
  return parts.every((part) => GENERIC.has(stemOf(part)));
}

/** Whether a written word is a name, whatever stands around it: "EEG", "fMRI", "ReLU", "GPT-2", "3D". */
export const isName = (form: string) => /\p{Lu}.*\p{Lu}|\p{L}.*\d|\d.*\p{L}/u.test(form) && !form.includes(' ');
