import { strings } from '../../../strings/strings.ts';
import type { GroupKind } from '../../../worker/search/results.ts';
import { type Highlight, state } from '../../store.ts';
import { callWorker } from '../session.ts';

/** The kinds of groups, in the order in which the names of older links are looked for. */
const GROUPS: readonly GroupKind[] = ['author', 'term', 'venue', 'year'];

/** Finds the papers that a link highlights; undefined if there are none anymore. */
export async function findHighlighted(source: string): Promise<Highlight | undefined> {
  const [, kind, name] = /^([a-z]+):(.*)$/s.exec(source) ?? [];
  const group = GROUPS.find((known) => known === kind);
  if (group && name) return findGroup(group, name);
  if (kind === 'concept' && name) return findConcept(name);
  if (source === 'list:')
    return { name: strings.readingList.heading, papers: Uint32Array.from(state.readingList.value), source };
  if (source === 'new:') {
    const added = state.details.value?.update?.added ?? [];
    return { name: strings.update.highlight, papers: Uint32Array.from(added), source };
  }
  for (const known of GROUPS) {
    const found = await findGroup(known, source);
    if (found) return found;
  }
  return undefined;
}

async function findGroup(group: GroupKind, name: string): Promise<Highlight | undefined> {
  const papers = await callWorker((worker) => worker.call('group', [group, name]));
  return papers?.length ? { name, papers, source: `${group}:${name}` } : undefined;
}

async function findConcept(id: string): Promise<Highlight | undefined> {
  const details = await callWorker((worker) => worker.call('concept', [id]));
  return details ? { name: details.concept.name, papers: details.papers, source: `concept:${id}` } : undefined;
}
