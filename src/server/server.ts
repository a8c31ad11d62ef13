import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, isIPv6 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { basename } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { serveFile } from './serve-file.ts';
import { ServedFile } from './served-file.ts';

/** Options of {@link startServer}. */
export interface ServerOptions {
  /** Path of the map file. Served as map.json; range requests and conditional requests are supported. */
  mapFile: string;
  /** First part of all paths, which only those who may read the map know: letters, digits, "-" and "_". */
  token: string;
  /** Directory of the built explorer. */
  webDirectory: string;
  /** Address or name to listen on. Default 127.0.0.1, the loopback interface, which other machines cannot reach. */
  host?: string;
}

/** The default host. */
export const LOOPBACK = '127.0.0.1';

/** Returns whether a host can only be reached from this machine. */
export const isLoopback = (host: string): boolean => /^(?:127(?:\.\d{1,3}){3}|localhost|::1)$/i.test(host);

/** Allows the page its own scripts, styles, workers and requests to its own origin. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  workerSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['default'],
};

/**
 * Returns a server application for the explorer and one map. Requests with a Host header that does not name this machine
 * are rejected, because other websites could otherwise read the map through DNS rebinding. Paths without the token are rejected, because other
 * users of this machine can connect as well. Bodies, methods other than GET and HEAD, and paths outside of the directory are rejected, too.
 */
function createApp(map: ServedFile, { mapFile, webDirectory, token, host = LOOPBACK }: ServerOptions): Hono {
  const names = listNames(host);
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: CONTENT_SECURITY_POLICY,
      xFrameOptions: 'DENY',
      // Isolates the page from other origins, so that its workers can share memory.
      crossOriginOpenerPolicy: 'same-origin',
      crossOriginEmbedderPolicy: 'require-corp',
      crossOriginResourcePolicy: 'same-origin',
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    if (!isNamed(names, c.req.header('host'))) return c.text('Only requests to this host are allowed.\n', 403);
    return next();
  });
  app.use(async (c, next) => {
    // A file whose request has a body that nobody reads can be cut off after its headers.
    if (hasBody(c.req.raw.headers)) return c.text('Requests must not have a body.\n', 413, { Connection: 'close' });
    return next();
  });
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    return c.text('Only GET and HEAD are allowed.\n', 405, { Allow: 'GET, HEAD' });
  });
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-cache');
  });
  app.use(async (c, next) => {
    if (!hasToken(c.req.path, token)) return c.text(`Not found. Use the address that papergraph printed.\n`, 404);
    return next();
  });
  app.get(`/${token}`, (c) => c.redirect(`/${token}/`));
  app.get(`/${token}/map.json`, (c) => {
    c.header('Content-Disposition', `inline; filename*=UTF-8''${encodeFileName(basename(mapFile))}`);
    return serveFile(c, map, 'application/octet-stream');
  });
  app.use(async (c, next) => {
    // The files of the explorer are small: they are sent as a whole, which RFC 9110 allows for any request.
    c.req.raw.headers.delete('range');
    return next();
  });
  app.use(serveStatic({ root: webDirectory, rewriteRequestPath: (path) => path.slice(token.length + 1) }));
  app.notFound((c: Context) => c.text('Not found.\n', 404));
  app.onError((_, c) => c.text('Internal server error.\n', 500));
  return app;
}

/** Encodes a file name for a header (RFC 8187). The explorer shows it as the name of the map. Half a surrogate pair cannot be encoded. */
const encodeFileName = (name: string) =>
  encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Returns whether a request has a body. */
const hasBody = (headers: Headers) =>
  headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;

/** Returns whether the first part of a path is the token, in a time that does not depend on how much of it is right. */
function hasToken(path: string, token: string): boolean {
  const part = Buffer.from(path.split('/', 2)[1] ?? '');
  const expected = Buffer.from(token);
  return part.length === expected.length && timingSafeEqual(part, expected);
}

/** Addresses that stand for all interfaces of this machine. */
const ALL_INTERFACES = ['0.0.0.0', '::', '[::]'];

/**
 * Returns the names under which a server on this host may be requested. For all interfaces these are their addresses and the
 * name of this machine, never any other name: it could be one that a website controls.
 */
function listNames(host: string): Set<string> {
  const local = ['127.0.0.1', 'localhost', '::1'];
  if (isLoopback(host)) return new Set([...local, host.toLowerCase()]);
  if (!ALL_INTERFACES.includes(host)) return new Set([host.toLowerCase()]);
  const addresses = Object.values(networkInterfaces()).flatMap((list = []) => list.map(({ address }) => address));
  return new Set([...local, ...addresses, hostname()].map((name) => name.toLowerCase()));
}

/** Returns whether a Host header has one of the names, on any port. */
function isNamed(names: ReadonlySet<string>, header = ''): boolean {
  const [, address, name] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::\d{1,5})?$/i.exec(header) ?? [];
  return names.has((address ?? name ?? '').toLowerCase());
}

/** A server that is listening. */
export interface RunningServer {
  /** URL of the explorer, with the token. */
  url: string;
  /** Stops the server and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts a server on a port of this machine; 0 chooses a free port. Rejects with the error of the system if the port (code
 * EADDRINUSE or EACCES) or the host cannot be used.
 */
export async function startServer(options: ServerOptions, port: number): Promise<RunningServer> {
  const map = await ServedFile.open(options.mapFile);
  const server = createAdaptorServer({ fetch: createApp(map, options).fetch });
  const { host = LOOPBACK } = options;
  server.listen(port, host);
  await once(server, 'listening').catch(async (error: unknown) => {
    await map.close();
    throw error;
  });
  // A string only for pipes; null only before the server listens.
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${formatHost(host)}:${actualPort}/${options.token}/`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await map.close();
    },
  };
}

/** Returns how a URL names a host. All interfaces are named by the one that this machine can always reach. */
function formatHost(host: string): string {
  if (ALL_INTERFACES.includes(host)) return LOOPBACK;
  return isIPv6(host) ? `[${host}]` : host;
}
