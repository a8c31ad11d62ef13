import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { loadConceptPage } from '../../concepts/search/concept-page.ts';
import { suggestConcepts } from '../../concepts/search/lookup.ts';
import { InputError } from '../../model/errors.ts';
import { addTool } from './add-tool.ts';
import { describePaper } from './describe.ts';
import type { QueryableMap } from './open-for-queries.ts';
import type { QueryableNetworks } from './query-networks.ts';
import { countInput, evidence, paperRef } from './schemas.ts';

/** Concepts that co-occur with a concept. */
const MAX_RELATED = 10;

/** Adds the tool about concepts: things that papers mention, with the sentences that do. */
export function addConceptTools(server: McpServer, networks: QueryableNetworks): void {
  addTool(server, networks, 'find_concept', {
    description:
      'Show a concept (a method, data set, task, organism, ...): the papers that mention it, with the sentences that do, and related concepts.',
    input: z.object({ concept: z.string().min(1).max(200).describe('name or id of a concept'), count: countInput(10) }),
    output: z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      papers: z.number().int().describe('number of papers that mention it'),
      introducedBy: z.array(paperRef).describe('papers that introduce it as their own'),
      evidence: z.array(evidence).describe('one sentence of each of the most relevant papers'),
      related: z.array(z.object({ id: z.string(), name: z.string(), sharedPapers: z.number().int() })),
    }),
    async run({ concept: name, count }, map) {
      const index = await findConcept(map, name);
      const page = await loadConceptPage(map.conceptSource, index, { papers: count, relatedConcepts: MAX_RELATED });
      const { concepts } = await map.concepts();
      const shown = page.paperDetails.flatMap(({ evidence: sentences }) => sentences.slice(0, 1));
      const { id, kind, documents } = page.concept;
      return {
        id,
        name: page.concept.name,
        kind,
        papers: documents,
        introducedBy: await Promise.all(page.introducedBy.slice(0, count).map((paper) => describePaper(map, paper))),
        evidence: await Promise.all(
          shown.map(async ({ paper, field, sentence }) => ({
            paper: await describePaper(map, paper),
            field,
            sentence,
          })),
        ),
        related: page.relatedConcepts.map(({ concept, sharedPapers }) => ({
          id: concepts[concept]!.id,
          name: concepts[concept]!.name,
          sharedPapers,
        })),
      };
    },
  });
}

async function findConcept(map: QueryableMap, name: string): Promise<number> {
  const { concepts } = await map.concepts();
  const index = (await map.conceptLookup())(name);
  if (index >= 0) return index;
  const similar = suggestConcepts(concepts, name).map((concept) => concepts[concept]!.name);
  const advice = similar.length > 0 ? `did you mean ${similar.join(', ')}?` : 'use search_papers to search all words';
  throw new InputError(`this map has no concept "${name}": ${advice}`);
}
