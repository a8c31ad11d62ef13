import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { InputError } from '../model/errors.ts';

/**
 * Returns the path of a file or directory of the built explorer; `scriptUrl` is the built CLI. Throws
 * {@link InputError} if the explorer is not built.
 */
export async function getExplorerPath(name: string, scriptUrl: URL): Promise<string> {
  const path = fileURLToPath(new URL(`./${name}`, scriptUrl));
  if (await stat(path).catch(() => undefined)) return path;
  throw new InputError('the explorer is not built: run "npm run build" in the papergraph directory');
}
