/**
 * Measures how long the tools of `papergraph mcp` take: `npx tsx bench/assistant.ts MAP [--calls 20]`. The built command answers the SDK's client over
 * stdin and stdout. Prints the median and the maximum time of each tool in milliseconds and, on Linux, the mean CPU time of the server, after first calls that wait until
 * the map is prepared.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { openMap } from '../src/node.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { calls: { type: 'string', default: '20' } },
});
const path = positionals[0];
if (path === undefined) throw new Error('give a map');
const file = await openMap(path);
const { ids, titles } = await file.nodes();
const { topics } = await file.summary();
const names = file.hasConcepts ? (await file.concepts()).concepts.map(({ name }) => name) : [];
await file.close();

/** Returns entries that are spread over a list. */
const pick = (list: readonly string[], k: number) =>
  list[Math.floor((((k * 7919 + 13) % 10_007) / 10_007) * list.length)] ?? '';

const calls: Record<string, (k: number) => Record<string, unknown>> = {
  search_papers: (k) => ({ query: `${pick(titles, k)} and ${pick(titles, k + 1)}` }),
  get_paper: (k) => ({ paper: pick(ids, k) }),
  related_papers: (k) => ({ paper: pick(ids, k) }),
  explain_similarity: (k) => ({ a: pick(ids, k), b: pick(ids, k + 1) }),
  path_between_papers: (k) => ({ from: pick(ids, k), to: pick(ids, k + 1) }),
  list_topics: () => ({}),
  key_papers: (k) => ({ topic: topics[k % topics.length]!.id }),
  ...(names.length > 0 && { find_concept: (k: number) => ({ concept: pick(names, k) }) }),
};

/** Milliseconds in a clock tick of Linux. */
const TICK_MS = 10;

/** Returns the CPU time of a process in milliseconds; NaN if the system does not tell. */
function getCpuTime(processId: number | null): number {
  const statsPath = `/proc/${processId}/stat`;
  if (!existsSync(statsPath)) return Number.NaN;
  const fields = readFileSync(statsPath, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

const client = new Client({ name: 'bench', version: '1' });
const transport = new StdioClientTransport({ command: process.execPath, args: ['dist/cli.js', 'mcp', path] });
const start = performance.now();
await client.connect(transport);
console.log(`connected after ${(performance.now() - start).toFixed(0)} ms`);
for (const [name, createArguments] of Object.entries(calls)) {
  await client.callTool({ name, arguments: createArguments(1000) }, undefined, { timeout: 600_000 });
}
console.log(`prepared after ${(performance.now() - start).toFixed(0)} ms`);
for (const [name, createArguments] of Object.entries(calls)) {
  const times: number[] = [];
  const cpuBefore = getCpuTime(transport.pid);
  for (let k = 0; k < Number(values.calls); k++) {
    const before = performance.now();
    await client.callTool({ name, arguments: createArguments(k) });
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  const cpu = (getCpuTime(transport.pid) - cpuBefore) / times.length;
  console.log(
    `${name}: ${cpu.toFixed(1)} ms CPU, median ${times[times.length >> 1]!.toFixed(1)} ms, maximum ${times.at(-1)!.toFixed(1)} ms`,
  );
}
await client.close();
