import type { Passage, TextPlace } from '../../model/concepts.ts';
import { InputError } from '../../model/errors.ts';
import type { Paper } from '../../model/paper.ts';
import type { ConceptList, ConceptSource } from './concept-source.ts';
import { sentenceAt } from './passages.ts';

/** What to look for; a paper must meet every condition that is given. */
export interface ConceptQuery {
  /** Indexes of concepts that it mentions. Default none. */
  concepts?: readonly number[];
  /** A part of an author's name, whatever the case. Default any author. */
  author?: string;
  /** Whether it gives the address of its code. Default either. */
  hasCode?: boolean;
}

/** A sentence that mentions a concept, and where in it. */
export interface Proof extends Passage {
  /** Index of the concept. */
  concept: number;
  sentence: string;
}

/** What a search found, and what each condition would find alone. */
export interface FoundPapers {
  /** How many papers meet each condition alone. */
  counts: { concepts: number[]; author?: number; hasCode?: number };
  /** Indexes of the papers that meet them all, those first to which the concepts matter most (ties by place). */
  papers: number[];
}

/** Finds papers by the concepts they mention, their authors and their code. */
export async function findPapers(source: ConceptSource, query: ConceptQuery): Promise<FoundPapers> {
  const { concepts: wanted = [], author, hasCode } = query;
  const found = wanted.length > 0 ? await source.concepts() : undefined;
  const weights = wanted.map((concept) => weightsOf(found!, concept));
  const facts = author === undefined && hasCode === undefined ? undefined : await source.facts();
  const byAuthor = author === undefined ? undefined : authored(facts!.authors, author);
  const byCode = hasCode === undefined ? undefined : coded(facts!.coded, hasCode);
  const conditions: ((paper: number) => boolean)[] = [
    ...weights.map((weight) => (paper: number) => weight.has(paper)),
    ...[byAuthor, byCode].flatMap((set) => (set ? [(paper: number) => set(paper)] : [])),
  ];
  const { years } = await source.nodes();
  const all = Array.from(years, (_, paper) => paper);
  const weightOf = (paper: number) => weights.reduce((sum, weight) => sum + weight.get(paper)!, 0);
  return {
    counts: {
      concepts: weights.map((weight) => weight.size),
      ...(byAuthor && { author: all.filter(byAuthor).length }),
      ...(byCode && { hasCode: all.filter(byCode).length }),
    },
    papers: all
      .filter((paper) => conditions.every((meets) => meets(paper)))
      .map((paper) => ({ paper, weight: weightOf(paper) }))
      .sort((a, b) => b.weight - a.weight || a.paper - b.paper)
      .map(({ paper }) => paper),
  };
}

function authored(authors: readonly (readonly string[])[], name: string): (paper: number) => boolean {
  const part = name.trim().toLowerCase();
  return (paper) => authors[paper]!.some((author) => author.toLowerCase().includes(part));
}

function coded(papers: readonly number[] | undefined, wanted: boolean): (paper: number) => boolean {
  if (!papers) throw new InputError('this map does not say which papers have code: build it again');
  const known = new Set(papers);
  return (paper) => known.has(paper) === wanted;
}

/** The papers that mention a concept, and how telling it is for each, times UNIT. */
export function weightsOf({ rows }: ConceptList, concept: number): Map<number, number> {
  const weights = new Map<number, number>();
  let entry = rows.ids.indexOf(concept);
  for (let paper = 0; entry >= 0; entry = rows.ids.indexOf(concept, entry + 1)) {
    while (rows.starts[paper + 1]! <= entry) paper++;
    weights.set(paper, rows.values[entry]!);
  }
  return weights;
}

/** The sentences of a paper that mention any of the concepts, one proof for each concept and sentence. */
export async function proofsOf(source: ConceptSource, paper: number, concepts: readonly number[]): Promise<Proof[]> {
  const { rows } = await source.concepts();
  const [text, mentions] = await Promise.all([source.paper(paper), source.mentions(paper)]);
  const row = rows.ids.subarray(rows.starts[paper], rows.starts[paper + 1]);
  return concepts.flatMap((concept) => proofsIn(text, paper, concept, mentions[row.indexOf(concept)] ?? []));
}

function proofsIn(text: Paper, paper: number, concept: number, places: readonly TextPlace[]): Proof[] {
  const seen = new Set<string>();
  return places.flatMap(({ field, from, to }) => {
    const { text: sentence, start } = sentenceAt(text[field], from, to);
    if (seen.has(`${field} ${start}`)) return [];
    seen.add(`${field} ${start}`);
    return [{ paper, field, from, to, concept, sentence }];
  });
}
