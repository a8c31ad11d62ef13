import { expect, test } from 'vitest';
import { clearLayer } from '../../../web/map/clear-layer.ts';

test('something is drawn after a layer was cleared', () => {
  const calls: string[] = [];
  const context = {
    fillStyle: '',
    clearRect: () => calls.push('clear'),
    fillRect() {
      calls.push(`fill ${this.fillStyle}`);
    },
  };
  // Nothing else of the context is used.
  clearLayer(context as Partial<CanvasRenderingContext2D> as CanvasRenderingContext2D, { width: 10, height: 10 });
  expect(calls).toEqual(['clear', 'fill rgb(0 0 0 / 0.4%)']);
});
