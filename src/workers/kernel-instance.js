/** Types of the arrays that kernels return, by bytes per item. */
const ARRAY_TYPES = { 1: Uint8Array, 2: Uint16Array, 4: Int32Array };

/** Returns the size of an array in the memory of a kernel, where arrays are aligned to 8 bytes. */
const alignedSize = ({ byteLength }) => (byteLength + 7) & ~7;

/** Instantiates a kernel and returns a function that calls it: see kernel-instance.d.ts. */
export function instantiateKernel(module) {
  const { memory, inbox, outbox, ...functions } = new WebAssembly.Instance(module, {}).exports;

  /** Copies the arrays into the memory. Returns the arguments with the address and length of each array in its place. */
  const storeArguments = (values) => {
    const size = values.reduce((sum, value) => (typeof value === 'number' ? sum : sum + alignedSize(value)), 0);
    // WebAssembly returns signed integers; addresses are unsigned.
    let address = inbox(size) >>> 0;
    return values.flatMap((value) => {
      if (typeof value === 'number') return value;
      const start = address;
      address += alignedSize(value);
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      new Uint8Array(memory.buffer, start).set(bytes);
      return [start, value.length];
    });
  };

  const copyResults = () => {
    const address = outbox() >>> 0;
    const [count] = new Uint32Array(memory.buffer, address, 1);
    const results = new Uint32Array(memory.buffer, address + 4, 3 * count);
    return Array.from({ length: count }, (_, k) => {
      const [itemBytes, start, length] = results.subarray(3 * k);
      return new ARRAY_TYPES[itemBytes](memory.buffer, start, length).slice();
    });
  };

  return (name, values) => {
    try {
      functions[name](...storeArguments(values));
      return copyResults();
    } catch (cause) {
      if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
      // Kernels trap when they cannot allocate memory; any other trap is a bug.
      throw new Error(`"${name}" failed in WebAssembly, probably for lack of memory (${cause.message})`, { cause });
    }
  };
}
