import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { InputError } from '../../model/errors.ts';
import { createAddressToken } from '../../server/address-token.ts';
import { isLoopback, type RunningServer, type ServerOptions, startServer } from '../../server/server.ts';
import { getErrorReason, UsageError } from '../errors.ts';
import { getExplorerPath } from '../explorer-files.ts';
import { writeStdout } from '../output/write-output.ts';
import { DEFAULT_PORT } from '../program/options.ts';
import { withMap } from '../read-map.ts';
import { formatJson } from '../terminal/escape.ts';
import { pluralize, printLine } from '../terminal/messages.ts';

/** Options of `papergraph open`. */
export interface OpenOptions {
  port?: number;
  host: string;
  browser: boolean;
  json: boolean;
}

/** Serves the explorer with a map until `stopped` settles. `scriptUrl` is the built CLI, which locates the explorer. */
export async function open(
  path: string,
  options: OpenOptions,
  scriptUrl: URL,
  stopped: Promise<unknown>,
): Promise<void> {
  if (path === '-')
    throw new UsageError('the explorer reads the map while it is open, so it cannot come from stdin: give a file');
  const { papers, nodes } = await withMap(path, async (map) => ({
    papers: (await map.summary()).papers,
    nodes: (await map.network())?.nodes ?? 'papers',
  }));
  const webDirectory = dirname(await getExplorerPath('web/index.html', scriptUrl));
  const { host, port, json } = options;
  const mapFile = resolve(path);
  const token = await createAddressToken(mapFile);
  const server = await startOnFreePort({ mapFile, token, webDirectory, host }, port);
  await writeStdout([json ? formatJson({ url: server.url, papers }) : `${server.url}\n`]);
  if (!isLoopback(host))
    printLine(
      `Warning: everyone who can reach ${host} and knows the address can read this map. Omit --host to serve it to this machine only.`,
    );
  printLine(`Serving a map of ${pluralize(papers, nodes.slice(0, -1))}. Press Ctrl-C to stop.`);
  if (options.browser && process.stdout.isTTY) openBrowser(server.url);
  await stopped;
  await server.close();
}

async function startOnFreePort(options: ServerOptions, port?: number): Promise<RunningServer> {
  try {
    return await startServer(options, port ?? DEFAULT_PORT);
  } catch (error) {
    const isTaken =
      error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
    if (!isTaken)
      throw new InputError(`the host ${options.host} cannot be used (${getErrorReason(error)}): omit --host`);
    if (port === undefined) return startServer(options, 0);
    const reason = error.code === 'EACCES' ? 'may not be used by this account' : 'is used by another program';
    throw new InputError(`port ${port} ${reason}: choose another port or omit --port`);
  }
}

/** Opens a URL in the default browser. Does nothing if there is none: the URL is also printed. */
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
