import type { Candidates } from './choose.ts';
import type { Lexicon } from './lexicon.ts';
import type { Tallies } from './tallies.ts';

/** How often a form was seen: inside sentences of abstracts, where capitals mean something, and anywhere. */
interface Votes {
  inside: number;
  anywhere: number;
}

/** Written examples of a phrase that count, of all that were kept. */
const EXAMPLES = 9;

/**
 * How people write each of the terms (nodes of the candidates' tree): words by all their mentions, phrases by examples.
 * @param examples What each kernel gave; see assembly/count.ts.
 */
export function writtenForms(
  lexicon: Lexicon,
  { tree }: Candidates,
  tallies: Tallies,
  examples: readonly Int32Array[],
  terms: readonly number[],
): string[] {
  const ofKey = formsOfKeys(lexicon, tallies);
  const forms = new Map<number, string | undefined>();
  const lists = examples.map((list) => ({ list, at: 0 }));
  // The kernels give phrases in order of their nodes.
  for (const node of Float64Array.from(terms.filter((node) => node >= tree.roots)).sort()) {
    const { length } = tree.path(node);
    const found = lists.flatMap((one) => examplesOf(one, node - tree.roots, length));
    forms.set(node, commonest(phraseVotes(lexicon, chosen(found))));
  }
  return terms.map((node) => {
    if (node < tree.roots) return ofKey(node) ?? lexicon.keys[node]!;
    return (
      forms.get(node) ??
      tree
        .path(node)
        .map((key) => ofKey(key) ?? lexicon.keys[key]!)
        .join(' ')
    );
  });
}

/** Where a phrase is written. */
interface Example {
  /** Of the place: what decides by chance. */
  hash: number;
  /** Inside a sentence of an abstract. */
  inside: boolean;
  parts: Int32Array;
}

/** Reads on in what a kernel gave: the examples of a phrase of so many parts. Of each: phrase, hash, whether it is from inside a sentence, and the parts. */
function examplesOf(given: { list: Int32Array; at: number }, phrase: number, length: number): Example[] {
  const { list } = given;
  const found: Example[] = [];
  for (; list[given.at] === phrase; given.at += 3 + length) {
    const { at } = given;
    const parts = list.subarray(at + 3, at + 3 + length);
    found.push({ hash: list[at + 1]! >>> 0, inside: list[at + 2] === 1, parts });
  }
  return found;
}

/** The examples that count: those of lowest hash from inside sentences; where there are none, the one of lowest hash from elsewhere. */
function chosen(examples: Example[]): readonly Example[] {
  examples.sort((a, b) => Number(b.inside) - Number(a.inside) || a.hash - b.hash);
  const elsewhere = examples.findIndex((example) => !example.inside);
  return examples.slice(0, elsewhere < 0 ? EXAMPLES : Math.min(EXAMPLES, Math.max(1, elsewhere)));
}

/** The form with the most votes whatever its capitals, then the capitals with the most; ties by code unit. */
function commonest(votes: ReadonlyMap<string, Votes>): string | undefined {
  if (votes.size < 2) return votes.keys().next().value;
  const calm = new Map<string, Votes>();
  for (const [form, vote] of votes) add(calm, form.toLowerCase(), vote);
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

function add(votes: Map<string, Votes>, form: string, { inside, anywhere }: Votes): void {
  const sum = votes.get(form);
  if (!sum) votes.set(form, { inside, anywhere });
  else {
    sum.inside += inside;
    sum.anywhere += anywhere;
  }
}

/** The commonest form of any key; keys are asked one by one, since few of them become terms. */
function formsOfKeys(
  { keyOf, keys, forms }: Lexicon,
  { anywhere, inside }: Tallies,
): (key: number) => string | undefined {
  // The parts of each key as a chain, first to last.
  const first = new Int32Array(keys.length).fill(-1);
  const next = new Int32Array(forms.length);
  for (let part = forms.length - 1; part >= 0; part--) {
    next[part] = first[keyOf[part]!]!;
    first[keyOf[part]!] = part;
  }
  return (key) => {
    const votes = new Map<string, Votes>();
    for (let part = first[key]!; part >= 0; part = next[part]!)
      if (forms[part] && anywhere[part]) add(votes, forms[part]!, { inside: inside[part]!, anywhere: anywhere[part]! });
    return commonest(votes);
  };
}

/** Most are written the same way each time: only different ones are spelled out. */
function phraseVotes(lexicon: Lexicon, examples: readonly Example[]): Map<string, Votes> {
  const votes = new Map<string, Votes>();
  const different: { parts: Int32Array; vote: Votes }[] = [];
  for (const { inside, parts } of examples) {
    let vote = different.find((one) => sameParts(one.parts, parts))?.vote;
    if (!vote) {
      const form = written(lexicon, parts);
      if (!form) continue;
      vote = votes.get(form) ?? { inside: 0, anywhere: 0 };
      votes.set(form, vote);
      different.push({ parts, vote });
    }
    vote.inside += inside ? 1 : 0;
    vote.anywhere++;
  }
  return votes;
}

function sameParts(a: Int32Array, b: Int32Array): boolean {
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
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
