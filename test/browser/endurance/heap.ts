import type { CDPSession } from 'playwright-core';

/** Memory of a page after collecting garbage. */
export interface Memory {
  /** Bytes of the JavaScript heap. */
  heap: number;
  /** Nodes of the DOM, attached or not. */
  nodes: number;
  /** Event listeners. */
  listeners: number;
}

/** Collects garbage and measures what is left. */
export async function measureMemory(devtools: CDPSession): Promise<Memory> {
  // What finalizers release is collected in the next round.
  for (let round = 0; round < 3; round++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}
