import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { readTopicPage, readTopics } from '../commands/topics.ts';
import { addTool } from './add-tool.ts';
import { describePaper, round } from './describe.ts';
import type { QueryableNetworks } from './query-networks.ts';
import { countInput, paperRef, topicEntry } from './schemas.ts';

/** Key terms of a topic in a list. */
const MAX_TERMS = 8;

/** Adds the tools about topics. */
export function addTopicTools(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'list_topics', {
    description: 'List the topics of the map, largest first, with their key terms and subtopics.',
    input: z.object({ count: countInput(50) }),
    output: z.object({
      papers: z.number().int().describe('number of papers of the map, or of other nodes of the network'),
      number: z.number().int().describe('number of topics, without subtopics'),
      topics: z.array(topicEntry),
    }),
    async run({ count }, map) {
      const topics = (await readTopics(map)).filter(({ parent }) => parent === undefined);
      return {
        papers: (await map.summary()).papers,
        number: topics.length,
        topics: topics.slice(0, count).map(toEntry),
      };
    },
  });
  addTool(server, networks, 'key_papers', {
    description: 'List the key papers of a topic or subtopic: the most central ones first.',
    input: z.object({
      topic: z.union([z.number().int(), z.string()]).describe('id or label of a topic or subtopic'),
      count: countInput(10),
    }),
    output: z.object({
      topic: topicEntry,
      papers: z.array(
        paperRef.extend({ confidence: z.number().describe('how well the paper fits the topic, 0 to 1') }),
      ),
    }),
    async run({ topic: name, count }, map) {
      const { papers, ...topic } = await readTopicPage(map, String(name), 'use list_topics for the list');
      const names = await map.names();
      const shown = papers.slice(0, count).map(async ({ id, confidence }) => ({
        ...(await describePaper(map, names.get(id))),
        confidence: round(confidence),
      }));
      return { topic: toEntry(topic), papers: await Promise.all(shown) };
    },
  });
}

function toEntry(topic: Awaited<ReturnType<typeof readTopics>>[number]): z.infer<typeof topicEntry> {
  const { id, label, size, parent, terms, subtopics } = topic;
  return {
    id,
    label,
    papers: size,
    terms: terms.slice(0, MAX_TERMS),
    ...(parent !== undefined && { parent }),
    subtopics: subtopics.map((subtopic) => ({ id: subtopic.id, label: subtopic.label, papers: subtopic.size })),
  };
}
