/** Lets workers load TypeScript from the sources, which Node 20 and tsx do on the main thread only. */
import { isMainThread } from 'node:worker_threads';

if (!isMainThread) {
  const { register } = await import('tsx/esm/api');
  register();
}
