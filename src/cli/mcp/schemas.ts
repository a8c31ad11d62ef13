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

/** What vectors contribute to a link; only of maps with vectors. */
export const fusedLink = z
  .object({
    score: z.number().optional().describe('above 0, at most 1: both ranks, fused; absent if the papers are not linked'),
    ranks: z
      .object({ terms: z.number().int(), vectors: z.number().int() })
      .optional()
      .describe('from 1; 0 if not among the nearest; absent if the papers are not linked'),
    cosine: z.number().optional().describe('cosine of the vectors, -1 to 1; absent if a paper has none'),
  })
  .describe('only of maps with vectors: what terms and vectors contribute');

/** A link of a network. */
export const networkLink = z.object({
  weight: z.number(),
  shared: z.string().describe('what both ends share, such as "2 shared references: ..."'),
});

/** What the papers of a list are ranked by. */
export const rankedBy = z
  .enum(['terms', 'terms and vectors'])
  .optional()
  .describe('only of maps with vectors; a text has no vector and is compared by terms only');

/** A paper that is similar to something, and why. */
export const similarPaper = paperRef.extend({
  similarity: z
    .number()
    .describe(
      'similarity of the texts, 0 to 1; search_papers and related_papers add terms of similar papers to what is compared, so that it differs from that of explain_similarity and list_links',
    ),
  terms: z.array(termShare).describe('the terms that contribute most'),
  fused: fusedLink.optional(),
});

/** A topic in a list. */
export const topicEntry = z.object({
  id: z.number().int(),
  label: z.string(),
  papers: z.number().int().describe('number of papers, or of other nodes of the network'),
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
