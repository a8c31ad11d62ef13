import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';

export interface ServerOptions {
  /** The map file; served as /map.json, in parts where the browser asks for a range. */
  map: string;
  /** The folder of the built explorer. */
  web: string;
}

/** The only address that the server listens on: nothing outside this machine reaches it. */
const ADDRESS = '127.0.0.1';

/** Bytes of a request's body: nothing here takes one. */
const BODY_MOST = 1 << 14;

/** What the page may do: run its own scripts, styles and workers, talk to where it came from, and nothing else. */
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
 * The explorer and one map, for a browser on this machine. Requests that name another host are refused (a page elsewhere
 * could otherwise read the map through a name that leads here), as are bodies, other methods and paths outside the folder.
 */
function explorerApp({ map, web }: ServerOptions): Hono {
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
    if (!isLocal(c.req.header('host'))) return c.text('This server answers only to this machine.\n', 403);
    return next();
  });
  app.use(bodyLimit({ maxSize: BODY_MOST, onError: (c) => c.text('Nothing here takes so large a body.\n', 413) }));
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    return c.text('Only GET and HEAD are answered here.\n', 405, { Allow: 'GET, HEAD' });
  });
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-cache');
    c.header('Accept-Ranges', 'bytes');
  });
  app.get('/map.json', serveStatic({ path: map }));
  app.use(serveStatic({ root: web }));
  app.notFound((c: Context) => c.text('There is nothing here.\n', 404));
  app.onError((_, c) => c.text('This could not be answered.\n', 500));
  return app;
}

/** Whether a Host header names this machine; a port after it does not matter. */
function isLocal(host = ''): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host);
}

/** A server that runs. */
export interface Running {
  /** Where a browser finds it. */
  url: string;
  /** Ends it, open connections too. */
  close(): Promise<void>;
}

/**
 * Starts serving on a port of this machine; 0 takes any that is free.
 * Rejects with the system's error (code EADDRINUSE, EACCES) when the port cannot be had.
 */
export async function serve(options: ServerOptions, port: number): Promise<Running> {
  const server = createAdaptorServer({ fetch: explorerApp(options).fetch });
  server.listen(port, ADDRESS);
  await once(server, 'listening');
  // The address is a text for pipes only, and null only before it listens.
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${ADDRESS}:${taken}/`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
