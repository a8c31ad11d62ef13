import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { addTools } from '../../../src/cli/mcp/add-tools.ts';
import { openNetworks } from '../../../src/cli/mcp/query-networks.ts';
import { openMap } from '../../../src/map-file/open.ts';
import type { Random } from '../mutate.ts';
import { type FuzzTarget, generalize } from '../target.ts';

/** The tools of `papergraph mcp`, given the name of a tool and its arguments in JSON. */

const TOOLS: Readonly<Record<string, readonly string[]>> = {
  search_papers: ['query', 'count'],
  get_paper: ['paper'],
  related_papers: ['paper', 'count'],
  explain_similarity: ['a', 'b'],
  list_links: ['node', 'count'],
  path_between_papers: ['from', 'to'],
  list_topics: ['count'],
  key_papers: ['topic', 'count'],
  papers_by_author: ['author', 'count'],
  find_concept: ['concept', 'count'],
};

const VALUES: readonly unknown[] = [
  ...['10.1000/1', 'doi:10.1000/2', 'https://doi.org/10.1000/3', 'Spiking networks', 'visual cortex', 'SNN', ''],
  ...[
    '\ud800',
    '\u202e',
    '__proto__',
    'constructor',
    '[object Object]',
    'a\nb',
    '"',
    '10.1000/%0A',
    'NaN',
    '🧠'.repeat(3000),
  ],
  ...[0, 1, 2, 50, 51, -1, 1.5, 1e300, 4294967296, null, true, [], ['10.1000/1'], {}, { toString: 1 }],
];

/** Creates a call: most arguments are of a kind that the tool takes, or nearly so. */
function createCall(random: Random): Uint8Array {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const name = pick(Object.keys(TOOLS));
  const parameters = TOOLS[name]!.filter(() => random() < 0.9);
  const values = random() < 0.6 ? VALUES.slice(0, 5) : VALUES;
  const args = parameters.map((key) => [
    key,
    key === 'count' && random() < 0.7 ? 1 + Math.floor(9 * random()) : pick(values),
  ]);
  return new TextEncoder().encode(JSON.stringify({ name, arguments: Object.fromEntries(args) }));
}

/** What a call of a tool takes, if it is one. */
function parseCall(input: Uint8Array): { name: string; arguments: Record<string, unknown> } | undefined {
  try {
    const { name, arguments: args } = JSON.parse(new TextDecoder().decode(input));
    return typeof name === 'string' && typeof args === 'object' && args ? { name, arguments: args } : undefined;
  } catch {
    return undefined;
  }
}

/** What the server and the protocol say about arguments that a tool does not take. */
const REFUSALS = /^MCP error -32602: (Input validation error|Tool .* not found)|^\[\s*\{\s*"(?:code|expected|origin)"/s;

/** Starts a server with a map, and a client. Errors of the tools that are no message for the assistant are given to `onFault`. */
async function startAssistant(mapBytes: Uint8Array, onFault: (error: unknown) => void): Promise<Client> {
  const server = new McpServer({ name: 'papergraph', version: '1' });
  const register = server.registerTool.bind(server);
  // The server turns what a tool throws into an answer; here it is a fault.
  server.registerTool = ((name: string, config: object, run: (args: unknown) => Promise<object>) =>
    register(
      name,
      config as Parameters<typeof register>[1],
      (async (args: unknown) => {
        try {
          return await run(args);
        } catch (error) {
          onFault(error);
          throw error;
        }
      }) as Parameters<typeof register>[2],
    )) as typeof server.registerTool;
  addTools(server, await openNetworks(await openMap(mapBytes)));
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'fuzz', version: '1' });
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}

/** Creates the target. */
export function createMcpTarget(mapBytes: Uint8Array): FuzzTarget {
  let fault: unknown;
  let client: Promise<Client> | undefined;
  return {
    samples: [createCall(() => 0), createCall(() => 0.4), createCall(() => 0.8)],
    create: createCall,
    async run(input) {
      const call = parseCall(input);
      if (!call) return 'no call';
      client ??= startAssistant(mapBytes, (error) => {
        fault = error;
      });
      fault = undefined;
      const { isError, content } = await (await client).callTool(call);
      if (fault !== undefined) throw fault;
      const [{ text } = { text: '' }] = content as { text: string }[];
      if (!isError) return `${call.name} ${JSON.parse(text) && 'answered'}`;
      if (/[\r\n]/.test(text) && !REFUSALS.test(text)) throw new Error(`not one line: ${text}`);
      if (/Output validation/.test(text)) throw new Error(text);
      return `${call.name} ${generalize(text)}`;
    },
  };
}
