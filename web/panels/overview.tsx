import { useEffect, useRef } from 'preact/hooks';
import { look } from '../look.ts';
import { state } from '../state.ts';
import { texts } from '../texts.ts';

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
    context.canvas.width = SIZE.width * ratio;
    context.canvas.height = SIZE.height * ratio;
    context.scale(ratio, ratio);
    const { scale, left, top } = frame(picture.extent);
    for (let i = 0; i < nodes.ids.length; i++) {
      if (Number.isNaN(nodes.positions[2 * i]!)) continue;
      context.fillStyle = now.shown[i] ? now.colours[now.colourOf[i]!]! : now.paints.ghost;
      context.fillRect(left + nodes.positions[2 * i]! * scale, top - nodes.positions[2 * i + 1]! * scale, 1.5, 1.5);
    }
  }, [picture, now, nodes]);
  if (!picture) return null;
  const corners = state.view.value && picture.corners();
  const { scale, left, top } = frame(picture.extent);
  const { extent } = picture;
  const whole = corners && corners.minX <= extent.minX && corners.maxX >= extent.maxX && corners.minY <= extent.minY;
  const go = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
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
