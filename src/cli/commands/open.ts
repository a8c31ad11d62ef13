import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../model/errors.ts';
import { type Running, serve } from '../../server/server.ts';
import { withMap } from '../map-file.ts';
import { reasonOf } from '../output.ts';

/** The options of `papergraph open` as typed. */
export interface OpenOptions {
  port?: number;
}

/** Tried first when no port is asked for, so that a link to a view still works the next day. */
const USUAL_PORT = 7347;

/** Serves the explorer with a map until `stopped` settles. `self` is the built command, which the explorer stands beside. */
export async function open(path: string, options: OpenOptions, self: URL, stopped: Promise<unknown>): Promise<void> {
  const papers = await withMap(path, async (map) => (await map.summary()).papers);
  const web = fileURLToPath(new URL('./web', self));
  if (!(await stat(`${web}/index.html`).catch(() => undefined)))
    throw new InputError('the explorer is not built: run "npm run build" where papergraph stands');
  const server = await serveSomewhere({ map: resolve(path), web }, options.port);
  process.stdout.write(`${server.url}\n`);
  process.stderr.write(`The map of ${papers} papers is at this address until you press Ctrl-C.\n`);
  if (process.stdout.isTTY) openBrowser(server.url);
  await stopped;
  await server.close();
}

async function serveSomewhere(options: { map: string; web: string }, port?: number): Promise<Running> {
  try {
    return await serve(options, port ?? USUAL_PORT);
  } catch (error) {
    if (port === undefined) return serve(options, 0);
    throw new InputError(
      `port ${port} cannot be used (${reasonOf(error)}): choose another with --port, or leave it out`,
    );
  }
}

/** Asks the system for its browser; where there is none, the printed address is enough. */
function openBrowser(url: string): void {
  const commands: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: ['open', url],
    win32: ['cmd', '/c', 'start', '', url],
  };
  const [command, ...args] = commands[process.platform] ?? ['xdg-open', url];
  spawn(command!, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
