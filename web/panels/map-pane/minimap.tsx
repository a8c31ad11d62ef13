import type { TargetedMouseEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MapNodes } from '../../../src/map-file/format.ts';
import type { MapStyle, MapView } from '../../map/map-view.ts';
import { onPixelRatioChange } from '../../map/pixel-ratio.ts';
import { mapStyle } from '../../map/style/style.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** Size of the minimap and its margin, in CSS pixels. The style sheet uses the same size. */
const SIZE = { width: 132, height: 92, margin: 6 };

/** Size of a dot in CSS pixels. */
const DOT_SIZE = 1.5;

/** Minimum size of the view rectangle in CSS pixels. */
const MIN_RECT = 3;

/** An overview of the map with the current view. A click moves the view. Transparent while the whole map is in view. */
export function Minimap() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = state.mapView.value;
  const style = mapStyle.value;
  const nodes = state.map.value?.nodes;
  const ratio = usePixelRatio();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !view || !style || !nodes) return;
    context.canvas.width = Math.round(SIZE.width * ratio);
    context.canvas.height = Math.round(SIZE.height * ratio);
    drawDots(context, nodes, style, view.extent, ratio);
  }, [view, style, nodes, ratio]);
  // Reading the camera position renders the minimap again whenever the camera moves.
  const bounds = state.view.value && view?.bounds();
  const isWholeMapInView =
    view &&
    bounds &&
    bounds.minX <= view.extent.minX &&
    bounds.maxX >= view.extent.maxX &&
    bounds.minY <= view.extent.minY &&
    bounds.maxY >= view.extent.maxY;
  // Labels move away from the minimap when it appears.
  useEffect(() => view?.repaint(), [view, isWholeMapInView]);
  if (!view) return null;
  const { scale, left, top } = projection(view.extent);
  const moveView = (event: TargetedMouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    view.centerAt((event.clientX - box.left - left) / scale, (top - (event.clientY - box.top)) / scale);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys on the map do the same
    <div
      class={isWholeMapInView ? 'minimap inactive' : 'minimap'}
      role="img"
      aria-label={strings.map.minimap}
      onClick={moveView}
    >
      <canvas ref={canvas} />
      {bounds && (
        <svg width={SIZE.width} height={SIZE.height} aria-hidden="true">
          <rect
            x={left + bounds.minX * scale}
            y={top - bounds.maxY * scale}
            width={Math.max(MIN_RECT, (bounds.maxX - bounds.minX) * scale)}
            height={Math.max(MIN_RECT, (bounds.maxY - bounds.minY) * scale)}
          />
        </svg>
      )}
    </div>
  );
}

/** Returns the number of device pixels per CSS pixel, and renders again when it changes. */
function usePixelRatio(): number {
  const [ratio, setRatio] = useState(window.devicePixelRatio);
  useEffect(() => {
    const unmounted = new AbortController();
    onPixelRatioChange(() => setRatio(window.devicePixelRatio), unmounted.signal);
    return () => unmounted.abort();
  }, []);
  return ratio;
}

/** Draws a square for each paper. Writes pixels directly, because 100,000 canvas rectangles would block the page. */
function drawDots(
  context: CanvasRenderingContext2D,
  { positions }: MapNodes,
  style: MapStyle,
  extent: MapView['extent'],
  ratio: number,
): void {
  const { scale, left, top } = projection(extent);
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colors = style.colors.map(toPixel);
  const hiddenColor = toPixel(style.theme.filteredOut);
  const side = Math.max(1, Math.round(DOT_SIZE * ratio));
  for (let i = 0; 2 * i < positions.length; i++) {
    if (Number.isNaN(positions[2 * i]!)) continue;
    const x = Math.round((left + positions[2 * i]! * scale) * ratio);
    const y = Math.round((top - positions[2 * i + 1]! * scale) * ratio);
    const color = style.visible[i] ? colors[style.colorIndex[i]!]! : hiddenColor;
    for (let row = y; row < y + side && row < height; row++)
      pixels.fill(color, row * width + x, row * width + Math.min(width, x + side));
  }
  context.putImageData(image, 0, 0);
}

/** Converts an opaque #rrggbb color to a little-endian RGBA pixel. */
function toPixel(color: string): number {
  const rgb = Number.parseInt(color.slice(1), 16);
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}

/** Returns the scale and origin that fit the map into the minimap. The y axis points up in map coordinates. */
function projection({ minX, minY, maxX, maxY }: MapView['extent']) {
  const { width, height, margin } = SIZE;
  const scale = Math.min((width - 2 * margin) / (maxX - minX || 1), (height - 2 * margin) / (maxY - minY || 1));
  return {
    scale,
    left: width / 2 - ((minX + maxX) / 2) * scale,
    top: height / 2 + ((minY + maxY) / 2) * scale,
  };
}
