import { build } from 'vite';

/** Builds the page once before the browser tests, so that they never try a stale one. */
export default async function setup(): Promise<void> {
  await build({ logLevel: 'error', configFile: new URL('../../vite.config.ts', import.meta.url).pathname });
}
