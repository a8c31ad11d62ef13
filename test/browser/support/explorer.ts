import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launch, open, serve } from './page.ts';
import { writeMap } from './papers.ts';
import { waitForMap } from './steps.ts';

/** An open page, and the errors that it has reported. */
export interface OpenPage {
  page: Page;
  errors: string[];
}

/** Where to open the page, and the options of its browser context. */
export interface OpenOptions extends BrowserContextOptions {
  /** Defaults to the page without a map, or with the map that was given to `useExplorer`. */
  address?: string;
  hash?: string;
}

/** The browser, the servers and the folder that the tests of a file share. */
export class Explorer {
  /** The address of the page. */
  address = '';
  /** A temporary folder. */
  folder = '';
  #browser: Browser | undefined;
  readonly #servers: Server[] = [];

  /** @param csv papers whose map the page shows; without them, the page shows the start page. */
  async start(csv: string | undefined): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), 'papergraph-browser-'));
    this.#browser = await launch();
    this.address = csv === undefined ? await this.serve() : await this.serveMapOf(csv);
  }

  /** Serves the page, with a map file if one is given. Returns the address. */
  async serve(map?: string): Promise<string> {
    const { address, server } = await serve(map);
    this.#servers.push(server);
    return address;
  }

  /** Serves the page with a map of papers in CSV. Returns the address. */
  async serveMapOf(csv: string): Promise<string> {
    const map = join(this.folder, `map-${this.#servers.length}.json`);
    await writeMap(map, csv);
    return this.serve(map);
  }

  /** Opens the page in a new browser context. */
  open({ address = this.address, hash = '', ...options }: OpenOptions = {}): Promise<OpenPage> {
    if (!this.#browser) throw new Error('the browser has not been started');
    return open(this.#browser, address + hash, options);
  }

  /** Opens the page and waits until it shows a map. */
  async openMap(options?: OpenOptions): Promise<OpenPage> {
    const opened = await this.open(options);
    await waitForMap(opened.page);
    return opened;
  }

  /** Opens the page with the sample. */
  openSample(options?: OpenOptions): Promise<OpenPage> {
    return this.openMap({ hash: '#sample', ...options });
  }

  /** Opens the page, and then papers in CSV as a user opens a file. */
  async openPapers(csv: string, options?: OpenOptions): Promise<OpenPage> {
    const opened = await this.open(options);
    await chooseFile(opened.page, 'papers.csv', csv);
    await waitForMap(opened.page);
    return opened;
  }

  /** Closes all pages. */
  async closePages(): Promise<void> {
    await Promise.all(this.#browser?.contexts().map((context) => context.close()) ?? []);
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    for (const server of this.#servers) server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Chooses a file with the first file chooser of the page. */
export function chooseFile(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
  return page.locator('input[type=file]').first().setInputFiles(file);
}

/**
 * Starts the explorer before the tests of a file, closes the pages after each test, and stops everything after the last.
 *
 * @param csv papers whose map the page shows; without them, the page shows the start page.
 */
export function useExplorer(csv?: string): Explorer {
  const explorer = new Explorer();
  beforeAll(() => explorer.start(csv));
  afterEach(() => explorer.closePages());
  afterAll(() => explorer.stop());
  return explorer;
}
