/**
 * What a thread runs, in Node and in browsers. Plain JavaScript, so that it loads as it stands from the sources, from the
 * package and from a bundled page: kernel and data come with the first message.
 */
import { startKernel } from './kernel-instance.js';

const port = globalThis.process?.getBuiltinModule?.('node:worker_threads').parentPort ?? globalThis;

let call;
let kernel;
let memory;
let layout;

const actions = {
  /** A kernel that is asked by name; see kernel.d.ts. */
  open({ module }) {
    call = startKernel(module);
    return [];
  },

  call: ({ name, values }) => call(name, values),

  /** The join's kernel, which has its data laid out beforehand. */
  start({ module, image, layout: given }) {
    layout = given;
    memory = new WebAssembly.Memory({ initial: layout.pages });
    new Uint8Array(memory.buffer).set(image);
    kernel = new WebAssembly.Instance(module, { env: { memory } }).exports;
    return {};
  },

  /** Joins a tile, slice by slice, with another; thresholds that other threads have raised come in, those raised here go out. */
  join({ slices, column, thresholds }) {
    const own = new Int32Array(memory.buffer, layout.thresholds, thresholds.length);
    for (let i = 0; i < own.length; i++) if (thresholds[i] > own[i]) own[i] = thresholds[i];
    for (const [first, last] of slices) kernel.joinRows(first, last, column);
    thresholds.set(own);
    return { thresholds };
  },

  finish() {
    const { nearestIds, nearestDots, slots } = layout;
    return {
      ids: new Uint32Array(memory.buffer, nearestIds, slots).slice(),
      dots: new Int32Array(memory.buffer, nearestDots, slots).slice(),
    };
  },
};

const receive = ({ action, ...message }) => {
  const answer = actions[action](message);
  if (answer)
    port.postMessage(
      answer,
      Object.values(answer).map((array) => array.buffer),
    );
};
if (port === globalThis) port.onmessage = ({ data }) => receive(data);
else port.on('message', receive);
