import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { findPathAlong } from '../../graph/path.ts';
import { addTool } from './add-tool.ts';
import {
  describeLink,
  describePaper,
  describeSimilar,
  describeTopic,
  round,
  roundFused,
  roundShares,
} from './describe.ts';
import { explainPair, findSimilar, weigh } from './find-similar.ts';
import type { QueryableMap } from './open-for-queries.ts';
import type { QueryableNetworks } from './query-networks.ts';
import {
  countInput,
  fusedLink,
  networkLink,
  paperInput,
  paperRef,
  rankedBy,
  similarPaper,
  termShare,
  topicRef,
} from './schemas.ts';

/** Terms that explain the similarity of two papers. */
const MAX_TERMS = 15;

/** Authors of a paper that is shown. */
const MAX_AUTHORS = 50;

/** Adds the tools that find, show, and compare papers. */
export function addPaperTools(server: McpServer, networks: QueryableNetworks): void {
  addSearch(server, networks);
  addShow(server, networks);
  addRelated(server, networks);
  addCompare(server, networks);
  addLinks(server, networks);
  addPath(server, networks);
}

function addSearch(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'search_papers', {
    description: 'Find papers by words, a question, or a whole abstract; also by id, DOI, citation key, or title.',
    input: z.object({ query: z.string().min(1).max(20_000), count: countInput(10) }),
    output: z.object({
      named: paperRef.optional().describe('the paper whose identifier or title the query is'),
      rankedBy,
      papers: z.array(similarPaper).describe('most similar first'),
    }),
    async run({ query, count }, map) {
      const named = (await map.names()).find(query);
      const found = await findSimilar(map, named ?? (await weigh(map, query)), count);
      return { ...(named !== undefined && { named: await describePaper(map, named) }), ...found };
    },
  });
}

function addShow(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'get_paper', {
    description: 'Show a paper: abstract, authors, venue, topic, and the concepts that it mentions.',
    input: z.object({ paper: paperInput }),
    output: paperRef.extend({
      authors: z.array(z.string()).describe('at most 50'),
      authorCount: z.number().int().optional().describe('number of authors, if not all are listed'),
      abstract: z.string().optional(),
      venue: z.string().optional(),
      doi: z.string().optional(),
      url: z.string().optional(),
      citations: z.number().int().optional(),
      subtopic: topicRef.optional(),
      concepts: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    async run({ paper: name }, map) {
      const paper = (await map.names()).get(name);
      const { abstract, authors = [], authorCount: count = authors.length, ...others } = await map.paper(paper);
      const { venue, doi, url, citations } = others;
      const subtopic = await describeTopic(map, (await map.nodes()).subtopicOf[paper]!);
      return {
        ...(await describePaper(map, paper)),
        authors: authors.slice(0, MAX_AUTHORS),
        ...(count > Math.min(authors.length, MAX_AUTHORS) && { authorCount: count }),
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

function addRelated(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'related_papers', {
    description: 'List the papers most similar to a paper, with the terms that make them similar.',
    input: z.object({ paper: paperInput, count: countInput(10) }),
    output: z.object({ paper: paperRef, rankedBy, related: z.array(similarPaper) }),
    async run({ paper: name, count }, map) {
      const paper = (await map.names()).get(name);
      const { papers: related, ...found } = await findSimilar(map, paper, count);
      return { paper: await describePaper(map, paper), ...found, related };
    },
  });
}

function addCompare(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'explain_similarity', {
    description: 'Explain why two papers are similar: each shared term and its share in the similarity.',
    input: z.object({ a: paperInput, b: paperInput }),
    output: z.object({
      a: paperRef,
      b: paperRef,
      similarity: z.number().describe('0 to 1; the sum of the shares of all terms'),
      terms: z.array(termShare),
      furtherTerms: z.number().int().describe('number of terms that are not listed'),
      fused: fusedLink.optional(),
      link: networkLink.optional().describe('only of networks other than similarity, if the two are linked'),
    }),
    async run({ a, b }, map) {
      const names = await map.names();
      const [first, second] = [names.get(a), names.get(b)];
      const { similarity, terms, fused } = await explainPair(map, first, second);
      const weight = (await map.network()) && (await findWeight(map, first, second));
      return {
        a: await describePaper(map, first),
        b: await describePaper(map, second),
        similarity: round(similarity),
        terms: roundShares(terms, MAX_TERMS),
        furtherTerms: Math.max(0, terms.length - MAX_TERMS),
        ...(fused && { fused: roundFused(fused) }),
        ...(weight !== undefined && { link: await describeLink(map, first, second, weight) }),
      };
    },
  });
}

/** Returns the weight of the link between two papers; undefined if they are not linked. */
async function findWeight(map: QueryableMap, a: number, b: number): Promise<number | undefined> {
  const { starts, ids, values } = await map.adjacency();
  const entry = ids.subarray(starts[a]!, starts[a + 1]!).indexOf(b);
  return entry < 0 ? undefined : values[starts[a]! + entry];
}

function addLinks(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'list_links', {
    description:
      'List the links of a paper, or of another node such as an author, the strongest first, with what both ends share: terms, references, joint papers, ...',
    input: z.object({ node: paperInput, count: countInput(10) }),
    output: z.object({
      node: paperRef,
      number: z.number().int().describe('number of links'),
      links: z.array(paperRef.extend({ link: networkLink })),
    }),
    async run({ node: name, count }, map) {
      const node = (await map.names()).get(name);
      const { starts, ids, values } = await map.adjacency();
      const entries = Array.from({ length: starts[node + 1]! - starts[node]! }, (_, k) => starts[node]! + k);
      entries.sort((a, b) => values[b]! - values[a]! || ids[a]! - ids[b]!);
      const links = entries.slice(0, count).map(async (entry) => ({
        ...(await describePaper(map, ids[entry]!)),
        link: await describeLink(map, node, ids[entry]!, values[entry]!),
      }));
      return { node: await describePaper(map, node), number: entries.length, links: await Promise.all(links) };
    },
  });
}

function addPath(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'path_between_papers', {
    description:
      'Find the strongest chain of links between two papers, with the terms of each step, or what else its ends share.',
    input: z.object({ from: paperInput, to: paperInput }),
    output: z.object({
      steps: z
        .array(similarPaper.partial({ similarity: true }).extend({ link: networkLink.optional() }))
        .describe(
          'similarity and terms, in other networks than similarity the link, are those of the step from the paper before; empty if there is no path',
        ),
    }),
    async run({ from, to }, map) {
      const names = await map.names();
      const path = findPathAlong(await map.adjacency(), names.get(from), names.get(to));
      const steps = (path?.papers ?? []).map(async (paper, k) => {
        const before = k > 0 ? path!.papers[k - 1] : undefined;
        if (before === undefined) return { ...(await describePaper(map, paper)), terms: [] };
        const weight = path!.similarities[k - 1]!;
        if (await map.network())
          return {
            ...(await describePaper(map, paper)),
            terms: [],
            link: await describeLink(map, before, paper, weight),
          };
        const { terms, similarity, fused } = await explainPair(map, before, paper);
        return fused
          ? describeSimilar(map, paper, { similarity, terms, fused: { score: weight, ...fused } })
          : describeSimilar(map, paper, { similarity: weight, terms });
      });
      return { steps: await Promise.all(steps) };
    },
  });
}
