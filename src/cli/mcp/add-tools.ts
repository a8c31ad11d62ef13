import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { addConceptTools } from './concept-tools.ts';
import type { QueryableMap } from './open-for-queries.ts';
import { addPaperTools } from './paper-tools.ts';
import { addTopicTools } from './topic-tools.ts';

/** Adds all tools for a map; those about concepts only if it has some. */
export function addTools(server: McpServer, map: QueryableMap): void {
  addPaperTools(server, map);
  addTopicTools(server, map);
  if (map.hasConcepts) addConceptTools(server, map);
}
