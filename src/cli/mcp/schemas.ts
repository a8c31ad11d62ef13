import { z } from 'zod';

/** Longest list that a tool returns. */
const MAX_COUNT = 50;

/** An input that names a paper. */
export const paperInput = z
  .string()
  .min(1)
  .describe('id of a paper as returned by other tools; also its DOI, arXiv id, PubMed id, citation key, or title');

/** An input that limits the length of a list. */
export const countInput = (defaultCount: number) =>
  z.number().int().min(1).max(MAX_COUNT).default(defaultCount).describe('maximum number of entries');

/** A topic or subtopic that a paper belongs to. */
export const topicRef = z.object({ id: z.number().int(), label: z.string() });

/** A paper in a list. */
export const paperRef = z.object({
  id: z.string().describe('id for other tools'),
  title: z.string(),
  year: z.number().int().optional(),
  authors: z.array(z.string()).describe('at most three'),
  topic: topicRef.optional(),
});

/** A term and what it contributes to a similarity. */
export const termShare = z.object({
  term: z.string(),
  share: z.number(),
  added: z.boolean().optional().describe('true if only similar papers contain the term'),
});

/** A paper that is similar to something, and why. */
export const similarPaper = paperRef.extend({
  similarity: z.number().describe('0 to 1'),
  terms: z.array(termShare).describe('the terms that contribute most'),
});

/** A topic in a list. */
export const topicEntry = z.object({
  id: z.number().int(),
  label: z.string(),
  papers: z.number().int(),
  terms: z.array(z.string()),
  parent: z.number().int().optional().describe('id of the topic that contains this subtopic'),
  subtopics: z.array(topicRef.extend({ papers: z.number().int() })),
});

/** A sentence of a paper that mentions a concept. */
export const evidence = z.object({
  paper: paperRef,
  field: z.enum(['title', 'abstract']),
  sentence: z.string(),
});
