/** The kinds of arrays that a kernel gives, by bytes an item: see the kernels' memory.ts. */
const KINDS = { 1: Uint8Array, 2: Uint16Array, 4: Int32Array };

/** Arrays lie at addresses that eight divides. */
const padded = ({ byteLength }) => (byteLength + 7) & ~7;

/** Starts a kernel that has a memory of its own. See kernel.d.ts. */
export function startKernel(module) {
  const { memory, inbox, outbox, ...functions } = new WebAssembly.Instance(module, {}).exports;
  return (name, values) => {
    let next = inbox(values.reduce((sum, value) => (typeof value === 'number' ? sum : sum + padded(value)), 0));
    const numbers = values.flatMap((value) => {
      if (typeof value === 'number') return value;
      const address = next;
      next += padded(value);
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      new Uint8Array(memory.buffer, address).set(bytes);
      return [address, value.length];
    });
    functions[name](...numbers);
    const [count] = new Uint32Array(memory.buffer, outbox(), 1);
    const given = new Uint32Array(memory.buffer, outbox() + 4, 3 * count);
    return Array.from({ length: count }, (_, k) => {
      const [kind, address, length] = given.subarray(3 * k);
      return new KINDS[kind](memory.buffer, address, length).slice();
    });
  };
}
