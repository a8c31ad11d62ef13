import type { Candidates } from './choose.ts';
import { type Counts, EXAMPLES } from './count.ts';
import type { Lexicon } from './lexicon.ts';
import { SENTENCE } from './tokenize.ts';

/** How often a form was seen: inside sentences of abstracts, where capitals mean something, and anywhere. */
interface Votes {
  inside: number;
  anywhere: number;
}

/** How people write each of the terms (nodes of the candidates' tree): words by all their mentions, phrases by examples. */
export function writtenForms(
  lexicon: Lexicon,
  candidates: Candidates,
  counts: Counts,
  terms: readonly number[],
): string[] {
  const ofKey = formsOfKeys(lexicon);
  const { tree } = candidates;
  return terms.map((node) => {
    if (node < tree.roots) return ofKey(node) ?? lexicon.keys[node]!;
    const path = tree.path(node);
    return (
      commonest(phraseVotes(lexicon, counts, node - tree.roots, path.length)) ??
      path.map((key) => ofKey(key) ?? lexicon.keys[key]!).join(' ')
    );
  });
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
function formsOfKeys({ stream, starts, bodies, keyOf, keys, forms }: Lexicon): (key: number) => string | undefined {
  const inside = new Int32Array(forms.length);
  const anywhere = new Int32Array(forms.length);
  for (let paper = 0; paper < bodies.length; paper++)
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const part = stream[k]! >> 2;
      anywhere[part]!++;
      if (k >= bodies[paper]! && (stream[k]! & 3) !== SENTENCE) inside[part]!++;
    }
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

function phraseVotes(lexicon: Lexicon, { examples }: Counts, phrase: number, length: number): Map<string, Votes> {
  const votes = new Map<string, Votes>();
  const different: { at: number; vote: Votes }[] = [];
  for (let e = phrase * EXAMPLES; e < (phrase + 1) * EXAMPLES; e++) {
    if (examples[e] === -1) continue;
    const inside = examples[e]! >= 0;
    const at = inside ? examples[e]! : -2 - examples[e]!;
    let vote = different.find((one) => sameParts(lexicon, one.at, at, length))?.vote;
    if (!vote) {
      const form = written(lexicon, at, length);
      if (!form) continue;
      vote = votes.get(form) ?? { inside: 0, anywhere: 0 };
      votes.set(form, vote);
      different.push({ at, vote });
    }
    vote.inside += inside ? 1 : 0;
    vote.anywhere++;
  }
  return votes;
}

function sameParts({ stream }: Lexicon, a: number, b: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (stream[a + k]! >> 2 !== stream[b + k]! >> 2) return false;
  return true;
}

/** The parts from `at` as written; '' if an abbreviation stands for any. */
function written({ stream, forms, wordOf }: Lexicon, at: number, length: number): string {
  let text = '';
  for (let k = at; k < at + length; k++) {
    const part = stream[k]! >> 2;
    if (!forms[part]) return '';
    const sameWord = k > at && stream[k - 1]! >> 2 === part - 1 && wordOf[part] === wordOf[part - 1];
    text += (k === at ? '' : sameWord ? '-' : ' ') + forms[part];
  }
  return text;
}
