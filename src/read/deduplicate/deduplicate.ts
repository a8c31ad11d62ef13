import type { Paper, Problem } from '../../model/paper.ts';
import { shortHash, titleKey } from '../normalize/identifiers.ts';
import type { Facts } from '../normalize/record.ts';
import { candidatePairs, order } from './candidates.ts';
import { byPlace, type Combined, combine } from './combine.ts';
import { areRuledOut, compare, findShared, type Profile, profileOf, type Verdict } from './compare-records.ts';
import type { Listing } from './listing.ts';

/**
 * Makes one paper of all listings of the same paper. Ids decide where they are known: the same DOI, arXiv or PubMed id joins,
 * different ones of a kind part (but a preprint has its own DOI). Else title, authors, year and abstract decide together.
 * Pairs that may be one paper, but not surely, become notes. The order of the listings makes no difference.
 */
export function merge(listings: Listing[]): { papers: Paper[]; notes: Problem[] } {
  const profiles = listings.map(({ facts }) => profileOf(facts));
  findShared(profiles);
  const groups = new Groups(profiles);
  const notes = joinById(listings, profiles, groups);
  const links: { a: number; b: number; verdict: Verdict }[] = [];
  const seen = new Set<number>();
  candidatePairs(profiles, (a, b) => {
    if (areRuledOut(profiles[a], profiles[b]) || groups.of(a) === groups.of(b)) return;
    const pair = Math.min(a, b) * profiles.length + Math.max(a, b);
    if (seen.has(pair)) return;
    seen.add(pair);
    const verdict = compare(profiles[a], profiles[b]);
    if (verdict === 'different') return;
    links.push(order(profiles[a], profiles[b]) <= 0 ? { a, b, verdict } : { a: b, b: a, verdict });
  });
  links.sort(
    (one, two) =>
      rank[one.verdict] - rank[two.verdict] ||
      order(profiles[one.a], profiles[two.a]) ||
      order(profiles[one.b], profiles[two.b]),
  );
  const unsure = links.filter(({ a, b, verdict }) => verdict === 'unsure' || !groups.join(a, b));
  const reported = new Set<number>();
  for (const { a, b } of unsure.sort(
    (one, two) => byPlace(listings[one.a], listings[two.a]) || byPlace(listings[one.b], listings[two.b]),
  )) {
    const [low, high] = [groups.of(a), groups.of(b)].sort((one, two) => one - two);
    const pair = low * profiles.length + high;
    if (low === high || reported.has(pair)) continue;
    reported.add(pair);
    notes.push(possibleDuplicate(listings[a], listings[b]));
  }
  return { papers: withIds(groups.all().map((group) => combine(group.map((at) => listings[at])))), notes };
}

const rank: Record<Verdict, number> = { certain: 0, likely: 1, unsure: 2, different: 3 };

/** Groups of listings, as a forest; a group never holds two different ids of one kind. */
class Groups {
  #parent: Int32Array;
  #ids: Map<number, Map<string, string>> = new Map();
  #profiles: Profile[];

  constructor(profiles: Profile[]) {
    this.#profiles = profiles;
    this.#parent = Int32Array.from(profiles, (_, at) => at);
  }

