import { findConcepts } from '../concepts/find-concepts.ts';
import type { Concepts } from '../model/concepts.ts';
import type { PaperMap } from '../model/map.ts';

const foundConcepts = new WeakMap<PaperMap, Concepts>();

/** Returns the concepts of a map. If the map was built without concepts, finds them once and caches them. */
export function getConcepts(map: PaperMap): Concepts {
  const concepts = map.concepts ?? foundConcepts.get(map) ?? findConcepts(map.papers);
  if (!map.concepts) foundConcepts.set(map, concepts);
  return concepts;
}
