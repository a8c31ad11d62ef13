/** An argument of a kernel function. Arrays are copied into the memory of the kernel. */
export type KernelArgument = number | Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** An array that a kernel function returns, copied from the memory of the kernel. */
export type KernelArray = Uint8Array | Uint16Array | Int32Array;

/** Calls an exported function of a kernel. The function receives the address and length of each array in its place. */
export type CallKernel = (name: string, values: readonly KernelArgument[]) => KernelArray[];

/**
 * Instantiates a kernel with a memory of its own and returns a function that calls it.
 *
 * A kernel is a WebAssembly module that exports `memory`, `inbox(bytes)`, which returns the address for the arrays of the next
 * call, and `outbox()`, which returns the address of the results of the last call: their number, then the bytes per item, address
 * and length of each.
 */
export function instantiateKernel(module: WebAssembly.Module): CallKernel;
