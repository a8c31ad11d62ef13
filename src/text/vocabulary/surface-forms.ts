import type { Lexicon } from './lexicon.ts';
import type { Tallies } from './part-statistics.ts';
import type { Candidates } from './select-phrases.ts';

/** How often a form was seen: inside sentences of abstracts, where capitals mean something, and anywhere. */
interface Votes {
  inside: number;
  anywhere: number;
}

/** Written examples of a phrase that count, of all that were kept. */
const EXAMPLES = 9;

/**
 * How people write each of the terms (nodes of the candidates' tree): words by all their mentions, phrases by examples.
 * @param ofKeys See {@link formsOfKeys}.
 * @param examples What each kernel gave; see kernel/count.ts.
 */
export function writtenForms(
  lexicon: Lexicon,
  { tree }: Candidates,
  ofKeys: readonly (string | undefined)[],
  examples: readonly Int32Array[],
  terms: readonly number[],
): string[] {
  const ofKey = (key: number) => ofKeys[key] ?? lexicon.keys[key]!;
  const forms: (string | undefined)[] = new Array(tree.size);
  const readers = examples.map((list) => new ExampleReader(list));
  const found: Example[] = Array.from({ length: (EXAMPLES + 1) * examples.length }, () => ({
    list: examples[0]!,
    at: 0,
    hash: 0,
  }));
  // The kernels give phrases in order of their nodes.
  for (const node of Float64Array.from(terms.filter((node) => node >= tree.roots)).sort()) {
    const { length } = tree.path(node);
    let count = 0;
    for (const reader of readers) count = reader.read(node - tree.roots, length, found, count);
    forms[node] = phraseForm(lexicon, found, count, length);
  }
  return terms.map((node) => {
    if (node < tree.roots) return ofKey(node);
    return forms[node] ?? tree.path(node).map(ofKey).join(' ');
  });
}

/** Where a phrase is written: its parts are list[at], list[at + 1], ... */
interface Example {
  list: Int32Array;
  at: number;
  /** Of the place: what decides by chance. Those that are not from inside a sentence of an abstract come after all that are. */
  hash: number;
}

const ELSEWHERE = 2 ** 32;

/** Reads what a kernel gave, phrase by phrase. Of each example: phrase, hash, whether it is from inside a sentence, and the parts. */
class ExampleReader {
  readonly #list: Int32Array;
  #at = 0;

  constructor(list: Int32Array) {
    this.#list = list;
  }

  /** Puts the examples of a phrase of so many parts among the `count` that are there, in order of their hashes; returns how many there are then. */
  read(phrase: number, length: number, into: Example[], count: number): number {
    let end = count;
    for (; this.#list[this.#at] === phrase; this.#at += 3 + length) {
      const inside = this.#list[this.#at + 2] === 1;
      const hash = (this.#list[this.#at + 1]! >>> 0) + (inside ? 0 : ELSEWHERE);
      const one = into[end]!;
      one.list = this.#list;
      one.at = this.#at + 3;
      one.hash = hash;
      let at = end++;
      for (; at > 0 && into[at - 1]!.hash > hash; at--) into[at] = into[at - 1]!;
      into[at] = one;
    }
    return end;
  }
}

/** How a phrase is written most often in the examples that count: the first from inside sentences; where there are none, the first from elsewhere. */
function phraseForm(lexicon: Lexicon, examples: readonly Example[], count: number, length: number): string | undefined {
  let counting = Math.min(1, count);
  while (counting < Math.min(count, EXAMPLES) && examples[counting]!.hash < ELSEWHERE) counting++;
  const votes = new Map<string, Votes>();
  const spelled: { example: Example; form: string }[] = [];
  for (let e = 0; e < counting; e++) {
    const example = examples[e]!;
    // Most are written the same way each time: only different ones are spelled out.
    let form = spelled.find((one) => sameParts(one.example, example, length))?.form;
    if (form === undefined) {
      form = written(lexicon, example.list.subarray(example.at, example.at + length));
      spelled.push({ example, form });
    }
    if (form) add(votes, form, example.hash < ELSEWHERE ? 1 : 0, 1);
  }
  return commonest(votes);
}

function sameParts(a: Example, b: Example, length: number): boolean {
  for (let k = 0; k < length; k++) if (a.list[a.at + k] !== b.list[b.at + k]) return false;
  return true;
}

/** The form with the most votes whatever its capitals, then the capitals with the most; ties by code unit. */
function commonest(votes: ReadonlyMap<string, Votes>): string | undefined {
  if (votes.size < 2) return votes.keys().next().value;
  const calm = new Map<string, Votes>();
  for (const [form, vote] of votes) add(calm, form.toLowerCase(), vote.inside, vote.anywhere);
  const best = highest(calm);
  return best && highest(new Map([...votes].filter(([form]) => form.toLowerCase() === best)));
}

function highest(votes: ReadonlyMap<string, Votes>): string | undefined {
  let best: [string, Votes] | undefined;
  for (const [form, vote] of votes) {
    const ahead = best
      ? vote.inside - best[1].inside || vote.anywhere - best[1].anywhere || (form < best[0] ? 1 : -1)
      : 1;
    if (ahead > 0) best = [form, vote];
  }
  return best?.[0];
}

function add(votes: Map<string, Votes>, form: string, inside: number, anywhere: number): void {
  const sum = votes.get(form);
  if (!sum) votes.set(form, { inside, anywhere });
  else {
    sum.inside += inside;
    sum.anywhere += anywhere;
  }
}

/** How people write each key of at least so many papers, most of the time; undefined for others and for what nobody wrote. */
export function formsOfKeys(
  { keyOf, keys, forms, documents }: Lexicon,
  { anywhere, inside }: Tallies,
  least: number,
): (string | undefined)[] {
  // The parts of each key as a chain, first to last.
  const first = new Int32Array(keys.length).fill(-1);
  const next = new Int32Array(forms.length);
  for (let part = forms.length - 1; part >= 0; part--) {
    next[part] = first[keyOf[part]!]!;
    first[keyOf[part]!] = part;
  }
  return keys.map((_, key) => {
    if (documents[key]! < least) return undefined;
    const votes = new Map<string, Votes>();
    for (let part = first[key]!; part >= 0; part = next[part]!)
      if (forms[part] && anywhere[part]) add(votes, forms[part]!, inside[part]!, anywhere[part]!);
    return commonest(votes);
  });
}

/** Some parts as written; '' if an abbreviation stands for any. */
function written({ forms, wordOf }: Lexicon, parts: Int32Array): string {
  let text = '';
  for (const [k, part] of parts.entries()) {
    if (!forms[part]) return '';
    const sameWord = k > 0 && parts[k - 1] === part - 1 && wordOf[part] === wordOf[part - 1];
    text += (k === 0 ? '' : sameWord ? '-' : ' ') + forms[part];
  }
  return text;
}
