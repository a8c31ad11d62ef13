/** What a kernel's function takes: numbers, and arrays, which are copied. */
export type Value = number | Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;
/** What it gives. */
export type Given = Uint8Array | Uint16Array | Int32Array;

/**
 * Starts a kernel that has a memory of its own, and returns what calls its functions by name. The kernel exports `inbox`, which
 * makes room for arrays, and `outbox`, which tells what arrays a call gave.
 */
export function startKernel(module: WebAssembly.Module): (name: string, values: readonly Value[]) => Given[];
