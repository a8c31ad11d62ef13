import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { findPathAlong } from '../../graph/path.ts';
import { addTool } from './add-tool.ts';
import { describePaper, describeSimilar, describeTopic, round, roundFused, roundShares } from './describe.ts';
import { explainPair, findSimilar, weigh } from './find-similar.ts';
import type { QueryableMap } from './open-for-queries.ts';
import { countInput, fusedLink, paperInput, paperRef, rankedBy, similarPaper, termShare, topicRef } from './schemas.ts';

/** Terms that explain the similarity of two papers. */
const MAX_TERMS = 15;

/** Adds the tools that find, show, and compare papers. */
export function addPaperTools(server: McpServer, map: QueryableMap): void {
  addSearch(server, map);
  addShow(server, map);
  addRelated(server, map);
  addCompare(server, map);
  addPath(server, map);
}

function addSearch(server: McpServer, map: QueryableMap): void {
  addTool(server, 'search_papers', {
    description: 'Find papers by words, a question, or a whole abstract; also by id, DOI, citation key, or title.',
    input: z.object({ query: z.string().min(1).max(20_000), count: countInput(10) }),
    output: z.object({
      named: paperRef.optional().describe('the paper whose identifier or title the query is'),
      rankedBy,
      papers: z.array(similarPaper).describe('most similar first'),
    }),
    async run({ query, count }) {
      const named = (await map.names()).find(query);
      const found = await findSimilar(map, named ?? (await weigh(map, query)), count);
      return { ...(named !== undefined && { named: await describePaper(map, named) }), ...found };
    },
  });
}

function addShow(server: McpServer, map: QueryableMap): void {
  addTool(server, 'get_paper', {
    description: 'Show a paper: abstract, authors, venue, topic, and the concepts that it mentions.',
    input: z.object({ paper: paperInput }),
    output: paperRef.extend({
      abstract: z.string().optional(),
      venue: z.string().optional(),
      doi: z.string().optional(),
      url: z.string().optional(),
      citations: z.number().int().optional(),
      subtopic: topicRef.optional(),
      concepts: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    async run({ paper: name }) {
      const paper = (await map.names()).get(name);
      const { abstract, authors = [], venue, doi, url, citations } = await map.paper(paper);
      const subtopic = await describeTopic(map, (await map.nodes()).subtopicOf[paper]!);
      return {
        ...(await describePaper(map, paper)),
        authors,
        ...(abstract && { abstract }),
        ...(venue !== undefined && { venue }),
        ...(doi !== undefined && { doi }),
        ...(url !== undefined && { url }),
        ...(citations !== undefined && { citations }),
        ...(subtopic && { subtopic }),
        concepts: map.hasConcepts ? await listConcepts(map, paper) : [],
      };
    },
  });
}

/** Returns the concepts of a paper, most relevant first. */
async function listConcepts(map: QueryableMap, paper: number): Promise<{ id: string; name: string }[]> {
  const { rows, concepts } = await map.concepts();
  const entries = Array.from(
    { length: rows.starts[paper + 1]! - rows.starts[paper]! },
    (_, k) => rows.starts[paper]! + k,
  );
  entries.sort((a, b) => rows.values[b]! - rows.values[a]! || a - b);
  return entries.map((entry) => concepts[rows.ids[entry]!]!).map(({ id, name }) => ({ id, name }));
}

function addRelated(server: McpServer, map: QueryableMap): void {
  addTool(server, 'related_papers', {
    description: 'List the papers most similar to a paper, with the terms that make them similar.',
    input: z.object({ paper: paperInput, count: countInput(10) }),
    output: z.object({ paper: paperRef, rankedBy, related: z.array(similarPaper) }),
    async run({ paper: name, count }) {
      const paper = (await map.names()).get(name);
      const { papers: related, ...found } = await findSimilar(map, paper, count);
      return { paper: await describePaper(map, paper), ...found, related };
    },
  });
}

function addCompare(server: McpServer, map: QueryableMap): void {
  addTool(server, 'explain_similarity', {
    description: 'Explain why two papers are similar: each shared term and its share in the similarity.',
    input: z.object({ a: paperInput, b: paperInput }),
    output: z.object({
      a: paperRef,
      b: paperRef,
      similarity: z.number().describe('0 to 1; the sum of the shares of all terms'),
      terms: z.array(termShare),
      furtherTerms: z.number().int().describe('number of terms that are not listed'),
      fused: fusedLink.optional(),
    }),
    async run({ a, b }) {
      const names = await map.names();
      const [first, second] = [names.get(a), names.get(b)];
      const { similarity, terms, fused } = await explainPair(map, first, second);
      return {
        a: await describePaper(map, first),
        b: await describePaper(map, second),
        similarity: round(similarity),
        terms: roundShares(terms, MAX_TERMS),
        furtherTerms: Math.max(0, terms.length - MAX_TERMS),
        ...(fused && { fused: roundFused(fused) }),
      };
    },
  });
}

function addPath(server: McpServer, map: QueryableMap): void {
  addTool(server, 'path_between_papers', {
    description: 'Find the strongest chain of similar papers between two papers, with the terms of each step.',
    input: z.object({ from: paperInput, to: paperInput }),
    output: z.object({
      steps: z
        .array(similarPaper.partial({ similarity: true }))
        .describe('similarity and terms are those of the step from the paper before; empty if there is no path'),
    }),
    async run({ from, to }) {
      const names = await map.names();
      const path = findPathAlong(await map.adjacency(), names.get(from), names.get(to));
      const steps = (path?.papers ?? []).map(async (paper, k) => {
        const before = k > 0 ? path!.papers[k - 1] : undefined;
        if (before === undefined) return { ...(await describePaper(map, paper)), terms: [] };
        const weight = path!.similarities[k - 1]!;
        const { terms, similarity, fused } = await explainPair(map, before, paper);
        return fused
          ? describeSimilar(map, paper, { similarity, terms, fused: { score: weight, ...fused } })
          : describeSimilar(map, paper, { similarity: weight, terms });
      });
      return { steps: await Promise.all(steps) };
    },
  });
}
