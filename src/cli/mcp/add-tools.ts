import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { addAuthorTool } from './author-tools.ts';
import { addConceptTools } from './concept-tools.ts';
import { addPaperTools } from './paper-tools.ts';
import { type QueryableNetworks, withConcepts, withPapers } from './query-networks.ts';
import { addTopicTools } from './topic-tools.ts';

/** Adds all tools for the networks of a map; those about authors and concepts only if it has papers as nodes and concepts. */
export function addTools(server: McpServer, networks: QueryableNetworks): void {
  addPaperTools(server, networks);
  addTopicTools(server, networks);
  const paperNetworks = withPapers(networks);
  if (paperNetworks) addAuthorTool(server, paperNetworks);
  const conceptNetworks = withConcepts(networks);
  if (conceptNetworks) addConceptTools(server, conceptNetworks);
}
