import { findConcepts } from '../concepts/find-concepts.ts';
import type { Concepts } from '../model/concepts.ts';
import type { PaperMap } from '../model/map.ts';
import { splitLabel } from '../topics/labels/label-case.ts';

const foundConcepts = new WeakMap<PaperMap, Promise<Concepts>>();

/** Returns the concepts of a map. If the map was built without concepts, finds them once and caches them. */
export async function getConcepts(map: PaperMap): Promise<Concepts> {
  if (map.concepts) return map.concepts;
  const concepts =
    foundConcepts.get(map) ??
    findConcepts(map.papers, { knownConcepts: map.topics.flatMap(({ label }) => splitLabel(label)) });
  foundConcepts.set(map, concepts);
  return concepts;
}
