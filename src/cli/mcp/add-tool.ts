import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { InputError } from '../../model/errors.ts';
import { NETWORK_NODES } from '../../model/network.ts';
import { escapeLine } from '../terminal/escape.ts';
import type { QueryableMap } from './open-for-queries.ts';
import type { QueryableNetworks } from './query-networks.ts';

/** A tool: what it does, what it takes, and what it returns. */
interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  description: string;
  input: Input;
  output: Output;
  /** @param map the network that the question is about */
  run(input: z.infer<Input>, map: QueryableMap): Promise<z.infer<Output>>;
}

/**
 * Adds a tool that only reads. Its result is returned in both forms of the protocol, typed and as text. An {@link InputError} becomes a result
 * that says what is wrong. If the map has several networks, the input can name one.
 */
export function addTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  server: McpServer,
  networks: QueryableNetworks,
  name: string,
  { description, input, output, run }: ToolDefinition<Input, Output>,
): void {
  const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
  const networkInput = createNetworkInput(networks);
  // An argument with another name would be ignored without a word.
  const inputSchema = z.strictObject({ ...input.shape, ...(networks.names.length > 1 && networkInput.shape) });
  const config = { description, inputSchema, outputSchema: output.shape, annotations };
  server.registerTool(name, config, async (args: unknown) => {
    try {
      const { network } = networkInput.parse(args);
      const result = await run(input.parse(args), networks.get(network));
      return { content: [{ type: 'text', text: JSON.stringify(result) }], structuredContent: { ...result } };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { content: [{ type: 'text', text: escapeLine(error.message) }], isError: true };
    }
  });
}

/** An input that names one of the networks of a map. */
function createNetworkInput({ names, shown }: QueryableNetworks) {
  const nodes = names.map((name) => `${name} (nodes are ${NETWORK_NODES[name]})`);
  const description = `network to ask about: ${nodes.join(', ')}; nodes that are no papers are used like papers`;
  return z.object({ network: z.enum(names).default(shown).describe(description) });
}
