import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect } from 'vitest';

/** Creates a client of `papergraph mcp`, such as an assistant, and functions that use it. */
export function createMcpClient() {
  const client = new Client({ name: 'test', version: '1' });
  return {
    client,
    /** Starts the built CLI with a map, and with options. */
    connect: (path: string, ...options: string[]) =>
      client.connect(
        new StdioClientTransport({ command: process.execPath, args: ['dist/cli.js', 'mcp', path, ...options] }),
      ),
    /** Calls a tool. The client checks the result against the schema that the server gave for it. */
    async call<T>(name: string, args: Record<string, unknown>): Promise<T> {
      const { structuredContent, content, isError } = await client.callTool({ name, arguments: args });
      expect(isError, JSON.stringify(content)).toBeFalsy();
      const texts = content as { type: string; text: string }[];
      expect(JSON.parse(texts[0]!.text)).toEqual(structuredContent);
      return structuredContent as T;
    },
    /** Calls a tool that must fail, and returns the message. */
    async fail(name: string, args: Record<string, unknown>): Promise<string> {
      const { content, isError } = await client.callTool({ name, arguments: args });
      expect(isError).toBe(true);
      return (content as { text: string }[])[0]!.text;
    },
  };
}