  of(at: number): number {
    let root = at;
    while (this.#parent[root] !== root) root = this.#parent[root];
    while (this.#parent[at] !== root) [at, this.#parent[at]] = [this.#parent[at], root];
    return root;
  }

  /** Joins two groups; false if their ids forbid it. */
  join(a: number, b: number): boolean {
    const [rootA, rootB] = [this.of(a), this.of(b)];
    if (rootA === rootB) return true;
    const [idsA, idsB] = [this.#idsOf(rootA), this.#idsOf(rootB)];
    for (const [kind, id] of idsB) if ((idsA.get(kind) ?? id) !== id) return false;
    const [low, high] = rootA < rootB ? [rootA, rootB] : [rootB, rootA];
    this.#parent[high] = low;
    this.#ids.set(low, new Map([...idsA, ...idsB]));
    this.#ids.delete(high);
    return true;
  }

  #idsOf(root: number): Map<string, string> {
    const known = this.#ids.get(root);
    if (known) return known;
    const { doi, facts } = this.#profiles[root];
    const ids = new Map<string, string>();
    if (doi) ids.set('doi', doi);
    if (facts.arxiv) ids.set('arxiv', facts.arxiv);
    if (facts.pmid) ids.set('pmid', facts.pmid);
    return ids;
  }

  all(): number[][] {
    const groups = new Map<number, number[]>();
    for (let at = 0; at < this.#parent.length; at++) {
      const root = this.of(at);
      const group = groups.get(root);
      if (group) group.push(at);
      else groups.set(root, [at]);
    }
    return [...groups.values()];
  }
}

/** Joins what shares an id. Where one id stands at clearly different papers, as in careless exports, it joins nothing. */
function joinById(listings: Listing[], profiles: Profile[], groups: Groups): Problem[] {
  const shared = [
    ...sharedIds('DOI', listings, ({ doi }) => doi?.toLowerCase()),
    ...sharedIds('arXiv', listings, ({ arxiv }) => arxiv),
    ...sharedIds('PubMed', listings, ({ pmid }) => pmid),
  ];
  const notes: Problem[] = [];
  for (const [id, members] of shared.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sorted = members.sort((a, b) => order(profiles[a], profiles[b]) || byPlace(listings[a], listings[b]));
    for (let at = 1; at < sorted.length; at++) {
      const alike = sorted
        .slice(Math.max(0, at - 20), at)
        .find((other) => titlesAgree(profiles[other].facts.title, profiles[sorted[at]].facts.title));
      if (alike === undefined || !groups.join(alike, sorted[at]))
        notes.push({
          ...listings[sorted[at]].place,
          reason: `${id} stands at different papers; they were not joined by it`,
        });
    }
  }
  return notes;
}

/** The ids of a kind that stand at several listings, and these. Most ids stand at one only: those cost one entry in a Map. */
function sharedIds(kind: string, listings: Listing[], idOf: (facts: Facts) => string | undefined) {
  const firsts = new Map<string, number>();
  const shared = new Map<string, number[]>();
  listings.forEach(({ facts }, at) => {
    const id = idOf(facts);
    if (!id) return;
    const first = firsts.get(id);
    if (first === undefined) firsts.set(id, at);
    else {
      const members = shared.get(id);
      if (members) members.push(at);
      else shared.set(id, [first, at]);
    }
  });
  return [...shared].map(([id, members]): [string, number[]] => [`${kind} ${id}`, members]);
}

/** One title holds most words of the other: a subtitle may be missing, words may be mistyped. */
function titlesAgree(a: string, b: string): boolean {
  if (titleKey(a) === titleKey(b)) return true;
  const [wordsA, wordsB] = [a, b].map((title) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length;
  return shared * 2 >= Math.min(wordsA.size, wordsB.size);
}

function possibleDuplicate(a: Listing, b: Listing): Problem {
  const [first, second] = [a, b].sort(byPlace);
  const title = second.facts.title.length > 80 ? `${second.facts.title.slice(0, 80)}…` : second.facts.title;
  return {
    ...second.place,
    reason: `"${title}" may be the same paper as in ${first.place.file}, line ${first.place.line}; kept apart${second.facts.doi && first.facts.doi ? ', since their DOIs differ' : ''}`,
  };
}

/** Gives every paper its id, unique and independent of the order of the input; sorts by it. */
function withIds(combined: Combined[]): Paper[] {
  const own = combined.map(
    ({ facts }) =>
      facts.doi ??
      (facts.arxiv
        ? `arXiv:${facts.arxiv}`
        : facts.pmid
          ? `pmid:${facts.pmid}`
          : `t-${shortHash(titleKey(facts.title))}`),
  );
  const inLowerCase = own.map((id) => id.toLowerCase());
  const claimed = new Set<string>();
  const contested = new Set<string>();
  for (const id of inLowerCase) (claimed.has(id) ? contested : claimed).add(id);
  const papers = combined.map(({ facts, sources }, at): Paper => {
    const { title, authors, year, abstract, doi, arxiv, pmid } = facts;
    const id = contested.has(inLowerCase[at])
      ? `t-${shortHash(JSON.stringify([titleKey(title), authors, year, abstract, doi, arxiv, pmid]))}`
      : own[at];
    return { id, ...facts, sources };
  });
  papers.sort((a, b) => (a.id === b.id ? byFirstSource(a, b) : a.id < b.id ? -1 : 1));
  // Alike to the last letter and yet kept apart: numbered in the order of their places.
  let first = 0;
  for (let at = 1; at < papers.length; at++) {
    if (papers[at].id === papers[first].id) papers[at].id = `${papers[first].id}-${at - first + 1}`;
    else first = at;
  }
  return papers;
}

const byFirstSource = (a: Paper, b: Paper) =>
  byPlace({ facts: a, place: a.sources[0] }, { facts: b, place: b.sources[0] });
