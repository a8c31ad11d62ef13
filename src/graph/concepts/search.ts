import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { foldSpelling } from '../../text/spelling.ts';
import type { Paper } from '../../types.ts';
import { placesOf, sentenceAt } from './places.ts';
import type { Concepts, Passage } from './types.ts';

/** What to look for; a paper must meet every one that is given. */
export interface ConceptQuery {
  /** Concepts that it mentions, each by its id or any way of writing it. */
  concepts?: readonly string[];
  /** A part of an author's name, whatever the case. */
  author?: string;
  /** Whether it has the address of its code. */
  hasCode?: boolean;
}

/** A sentence that mentions a concept, and where in it. */
export interface Proof extends Passage {
  /** Index of the concept. */
  concept: number;
  sentence: string;
}

export interface FoundPapers {
  /** Indexes of the concepts that were meant, in the order of the query; -1 for one that no paper mentions. */
  concepts: number[];
  /** How many papers meet each condition alone. */
  counts: { concepts: number[]; author?: number; hasCode?: number };
  /** Papers that meet them all, those first to which the concepts matter most (ties by place), each with its proofs. */
  papers: { paper: number; proofs: Proof[] }[];
}

/** Finds papers by the concepts they mention, their authors and their code. */
export function findInMap(papers: readonly Paper[], found: Concepts, query: ConceptQuery): FoundPapers {
  const lookup = conceptLookup(found);
  const wanted = (query.concepts ?? []).map(lookup);
  const author = query.author?.toLowerCase();
  const byAuthor = (paper: Paper) =>
    author === undefined || (paper.authors ?? []).some((name) => name.toLowerCase().includes(author));
  const byCode = (paper: Paper) => query.hasCode === undefined || (paper.code ?? []).length > 0 === query.hasCode;
  const answers = papers.flatMap((paper, i) => {
    const entries = wanted.map((concept) => entryOf(found, i, concept));
    if (entries.includes(-1) || !byAuthor(paper) || !byCode(paper)) return [];
    const weight = entries.reduce((sum, entry) => sum + found.rows.values[entry]!, 0);
    return [{ paper: i, weight, proofs: entries.flatMap((entry) => proofsOf(paper, i, found, entry)) }];
  });
  answers.sort((a, b) => b.weight - a.weight || a.paper - b.paper);
  return {
    concepts: wanted,
    counts: {
      concepts: wanted.map((concept) => found.concepts[concept]?.documents ?? 0),
      ...(author !== undefined && { author: papers.filter(byAuthor).length }),
      ...(query.hasCode !== undefined && { hasCode: papers.filter(byCode).length }),
    },
    papers: answers.map(({ paper, proofs }) => ({ paper, proofs })),
  };
}

/** Finds a concept by its id or by any way of writing it, whatever its case, number, spelling and hyphens; -1 for none. */
export function conceptLookup({ concepts }: Concepts): (name: string) => number {
  const byVariant = new Map<string, number>();
  const byLetters = new Map<string, number>();
  concepts.forEach(({ id, variants }, concept) => {
    byLetters.set(id.replaceAll('-', '').toLowerCase(), concept);
    for (const variant of variants) {
      const known = byVariant.get(variant.toLowerCase());
      if (known === undefined || concepts[known]!.documents < concepts[concept]!.documents)
        byVariant.set(variant.toLowerCase(), concept);
    }
  });
  return (name) => {
    const lower = name.trim().toLowerCase();
    const letters = (lower.match(/[\p{L}\p{N}\p{M}+#]+/gu) ?? [])
      .map((word) => porter.stem(foldSpelling(word)))
      .join('');
    return byVariant.get(lower) ?? byLetters.get(letters) ?? byLetters.get(lower.replaceAll('-', '')) ?? -1;
  };
}

function entryOf({ rows }: Concepts, paper: number, concept: number): number {
  for (let entry = rows.starts[paper]!; entry < rows.starts[paper + 1]!; entry++)
    if (rows.ids[entry] === concept) return entry;
  return -1;
}

/** One proof a sentence. */
function proofsOf(paper: Paper, index: number, found: Concepts, entry: number): Proof[] {
  const seen = new Set<string>();
  return placesOf(found, entry).flatMap(({ field, from, to }) => {
    const { text, start } = sentenceAt(paper[field], from, to);
    if (seen.has(`${field} ${start}`)) return [];
    seen.add(`${field} ${start}`);
    return [{ paper: index, field, from, to, concept: found.rows.ids[entry]!, sentence: text }];
  });
}

/** A concept that stands in the same papers as another. */
export interface Companion {
  concept: number;
  /** How many papers mention both. */
  papers: number;
}

/**
 * What a concept goes together with: first what shares many of its papers and few other ones. The order is by shared
 * papers times ln(shared x all / (its papers x the other's papers)), which is positive where chance would give fewer.
 */
export function companions(found: Concepts, concept: number, count = 20): Companion[] {
  const { rows, concepts } = found;
  const papers = rows.starts.length - 1;
  const shared = new Map<number, number>();
  for (let i = 0; i < papers; i++) {
    if (entryOf(found, i, concept) < 0) continue;
    for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++)
      shared.set(rows.ids[k]!, (shared.get(rows.ids[k]!) ?? 0) + 1);
  }
  shared.delete(concept);
  const own = concepts[concept]?.documents ?? 0;
  return [...shared]
    .filter(([, together]) => together > 1)
    .map(([other, together]) => ({
      concept: other,
      papers: together,
      score: together * Math.log((together * papers) / (own * concepts[other]!.documents)),
    }))
    .sort((a, b) => b.score - a.score || a.concept - b.concept)
    .slice(0, count)
    .map(({ concept, papers }) => ({ concept, papers }));
}

/** When a concept rose: how many papers of each year mention it, out of how many; years ascend, papers without a year are left out. */
export function yearsOf(
  papers: readonly Paper[],
  found: Concepts,
  concept: number,
): { year: number; papers: number; of: number }[] {
  const years = new Map<number, { papers: number; of: number }>();
  papers.forEach(({ year }, i) => {
    if (year === undefined) return;
    const counts = years.get(year) ?? { papers: 0, of: 0 };
    counts.of++;
    if (entryOf(found, i, concept) >= 0) counts.papers++;
    years.set(year, counts);
  });
  return [...years].sort((a, b) => a[0] - b[0]).map(([year, counts]) => ({ year, ...counts }));
}
