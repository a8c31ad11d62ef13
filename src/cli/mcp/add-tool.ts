import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { z } from 'zod';
import { InputError } from '../../model/errors.ts';
import { escapeLine } from '../terminal/escape.ts';

/** A tool: what it does, what it takes, and what it returns. */
interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  description: string;
  input: Input;
  output: Output;
  run(input: z.infer<Input>): Promise<z.infer<Output>>;
}

/**
 * Adds a tool that only reads. Its result is returned in both forms of the protocol, typed and as text. An {@link InputError} becomes a result
 * that says what is wrong.
 */
export function addTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  server: McpServer,
  name: string,
  { description, input, output, run }: ToolDefinition<Input, Output>,
): void {
  const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
  const config = { description, inputSchema: input.shape, outputSchema: output.shape, annotations };
  server.registerTool(name, config, async (args: unknown) => {
    try {
      const result = await run(input.parse(args));
      return { content: [{ type: 'text', text: JSON.stringify(result) }], structuredContent: { ...result } };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { content: [{ type: 'text', text: escapeLine(error.message) }], isError: true };
    }
  });
}
