import type { Label } from './label-planning.ts';
import { wrapText } from './wrap-text.ts';

/** How labels of one kind are written. */
export interface LabelStyle {
  /** A CSS font. */
  font: string;
  /** In pixels. */
  lineHeight: number;
  /** Approximate maximum number of characters per line. */
  lineLength: number;
  maxLines: number;
}

/** A label with its text, ready to be painted. */
export interface TextLabel extends Label {
  lines: string[];
  font: string;
  /** In pixels. */
  lineHeight: number;
}

/** Where a label is shown: its anchor, its offset from the anchor in pixels, and the scales between which it is shown. */
export type LabelPlacement = Pick<Label, 'x' | 'y' | 'offsetX' | 'offsetY' | 'minScale' | 'maxScale'>;

/** The font family of the map. */
export const FONT_FAMILY = '"Inter", "Helvetica Neue", "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';

/** The styles of labels. */
export const LABEL_STYLES = {
  topic: { font: `600 15px ${FONT_FAMILY}`, lineHeight: 18, lineLength: 22, maxLines: 3 },
  subtopic: { font: `500 12.5px ${FONT_FAMILY}`, lineHeight: 15, lineLength: 24, maxLines: 2 },
  compactTopic: { font: `600 12px ${FONT_FAMILY}`, lineHeight: 14, lineLength: 16, maxLines: 3 },
  title: { font: `400 11.5px ${FONT_FAMILY}`, lineHeight: 14, lineLength: 30, maxLines: 3 },
} satisfies Record<string, LabelStyle>;

/** Maximum width of a label, in pixels. */
export const MAX_WIDTH = 340;

/** Creates labels and measures their texts. */
export class LabelFactory {
  /** Widths of characters in pixels, by font. */
  readonly #widths = new Map<string, Map<string, number>>();
  readonly #context = document.createElement('canvas').getContext('2d')!;

  /** Creates a label. `lastLine` is a line below the text that is not wrapped; '' for none. */
  create(text: string, style: LabelStyle, placement: LabelPlacement, lastLine = ''): TextLabel {
    const { font, lineHeight } = style;
    const lines = [...wrapText(text, style.lineLength, style.maxLines), ...(lastLine ? [lastLine] : [])];
    const width = Math.min(MAX_WIDTH, Math.max(...lines.map((line) => this.#measure(line, font))));
    return { ...placement, lines, font, lineHeight, width, height: lines.length * lineHeight };
  }

  /** Adds up the widths of characters, each of which is measured once: measuring 100,000 whole titles takes many seconds. */
  #measure(line: string, font: string): number {
    const widths = this.#widths.get(font) ?? new Map<string, number>();
    this.#widths.set(font, widths);
    let sum = 0;
    for (const character of line) {
      let width = widths.get(character);
      if (width === undefined) {
        this.#context.font = font;
        width = this.#context.measureText(character).width;
        widths.set(character, width);
      }
      sum += width;
    }
    return sum;
  }
}
