import type { Collection, Paper, Problem, Source } from '../model/paper.ts';
import { combinePapers } from '../read/deduplicate/combine-papers.ts';
import { linkPapers } from '../read/deduplicate/link-papers.ts';
import { preferMainLanguage } from '../read/normalize/text/abstracts.ts';
import { runWithPauses } from '../util/pause.ts';

/** What happens to papers of the earlier collection that the files read again no longer contain. */
export type MissingPapers = 'keep' | 'remove';

/** Options of {@link mergeCollections}. */
export interface MergeOptions {
  /** Ids of papers to remove. Default none. */
  remove?: readonly string[];
  /** Whether papers that only files read again contained, and no longer contain, are kept or removed. Default 'keep'. */
  missing?: MissingPapers;
}

/**
 * Adds papers to a collection and removes others. A new paper that is known already, by the rules of deduplication, is merged into
 * the known one, which keeps its id. Records and problems of a file that was read again replace the earlier ones of this file. The order of
 * the papers does not matter.
 * @param known The earlier collection.
 * @param added What was read now.
 * @throws the reason of the signal if it is aborted
 */
export async function mergeCollections(
  known: Collection,
  added: Collection,
  { remove = [], missing = 'keep' }: MergeOptions = {},
  signal?: AbortSignal,
): Promise<Collection> {
  const removed = new Set(remove);
  const readAgain = listFiles(added);
  const remaining = known.papers.filter(({ id }) => !removed.has(id));
  const { knownOf, notes } = await runWithPauses(linkPapers(remaining, added.papers), signal);
  const copiesOf = new Map<Paper, Paper[]>();
  const newPapers: Paper[] = [];
  added.papers.forEach((paper, i) => {
    const original = remaining[knownOf[i]!];
    if (original) copiesOf.set(original, [...(copiesOf.get(original) ?? []), paper]);
    else newPapers.push(paper);
  });
  const keptPapers = remaining.flatMap((paper) => {
    const copies = copiesOf.get(paper);
    if (copies) return mergeCopies(paper, copies, readAgain);
    return missing === 'remove' && paper.sources.every(({ file }) => readAgain.has(file)) ? [] : paper;
  });
  const all = [...keptPapers, ...giveNewIds(newPapers, keptPapers)].sort((a, b) => (a.id < b.id ? -1 : 1));
  const papers = await runWithPauses(preferMainLanguage(all), signal);
  const isElsewhere = ({ file }: Problem) => !readAgain.has(file);
  const problems = [...known.problems.filter(isElsewhere), ...added.problems].sort(compareProblems);
  const merged = papers.reduce((sum, { sources }) => sum + Math.max(0, sources.length - 1), 0);
  return {
    papers,
    records: papers.length + merged + problems.length,
    merged,
    problems,
    notes: [...known.notes.filter(isElsewhere), ...added.notes, ...notes].sort(compareProblems),
  };
}

/** Returns the names of the files that papers and problems come from. */
function listFiles({ papers, problems }: Collection): Set<string> {
  return new Set([...papers.flatMap(({ sources }) => sources), ...problems].map(({ file }) => file));
}

/** Merges copies into a known paper, without what it has from earlier versions of their files. */
function mergeCopies(known: Paper, copies: readonly Paper[], readAgain: ReadonlySet<string>): Paper {
  const isCurrent = ({ file }: Source) => !readAgain.has(file);
  const sources = known.sources.filter(isCurrent);
  const [first, ...others] = copies;
  if (sources.length > 0) return combinePapers({ ...known, sources }, copies);
  return others.length > 0 ? combinePapers({ ...first!, id: known.id }, others) : { ...first!, id: known.id };
}

/** Returns new papers whose ids are not those of others, which are different papers. */
function giveNewIds(papers: readonly Paper[], others: readonly Paper[]): Paper[] {
  const used = new Set(others.map(({ id }) => id.toLowerCase()));
  return papers.map((paper) => {
    let id = paper.id;
    for (let number = 2; used.has(id.toLowerCase()); number++) id = `${paper.id}-${number}`;
    used.add(id.toLowerCase());
    return id === paper.id ? paper : { ...paper, id };
  });
}

const compareProblems = (a: Problem, b: Problem) =>
  a.file === b.file ? a.line - b.line || (a.reason < b.reason ? -1 : 1) : a.file < b.file ? -1 : 1;
