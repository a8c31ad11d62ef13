import type { InputLocation, Paper, PossibleDuplicates, Problem } from '../../model/paper.ts';
import type { Steps } from '../../util/pause.ts';
import { sortInSteps } from '../../util/sort.ts';
import type { RecordClusters } from './clusters.ts';
import type { IdConflict } from './link-by-id.ts';
import { compareLocations, type SourceRecord } from './source-record.ts';

/** Largest group that is listed in full; the others are counted. */
const maxListed = 20;

/** Groups the papers that links connect: possible duplicates that were not merged. */
export function* findPossibleDuplicates(
  links: { a: number; b: number }[],
  clusters: RecordClusters,
  getPaper: (index: number) => Paper,
): Steps<PossibleDuplicates[]> {
  const groupOf = new Map<number, Set<number>>();
  for (const { a, b } of links) {
    yield;
    const [rootA, rootB] = [clusters.find(a), clusters.find(b)];
    if (rootA !== rootB) joinGroups(groupOf, rootA, rootB);
  }
  const found: PossibleDuplicates[] = [];
  for (const group of new Set(groupOf.values())) {
    yield;
    found.push(toPossibleDuplicates([...group], getPaper));
  }
  return yield* sortInSteps(found, (a, b) => compareInputLocations(a.locations[0], b.locations[0]));
}

/** Joins the groups of two papers, the smaller one into the larger one. */
function joinGroups(groupOf: Map<number, Set<number>>, a: number, b: number): void {
  const groupA = groupOf.get(a) ?? new Set([a]);
  const groupB = groupOf.get(b) ?? new Set([b]);
  groupOf.set(a, groupA).set(b, groupB);
  if (groupA === groupB) return;
  const [large, small] = groupA.size >= groupB.size ? [groupA, groupB] : [groupB, groupA];
  for (const member of small) {
    large.add(member);
    groupOf.set(member, large);
  }
}

function toPossibleDuplicates(group: number[], getPaper: (index: number) => Paper): PossibleDuplicates {
  const members = group
    .map((index) => ({ paper: getPaper(index), location: firstLocation(getPaper(index)) }))
    .sort((a, b) => compareInputLocations(a.location, b.location));
  const dois = new Set(members.flatMap(({ paper: { doi } }) => doi ?? []));
  return {
    title: members[0].paper.title,
    count: members.length,
    papers: members.slice(0, maxListed).map(({ paper }) => paper.id),
    locations: members.slice(0, maxListed).map(({ location }) => location),
    ...(dois.size > 1 && { cause: 'the DOIs differ' }),
  };
}

const firstLocation = ({ sources: [{ file, line }] }: Paper): InputLocation => ({ file, line });

const compareInputLocations = (a: InputLocation, b: InputLocation) =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;

const shorten = (title: string) => (title.length > 80 ? `${title.slice(0, 80)}…` : title);

/** Returns one note for a group of possible duplicates. */
export function describePossibleDuplicates({ title, count, locations, cause }: PossibleDuplicates): Problem {
  const [first, second] = locations;
  const others = count > 2 ? `; ${count} papers are alike in this way` : '';
  const because = cause ? ` because ${cause}` : '';
  const reason = `"${shorten(title)}" may be the same paper as ${first.file}, line ${first.line}; not merged${because}${others}`;
  return { ...second, reason };
}

/** Returns one note for papers that share an ID. */
export function describeIdConflict({ id, records: indexes }: IdConflict, records: SourceRecord[]): Problem {
  const [first, second] = indexes.map((index) => records[index]).sort(compareLocations);
  const count = indexes.length > 2 ? ` (${indexes.length} papers)` : '';
  const reason = `${id} is also the ID of a different paper, ${first.location.file}, line ${first.location.line}${count}; they were not merged`;
  return { ...second.location, reason };
}
