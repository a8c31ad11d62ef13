import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { useExplorer } from './support/explorer.ts';
import { papersInThreeTopics, TEN_PAPERS, writeMap } from './support/papers.ts';
import { dropFiles, search, waitForMap } from './support/steps.ts';

/** The explorer as `papergraph open` serves it, with all of its response headers. */
const explorer = useExplorer();
let server: RunningServer;

beforeAll(async () => {
  const mapFile = join(explorer.folder, 'served.json');
  await writeMap(mapFile, TEN_PAPERS);
  server = await startServer({ mapFile, token: 'secret-token', webDirectory: 'dist/web' }, 0);
});
afterAll(() => server.close());

test('the page opens, finds papers, and builds a map of dropped files without violating its policy', async () => {
  const { page, errors } = await explorer.open({ address: server.url });
  await waitForMap(page);
  expect(await page.title()).toBe('served – papergraph');
  await search(page, 'paper');
  await dropFiles(page, [{ name: 'papers.csv', text: papersInThreeTopics(8) }]);
  await expect.poll(() => page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
  expect(await page.title()).toBe('papers – papergraph');
  expect(errors).toEqual([]);
});

test('the browser does not accept text as markup or as a script', async () => {
  const { page } = await explorer.open({ address: server.url });
  await waitForMap(page);
  const attempts = await page.evaluate(() => {
    const attempt = (run: () => void) => {
      try {
        run();
        return 'accepted';
      } catch (error) {
        return error instanceof TypeError ? 'rejected' : String(error);
      }
    };
    return [
      attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror="1">';
      }),
      attempt(() => document.createElement('script').setAttribute('src', 'data:text/javascript,1')),
      attempt(() => new Worker('https://papers.example/worker.js')),
      attempt(() => new Worker('data:text/javascript,1')),
    ];
  });
  expect(attempts).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
});

test('the server shows nothing to those who do not know the address', async () => {
  const { page } = await explorer.open({ address: new URL('/', server.url).href });
  expect(await page.locator('body').innerText()).toContain('Use the address that papergraph printed.');
});
