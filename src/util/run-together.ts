/**
 * Runs two tasks at the same time and returns both results. If one fails, the other is canceled. Both have ended when the promise settles.
 *
 * @param signal cancels both tasks, which receive a signal of their own
 * @throws what the first failing task throws
 */
export async function runTogether<A, B>(
  a: (signal: AbortSignal) => Promise<A>,
  b: (signal: AbortSignal) => Promise<B>,
  signal?: AbortSignal,
): Promise<[A, B]> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  let failure: { error: unknown } | undefined;
  const run = async <Result>(task: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    try {
      return await task(controller.signal);
    } catch (error) {
      failure ??= { error };
      controller.abort(error);
      throw error;
    }
  };
  try {
    const results = [run(a), run(b)] as const;
    await Promise.allSettled(results);
    if (failure) throw failure.error;
    return await Promise.all(results);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
