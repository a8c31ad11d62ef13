import type { CDPSession } from 'playwright-core';

/** Memory of a page after collecting garbage. */
export interface Memory {
  /** Bytes of objects, texts, and other data of scripts. */
  heap: number;
  /**
   * Bytes of compiled functions: two thirds of what the heap of V8 grew by in 1,000 steps. They are limited by the size of the scripts, and would hide what grows without a
   * limit.
   */
  code: number;
  /** Nodes of the DOM, attached or not. */
  nodes: number;
  /** Event listeners. */
  listeners: number;
}

/** A heap snapshot, as far as it is used. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  /** The fields of all nodes, one after the other. */
  nodes: number[];
}

/** Collects garbage and measures what is left. */
export async function measureMemory(devtools: CDPSession): Promise<Memory> {
  // What finalizers release is collected in the next round.
  for (let round = 0; round < 3; round++) await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  return { ...measureHeap(await takeSnapshot(devtools)), nodes, listeners: jsEventListeners };
}

async function takeSnapshot(devtools: CDPSession): Promise<Snapshot> {
  const chunks: string[] = [];
  const addChunk = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', addChunk);
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devtools.off('HeapProfiler.addHeapSnapshotChunk', addChunk);
  return JSON.parse(chunks.join(''));
}

/** Adds up the sizes of what scripts created; what the browser created for them ("native") includes its own records of the requests and of the timeline. */
function measureHeap({ snapshot, nodes }: Snapshot): Pick<Memory, 'heap' | 'code'> {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let [heap, code] = [0, 0];
  for (let node = 0; node < nodes.length; node += fields.length) {
    const name = types[0][nodes[node + type]!];
    if (name === 'code') code += nodes[node + size]!;
    else if (name !== 'native') heap += nodes[node + size]!;
  }
  return { heap, code };
}
