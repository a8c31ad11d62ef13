import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { serveFile } from './serve-file.ts';
import { ServedFile } from './served-file.ts';

/** Options of {@link startServer}. */
export interface ServerOptions {
  /** Path of the map file. Served as /map.json; range requests and conditional requests are supported. */
  mapFile: string;
  /** Directory of the built explorer. */
  webDirectory: string;
}

/** The server listens on the loopback interface only, so that other machines cannot reach it. */
const ADDRESS = '127.0.0.1';

/** Maximum size of a request body. No request needs a body. */
const MAX_BODY_BYTES = 1 << 14;

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
};

/**
 * Returns a server application for the explorer and one map. Requests with another Host header are rejected, because
 * other websites could otherwise read the map through DNS rebinding. Bodies, methods other than GET and HEAD, and paths
 * outside of the directory are rejected as well.
 */
function createApp(map: ServedFile, webDirectory: string): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: CONTENT_SECURITY_POLICY,
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    if (!isLocalHost(c.req.header('host'))) return c.text('Only requests to localhost are allowed.\n', 403);
    return next();
  });
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.text('The request body is too large.\n', 413) }));
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    return c.text('Only GET and HEAD are allowed.\n', 405, { Allow: 'GET, HEAD' });
  });
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-cache');
  });
  app.get('/map.json', (c) => serveFile(c, map, 'application/json'));
  app.use(async (c, next) => {
    // The files of the explorer are small: they are sent as a whole, which RFC 9110 allows for any request.
    c.req.raw.headers.delete('range');
    return next();
  });
  app.use(serveStatic({ root: webDirectory }));
  app.notFound((c: Context) => c.text('Not found.\n', 404));
  app.onError((_, c) => c.text('Internal server error.\n', 500));
  return app;
}

/** Returns whether a Host header names this machine, on any port. */
function isLocalHost(host = ''): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host);
}

/** A server that is listening. */
export interface RunningServer {
  /** URL of the explorer. */
  url: string;
  /** Stops the server and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts a server on a port of this machine; 0 chooses a free port. Rejects with the error of the system (code EADDRINUSE
 * or EACCES) if the port cannot be used.
 */
export async function startServer(options: ServerOptions, port: number): Promise<RunningServer> {
  const map = await ServedFile.open(options.mapFile);
  const server = createAdaptorServer({ fetch: createApp(map, options.webDirectory).fetch });
  server.listen(port, ADDRESS);
  await once(server, 'listening').catch(async (error: unknown) => {
    await map.close();
    throw error;
  });
  // A string only for pipes; null only before the server listens.
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${ADDRESS}:${actualPort}/`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await map.close();
    },
  };
}
