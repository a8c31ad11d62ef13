import type { Page } from 'playwright-core';

/** A line of text that was painted on the map, in pixels of the map. */
export interface PaintedText {
  text: string;
  x: number;
  y: number;
  width: number;
}

declare global {
  interface Window {
    /** Texts painted since the layer of the labels was cleared, recorded by {@link recordLabels}. */
    painted: PaintedText[];
    /** Texts painted on other canvases, such as exported images. */
    exported: string[];
  }
}

/** Records the texts that the page will paint. */
export async function recordLabels(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.painted = [];
    window.exported = [];
    const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
    const isLabelLayer = (context: CanvasRenderingContext2D) =>
      context.canvas.classList.contains('sigma-overlay-labels');
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      if (isLabelLayer(this)) window.painted = [];
      clearRect.apply(this, box);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      if (isLabelLayer(this) && this.globalAlpha > 0.5)
        window.painted.push({ text, x, y, width: this.measureText(text).width });
      if (!isLabelLayer(this) && this.globalAlpha === 1) window.exported.push(text);
      fillText.call(this, text, x, y);
    };
  });
}

/** Returns the texts that were painted last. */
export const paintedTexts = (page: Page) => page.evaluate(() => window.painted);
