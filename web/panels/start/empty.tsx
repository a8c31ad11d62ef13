import { useRef } from 'preact/hooks';
import { Icon } from '../../components/icon.tsx';
import { openFiles, openSample } from '../../state/actions/open.ts';
import { texts } from '../../strings/strings.ts';

/** What is seen before a map is open: an invitation. */
export function Empty() {
  return (
    <main class="empty">
      <Constellation />
      <h1>{texts.empty.heading}</h1>
      <p class="lead">{texts.empty.lead}</p>
      <div class="empty-actions">
        <FilePicker class="primary" label={texts.empty.choose} />
        <button type="button" class="secondary" onClick={() => void openSample()}>
          {texts.empty.sample}
        </button>
      </div>
      <p class="hint">{texts.empty.sampleHint}</p>
      <p class="hint formats">{texts.empty.formats}</p>
      <p class="hint">{texts.empty.private}</p>
    </main>
  );
}

/** A button that asks for files. */
export function FilePicker(props: { class: string; label: string; small?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={props.class}
        onClick={() => input.current?.click()}
        {...(props.small && { 'aria-label': props.label, title: props.label })}
      >
        <Icon name="open" />
        {!props.small && props.label}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          openFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

/** Points and links of the drawing: x, y, size, colour. */
const POINTS = [
  [40, 70, 6, 'a'],
  [72, 46, 9, 'a'],
  [66, 92, 5, 'a'],
  [104, 74, 7, 'a'],
  [150, 40, 6, 'b'],
  [178, 62, 10, 'b'],
  [206, 36, 5, 'b'],
  [160, 96, 7, 'c'],
  [196, 108, 9, 'c'],
  [228, 90, 6, 'c'],
  [132, 116, 5, 'c'],
] as const;
const LINES = [
  [0, 1],
  [0, 2],
  [1, 2],
  [1, 3],
  [2, 3],
  [3, 7],
  [3, 4],
  [4, 5],
  [5, 6],
  [4, 6],
  [5, 8],
  [7, 8],
  [8, 9],
  [7, 10],
  [5, 9],
] as const;

function Constellation() {
  return (
    <svg class="constellation" viewBox="20 20 230 116" aria-hidden="true">
      {LINES.map(([a, b]) => (
        <line key={`${a} ${b}`} x1={POINTS[a][0]} y1={POINTS[a][1]} x2={POINTS[b][0]} y2={POINTS[b][1]} />
      ))}
      {POINTS.map(([x, y, size, kind]) => (
        <circle key={`${x} ${y}`} class={kind} cx={x} cy={y} r={size} />
      ))}
    </svg>
  );
}
