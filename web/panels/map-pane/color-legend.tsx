import { ColorDot } from '../../components/paper-list/paper-list.tsx';
import { densityColors, legend } from '../../map/style/style.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** The legends on the map: of the density and of the node colors. */
export function Legends() {
  const density = densityColors.value;
  if (!density && !legend.value) return null;
  return (
    <div class="map-legends">
      {density && (
        <ColorScale
          colors={density}
          from={strings.display.sparse}
          to={strings.display.dense}
          name={strings.display.density}
        />
      )}
      <ColorLegend />
    </div>
  );
}

/** The color scale or color categories of the map, unless nodes are colored by topic. */
function ColorLegend() {
  if (!legend.value) return null;
  const { colors, labels, isSequential, colorIndex } = legend.value;
  // The first entry is the color of papers without a value.
  if (isSequential)
    return (
      <ColorScale
        colors={colors.slice(1)}
        from={labels[1] ?? ''}
        to={labels.at(-1) ?? ''}
        name={strings.display.colors[state.colorBy.value]}
      />
    );
  return (
    <ul class="color-legend" aria-label={strings.display.colorBy}>
      {labels.slice(1).map((label, i) => (
        <li key={label}>
          <ColorDot color={colors[i + 1]} />
          <span>{label}</span>
        </li>
      ))}
      {colorIndex.includes(0) && (
        <li>
          <ColorDot color={colors[0]} />
          <span>{labels[0]}</span>
        </li>
      )}
    </ul>
  );
}

function ColorScale({ colors, from, to, name }: { colors: string[]; from: string; to: string; name: string }) {
  return (
    <figure class="color-scale" aria-label={name}>
      <svg viewBox={`0 0 ${colors.length} 1`} preserveAspectRatio="none" aria-hidden="true">
        {colors.map((color, i) => (
          // Slightly too wide, so that there are no gaps between the colors.
          <rect key={color} x={i} width="1.02" height="1" fill={color} />
        ))}
      </svg>
      <figcaption>
        <span>{from}</span>
        <span>{name}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  );
}
