/**
 * The script of a worker, in Node and in browsers. It is plain JavaScript, so that it runs unchanged from the sources, from
 * the package and in a bundled page. The first message contains a kernel, the others call its functions; each message is answered
 * with `{ results }` or `{ error }`.
 */
import { instantiateKernel } from './kernel-instance.js';

const port = globalThis.process?.getBuiltinModule?.('node:worker_threads').parentPort ?? globalThis;

let callKernel;

const handle = ({ module, name, values }) => {
  if (!module) return callKernel(name, values);
  callKernel = instantiateKernel(module);
  return [];
};

const receive = (message) => {
  try {
    const results = handle(message);
    port.postMessage(
      { results },
      results.map((array) => array.buffer),
    );
  } catch (error) {
    port.postMessage({ error: error.message });
  }
};

const rejectMessage = () => port.postMessage({ error: 'a worker could not deserialize a message' });

if (port === globalThis) {
  port.onmessage = ({ data }) => receive(data);
  port.onmessageerror = rejectMessage;
} else {
  port.on('message', receive);
  port.on('messageerror', rejectMessage);
}
