/**
 * The script of a worker, in Node and in browsers. It is plain JavaScript, so that it runs unchanged from the sources, from
 * the package and in a bundled page. The first message contains a kernel or names the tasks of a stage, the others call their
 * functions one after the other; each message is answered with `{ results }` or `{ error }`.
 */
import { instantiateKernel } from './workers/kernel-instance.js';

const port = globalThis.process?.getBuiltinModule?.('node:worker_threads').parentPort ?? globalThis;

/** Calls a function of the kernel or the tasks. Returns the results and the buffers that are moved instead of copied. */
let call;

function loadKernel(module) {
  const callKernel = instantiateKernel(module);
  call = (name, values) => {
    const results = callKernel(name, values);
    return { results, moved: results.map((array) => array.buffer) };
  };
}

async function loadTasks(stage) {
  const { createTasks } = await import('./worker-tasks.ts');
  const tasks = await createTasks(stage);
  call = async (name, values) => ({ results: await tasks[name](...values), moved: [] });
}

const handle = async ({ module, tasks, name, values }) => {
  if (!module && !tasks) return call(name, values);
  if (module) loadKernel(module);
  else await loadTasks(tasks);
  return { results: [], moved: [] };
};

const answer = async (message) => {
  try {
    const { results, moved } = await handle(message);
    port.postMessage({ results }, moved);
  } catch (error) {
    port.postMessage({ error: error.message });
  }
};

/** Messages are answered in the order in which they arrive. */
let previous = Promise.resolve();
const receive = (message) => {
  previous = previous.then(() => answer(message));
};

const rejectMessage = () => port.postMessage({ error: 'a worker could not deserialize a message' });

if (port === globalThis) {
  port.onmessage = ({ data }) => receive(data);
  port.onmessageerror = rejectMessage;
} else {
  port.on('message', receive);
  port.on('messageerror', rejectMessage);
}
