import { isPauseDue, mapItems, pause } from '../../util/pause.ts';
import type { Lexicon } from './lexicon.ts';
import type { PartStatistics } from './part-statistics.ts';
import { type Example, ExampleReader, isMidSentence } from './phrase-examples.ts';
import type { Candidates } from './select-phrases.ts';

/**
 * How often a surface form was seen: in the middle of sentences of abstracts, where capitalization is informative, and
 * in total.
 */
interface FormCount {
  midSentence: number;
  total: number;
}

/**
 * Returns the most frequent surface form of each term: of words by all of their mentions, of phrases by a sample of
 * examples.
 * @param keyForms The form of each key; see {@link surfaceFormsOfKeys}.
 * @param examples The examples from each kernel; see `getPhraseExamples`.
 * @param terms Nodes of the candidates' trie.
 * @throws the reason of the signal if it is aborted
 */
export async function surfaceFormsOfTerms(
  lexicon: Lexicon,
  { trie }: Candidates,
  keyForms: readonly (string | undefined)[],
  examples: readonly Int32Array[],
  terms: readonly number[],
  signal?: AbortSignal,
): Promise<string[]> {
  const formOfKey = (key: number) => keyForms[key] ?? lexicon.keys[key]!;
  const phraseForms: (string | undefined)[] = new Array(trie.size);
  const reader = new ExampleReader(examples);
  // The kernels return the examples in order of nodes.
  for (const node of Float64Array.from(terms.filter((node) => node >= trie.rootCount)).sort()) {
    if (isPauseDue()) await pause(signal);
    const { length } = trie.path(node);
    phraseForms[node] = formOfPhrase(lexicon, reader.read(node - trie.rootCount, length), length);
  }
  return terms.map((node) => {
    if (node < trie.rootCount) return formOfKey(node);
    return phraseForms[node] ?? trie.path(node).map(formOfKey).reduce(joinWords);
  });
}

/**
 * Returns the most frequent surface form of each key in at least `minDocuments` papers; undefined for other keys, and
 * for keys that occur only in expanded abbreviations.
 * @throws the reason of the signal if it is aborted
 */
export async function surfaceFormsOfKeys(
  { keyOf, keys, forms, documents }: Lexicon,
  { mentions, midSentence }: PartStatistics,
  minDocuments: number,
  signal?: AbortSignal,
): Promise<(string | undefined)[]> {
  // The parts of each key as a linked list in ascending order.
  const firstPart = new Int32Array(keys.length).fill(-1);
  const nextPart = new Int32Array(forms.length);
  for (let part = forms.length - 1; part >= 0; part--) {
    nextPart[part] = firstPart[keyOf[part]!]!;
    firstPart[keyOf[part]!] = part;
  }
  return mapItems(keys, signal, (_, key) => {
    if (documents[key]! < minDocuments) return undefined;
    const counts = new Map<string, FormCount>();
    for (let part = firstPart[key]!; part >= 0; part = nextPart[part]!)
      if (forms[part] && mentions[part]) addCount(counts, forms[part]!, midSentence[part]!, mentions[part]!);
    return mostFrequentForm(counts);
  });
}

/** Returns the most frequent form of a phrase among examples. */
function formOfPhrase(lexicon: Lexicon, examples: readonly Example[], length: number): string | undefined {
  const counts = new Map<string, FormCount>();
  // Most examples consist of the same parts, so their forms are reused.
  const cache: { example: Example; form: string }[] = [];
  for (const example of examples) {
    let form = cache.find((entry) => hasSameParts(entry.example, example, length))?.form;
    if (form === undefined) {
      form = joinForms(lexicon, example.parts.subarray(example.start, example.start + length));
      cache.push({ example, form });
    }
    if (form) addCount(counts, form, isMidSentence(example) ? 1 : 0, 1);
  }
  return mostFrequentForm(counts);
}

function hasSameParts(a: Example, b: Example, length: number): boolean {
  for (let k = 0; k < length; k++) if (a.parts[a.start + k] !== b.parts[b.start + k]) return false;
  return true;
}

/**
 * Returns the form of a sequence of parts; empty if one of them has none. The parts of a word are joined by hyphens.
 */
function joinForms({ forms, wordOf }: Lexicon, parts: Int32Array): string {
  let text = '';
  for (const [k, part] of parts.entries()) {
    if (!forms[part]) return '';
    const isSameWord = k > 0 && parts[k - 1] === part - 1 && wordOf[part]! >= 0 && wordOf[part] === wordOf[part - 1];
    text = k === 0 ? forms[part]! : isSameWord ? `${text}-${forms[part]}` : joinWords(text, forms[part]!);
  }
  return text;
}

const ENDS_WITH_CHINESE = /[\u3005\u3400-\u9fff]$/;
const CHINESE_PAIR = /^[\u3005\u3400-\u9fff]{2}$/;

/** Joins words by a space. Tokens of two Chinese characters that follow one another share a character. */
function joinWords(text: string, form: string): string {
  return ENDS_WITH_CHINESE.test(text) && CHINESE_PAIR.test(form) && text.at(-1) === form[0]
    ? text + form[1]
    : `${text} ${form}`;
}

/**
 * Returns the most frequent form ignoring case, in its most frequent capitalization. Ties are broken by code-unit
 * order.
 */
function mostFrequentForm(counts: ReadonlyMap<string, FormCount>): string | undefined {
  if (counts.size < 2) return counts.keys().next().value;
  const lowerCaseCounts = new Map<string, FormCount>();
  for (const [form, { midSentence, total }] of counts)
    addCount(lowerCaseCounts, form.toLowerCase(), midSentence, total);
  const best = maxCount(lowerCaseCounts);
  return best && maxCount(new Map([...counts].filter(([form]) => form.toLowerCase() === best)));
}

/** Returns the form with the largest count: mid-sentence, then total, then the first in code-unit order. */
function maxCount(counts: ReadonlyMap<string, FormCount>): string | undefined {
  let best: [form: string, count: FormCount] | undefined;
  for (const [form, count] of counts) {
    const difference = best
      ? count.midSentence - best[1].midSentence || count.total - best[1].total || (form < best[0] ? 1 : -1)
      : 1;
    if (difference > 0) best = [form, count];
  }
  return best?.[0];
}

function addCount(counts: Map<string, FormCount>, form: string, midSentence: number, total: number): void {
  const sum = counts.get(form);
  if (!sum) counts.set(form, { midSentence, total });
  else {
    sum.midSentence += midSentence;
    sum.total += total;
  }
}
