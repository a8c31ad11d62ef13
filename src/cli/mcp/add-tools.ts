import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { addConceptTools } from './concept-tools.ts';
import { addPaperTools } from './paper-tools.ts';
import { type QueryableNetworks, withConcepts } from './query-networks.ts';
import { addTopicTools } from './topic-tools.ts';

/** Adds all tools for the networks of a map; those about concepts only if it has some. */
export function addTools(server: McpServer, networks: QueryableNetworks): void {
  addPaperTools(server, networks);
  addTopicTools(server, networks);
  const conceptNetworks = withConcepts(networks);
  if (conceptNetworks) addConceptTools(server, conceptNetworks);
}
