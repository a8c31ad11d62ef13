import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from './support/page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

declare global {
  interface Window {
    widget: { render(options: { model: object; el: Element | null }): void };
  }
}

const module = await readFile(new URL('../../python/src/papergraph/static/widget.js', import.meta.url), 'utf8');
const script = module.replace('export default', 'window.widget =');

/** What the widget shows after each step. */
interface Shown {
  status: string | null;
  name: string | null;
  height: number;
  labels: string[];
}

/** Renders the widget of the Python package with two authors, whose topics have the given places, and then makes it higher. */
async function render(x: [number, number]): Promise<Shown[]> {
  const page = await browser.newPage();
  try {
    await page.setContent('<div style="width: 600px"></div>');
    await page.addScriptTag({ content: script });
    return await page.evaluate(([left, right]) => {
      const values: Record<string, unknown> = {
        _ids: ['a', 'b'],
        _titles: ['Ada', 'Bob'],
        _labels: [
          { topic: 1, label: 'The larger topic', x: left, y: 0 },
          { topic: 2, label: 'The smaller topic', x: right, y: 0 },
        ],
        _nouns: 'authors',
        _positions: new DataView(Float32Array.of(-100, 0, 100, 0).buffer),
        _topics: new DataView(Uint32Array.of(1, 2).buffer),
        height: 200,
        selected: [],
      };
      const listeners: Record<string, () => void> = {};
      let labels: string[] = [];
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
        labels.push(text);
        fillText.call(this, text, ...place);
      };
      const model = {
        get: (name: string) => values[name],
        on: (event: string, listener: () => void) => {
          listeners[event] = listener;
        },
      };
      window.widget.render({ model, el: document.querySelector('div') });
      const canvas = document.querySelector('canvas')!;
      const show = () => {
        const status = document.querySelector('.papergraph-status')!.textContent;
        return { status, name: canvas.getAttribute('aria-label'), height: canvas.clientHeight, labels };
      };
      const shown = [show()];
      labels = [];
      values.height = 300;
      listeners['change:height']!();
      return [...shown, show()];
    }, x);
  } finally {
    await page.close();
  }
}

test('the widget in Jupyter says what the nodes are, and follows its height', async () => {
  const labels = ['The larger topic', 'The smaller topic'];
  const expected = { status: '2 authors, 0 selected', name: 'Map of 2 authors', labels };
  expect(await render([-100, 100])).toEqual([
    { ...expected, height: 200 },
    { ...expected, height: 300 },
  ]);
});

test('the labels of the widget in Jupyter do not overlap', async () => {
  const [shown] = await render([-5, 5]);
  expect(shown!.labels).toEqual(['The larger topic']);
});
