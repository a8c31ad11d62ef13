import type { TargetedMouseEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MapNodes } from '../../../src/map-file/format.ts';
import type { Look, Network } from '../../map/map-view.ts';
import { look } from '../../map/style.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

const SIZE = { width: 132, height: 92, edge: 6 };

/** The whole map in a corner, with the part that is seen; a click goes there. Shown when not all is seen. */
export function Overview() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = state.drawn.value;
  const now = look.value;
  const nodes = state.map.value?.nodes;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !picture || !now || !nodes) return;
    const ratio = window.devicePixelRatio || 1;
    context.canvas.width = Math.round(SIZE.width * ratio);
    context.canvas.height = Math.round(SIZE.height * ratio);
    dot(context, nodes, now, picture.extent, ratio);
  }, [picture, now, nodes]);
  if (!picture) return null;
  const corners = state.view.value && picture.corners();
  const { scale, left, top } = frame(picture.extent);
  const { extent } = picture;
  const whole =
    corners &&
    corners.minX <= extent.minX &&
    corners.maxX >= extent.maxX &&
    corners.minY <= extent.minY &&
    corners.maxY >= extent.maxY;
  const go = (event: TargetedMouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    picture.centreAt((event.clientX - box.left - left) / scale, (top - (event.clientY - box.top)) / scale);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys on the map do the same
    <div class={whole ? 'overview whole' : 'overview'} role="img" aria-label={texts.map.overview} onClick={go}>
      <canvas ref={canvas} />
      {corners && (
        <svg width={SIZE.width} height={SIZE.height} aria-hidden="true">
          <rect
            x={left + corners.minX * scale}
            y={top - corners.maxY * scale}
            width={Math.max(3, (corners.maxX - corners.minX) * scale)}
            height={Math.max(3, (corners.maxY - corners.minY) * scale)}
          />
        </svg>
      )}
    </div>
  );
}

/** Sets each paper's pixels one by one: a hundred thousand rectangles would hold up the page. */
function dot(
  context: CanvasRenderingContext2D,
  { positions }: MapNodes,
  look: Look,
  extent: Network['extent'],
  ratio: number,
): void {
  const { scale, left, top } = frame(extent);
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = look.colours.map(pixelOf);
  const ghost = pixelOf(look.paints.ghost);
  const side = Math.max(1, Math.round(1.5 * ratio));
  for (let i = 0; 2 * i < positions.length; i++) {
    if (Number.isNaN(positions[2 * i]!)) continue;
    const x = Math.round((left + positions[2 * i]! * scale) * ratio);
    const y = Math.round((top - positions[2 * i + 1]! * scale) * ratio);
    const colour = look.shown[i] ? colours[look.colourOf[i]!]! : ghost;
    for (let row = y; row < y + side && row < height; row++)
      pixels.fill(colour, row * width + x, row * width + Math.min(width, x + side));
  }
  context.putImageData(image, 0, 0);
}

/** An opaque #rrggbb as the bytes red, green, blue, alpha lie in memory, lowest first. */
function pixelOf(colour: string): number {
  const rgb = Number.parseInt(colour.slice(1), 16);
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}

/** How map units become pixels of the small picture; y points up in the map. */
function frame({ minX, minY, maxX, maxY }: { minX: number; minY: number; maxX: number; maxY: number }) {
  const { width, height, edge } = SIZE;
  const scale = Math.min((width - 2 * edge) / (maxX - minX || 1), (height - 2 * edge) / (maxY - minY || 1));
  return {
    scale,
    left: width / 2 - ((minX + maxX) / 2) * scale,
    top: height / 2 + ((minY + maxY) / 2) * scale,
  };
}
