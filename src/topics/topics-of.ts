import { InputError } from '../model/errors.ts';
import type { Topic, Topics } from '../model/map.ts';
import type { Paper } from '../model/paper.ts';
import type { Vocabulary } from '../model/vocabulary.ts';

/** A topic with its papers. */
export interface TopicWithPapers extends Topic {
  /** All papers of the topic, in the order of the map. */
  papers: Paper[];
  /** The terms that distinguish it most, as papers write them; {@link Topic.terms} are their ids. */
  keyTerms: string[];
}

/**
 * Returns the topics of a map, largest first, without subtopics, each with its papers and key terms.
 * @throws {InputError} if the argument is not a map
 */
export function topicsOf(
  map: Pick<Topics, 'topics' | 'topicOf'> & { papers: readonly Paper[]; vocabulary: Pick<Vocabulary, 'forms'> },
): TopicWithPapers[] {
  if (!Array.isArray(map?.papers) || !Array.isArray(map.topics))
    throw new InputError('topicsOf: give a map as returned by analyze, or by readAll of an open map');
  const papersOf = new Map<number, Paper[]>();
  for (const topic of map.topics) if (topic.parent === undefined) papersOf.set(topic.id, []);
  map.papers.forEach((paper, i) => {
    papersOf.get(map.topicOf[i]!)?.push(paper);
  });
  return map.topics.flatMap((topic) => {
    const papers = papersOf.get(topic.id);
    const keyTerms = topic.terms.map((term) => map.vocabulary.forms[term]!);
    return papers ? [{ ...topic, papers, keyTerms }] : [];
  });
}
