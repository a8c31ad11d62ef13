import type { ConceptList, ConceptSource } from '../../concepts/search/concept-source.ts';
import { findPapers, proofsOf } from '../../concepts/search/find-papers.ts';
import { conceptLookup, nearest, suggestConcepts } from '../../concepts/search/lookup.ts';
import { clean } from '../../export/escape.ts';
import type { Concept } from '../../model/concepts.ts';
import { InputError } from '../../model/errors.ts';
import { withMap } from '../map-file.ts';
import { print } from '../output.ts';

/** The options of `papergraph find` as typed. */
export interface FindOptions {
  concept: string[];
  author?: string;
  hasCode?: true;
  json: boolean;
}

/** Sentences shown for each paper on the screen; `--json` has all. */
const SENTENCES_SHOWN = 2;

/** Lists the papers that mention concepts, with the sentences that prove it; by author and code too. */
export async function find(path: string, options: FindOptions): Promise<void> {
  const { concept: names, author, hasCode, json } = options;
  const answer = await withMap(path, async (map) => {
    const found = names.length > 0 ? await map.concepts() : undefined;
    // What every paper asks for is read once.
    const source: ConceptSource = { ...map, concepts: async () => found ?? map.concepts() };
    const wanted = found ? wantedConcepts(found, names) : [];
    if (author !== undefined) checkAuthor((await map.facts()).authors, author);
    const { counts, papers } = await findPapers(source, {
      concepts: wanted,
      ...(author !== undefined && { author }),
      ...(hasCode && { hasCode }),
    });
    const answers = [];
    for (const paper of papers) {
      const { id, title, authors = [], code = [] } = await map.paper(paper);
      const proofs = found ? await proofsOf(source, paper, wanted) : [];
      answers.push({
        id,
        title,
        authors,
        code,
        proofs: proofs.map(({ concept, field, from, to, sentence }) => ({
          concept: found!.concepts[concept]!.name,
          field,
          from,
          to,
          sentence,
        })),
      });
    }
    const concepts: Concept[] = wanted.map((concept) => found!.concepts[concept]!);
    return { concepts, counts: { all: papers.length, ...counts }, papers: answers };
  });
  if (json) return print([`${JSON.stringify(answer, null, 2)}\n`]);
  const { concepts, counts, papers } = answer;
  const conditions = [
    ...concepts.map(({ name, kind, documents }) => `${name} (${kind}): ${documents}`),
    ...(author !== undefined ? [`author ${author}: ${counts.author}`] : []),
    ...(hasCode ? [`with code: ${counts.hasCode}`] : []),
  ];
  await print([
    clean(`${papers.length} ${papers.length === 1 ? 'paper' : 'papers'}; ${conditions.join('; ')}\n`),
    ...papers.map(({ id, title, proofs }) => {
      const shown = proofs.slice(0, SENTENCES_SHOWN).map(({ sentence }) => `       ${sentence}\n`);
      return clean(`${title}\n       ${id}\n${shown.join('')}`);
    }),
  ]);
}

/** The concepts that are meant. Throws {@link InputError} with near misses for a name that is none. */
function wantedConcepts({ concepts }: ConceptList, names: readonly string[]): number[] {
  const lookup = conceptLookup(concepts);
  return names.map((name) => {
    const concept = lookup(name);
    if (concept >= 0) return concept;
    const near = suggestConcepts(concepts, name, 3).map((index) => concepts[index]!.name);
    throw new InputError(`this map has no concept "${clean(name)}"${didYouMean(near)}`);
  });
}

function checkAuthor(authors: readonly (readonly string[])[], name: string): void {
  const part = name.trim().toLowerCase();
  if (part === '') throw new InputError('--author needs a part of a name');
  const names = new Set<string>();
  for (const paper of authors)
    for (const author of paper) {
      if (author.toLowerCase().includes(part)) return;
      names.add(author);
    }
  if (names.size === 0) throw new InputError('no paper of this map tells its authors');
  const all = [...names];
  const near = nearest(all.length, (index) => [all[index]!], name, 3).map((index) => all[index]!);
  throw new InputError(`this map has no author "${clean(name)}"${didYouMean(near)}`);
}

function didYouMean(names: readonly string[]): string {
  if (names.length === 0) return '';
  const quoted = names.map((name) => `"${clean(name)}"`);
  const last = quoted.pop()!;
  return `: did you mean ${quoted.length > 0 ? `${quoted.join(', ')} or ` : ''}${last}?`;
}
