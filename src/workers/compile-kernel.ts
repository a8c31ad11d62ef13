import { InputError } from '../model/errors.ts';
import { decodeBase64 } from '../util/base64.ts';

/** Returns the bytes of a kernel, which is stored in base64. */
function decodeKernel(kernel: string): Uint8Array<ArrayBuffer> {
  return decodeBase64(new TextEncoder().encode(kernel)) ?? new Uint8Array();
}

const withoutWebAssembly = (cause: unknown) =>
  new InputError(
    'WebAssembly with SIMD is required but missing or disabled: use Node.js 20 or later, or a current browser that allows WebAssembly',
    { cause },
  );

/**
 * Compiles a kernel.
 * @throws {InputError} if WebAssembly or its vector instructions are missing or disabled
 */
export async function compileKernel(kernel: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(decodeKernel(kernel));
  } catch (cause) {
    throw withoutWebAssembly(cause);
  }
}

/**
 * Compiles a kernel at once. Browsers allow that in workers, and on the main thread for small kernels.
 * @throws {InputError} if WebAssembly or its vector instructions are missing or disabled
 */
export function compileKernelSync(kernel: string): WebAssembly.Module {
  try {
    return new WebAssembly.Module(decodeKernel(kernel));
  } catch (cause) {
    throw withoutWebAssembly(cause);
  }
}
