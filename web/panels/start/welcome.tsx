import { useRef } from 'preact/hooks';
import { FileInput, FilePicker } from '../../components/file-picker.tsx';
import { ThemeButton } from '../../components/theme-button.tsx';
import { openFiles, openSample, reopenRemembered } from '../../state/actions/start.ts';
import { listAllNames } from '../../state/remembered-files.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** The start page: how to open a map. */
export function Welcome() {
  return (
    <main class="welcome">
      <div class="welcome-theme">
        <ThemeButton />
      </div>
      <Illustration />
      <h1>{strings.start.heading}</h1>
      <p class="welcome-lead">{strings.start.lead}</p>
      <Reopen />
      <div class="welcome-actions">
        <FilePicker class="primary" label={strings.start.choose} />
        <button type="button" class="secondary" onClick={() => void openSample()}>
          {strings.start.sample}
        </button>
      </div>
      <p class="hint">{strings.start.sampleHint}</p>
      <p class="hint welcome-formats">{strings.start.formats}</p>
      <p class="hint">{strings.start.private}</p>
    </main>
  );
}

/** Offers to reopen the files that were open before a reload. */
function Reopen() {
  const remembered = state.rememberedFiles.value;
  const input = useRef<HTMLInputElement>(null);
  if (!remembered) return null;
  return (
    <section class="reopen" aria-labelledby="reopen-heading">
      <h2 id="reopen-heading">{strings.reopen.heading}</h2>
      <p>{strings.reopen.files(listAllNames(remembered))}</p>
      <button
        type="button"
        class="primary"
        onClick={() => void reopenRemembered(remembered, () => input.current?.click())}
      >
        {strings.reopen.reopen}
      </button>
      <FileInput inputRef={input} multiple onFiles={openFiles} />
    </section>
  );
}

/** Nodes of the illustration: x, y, radius, color class. */
const NODES = [
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

/** Edges of the illustration: indexes of nodes. */
const EDGES = [
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

/** A small network. */
function Illustration() {
  return (
    <svg class="illustration" viewBox="20 20 230 116" aria-hidden="true">
      {EDGES.map(([a, b]) => (
        <line key={`${a} ${b}`} x1={NODES[a][0]} y1={NODES[a][1]} x2={NODES[b][0]} y2={NODES[b][1]} />
      ))}
      {NODES.map(([x, y, radius, colorClass]) => (
        <circle key={`${x} ${y}`} class={colorClass} cx={x} cy={y} r={radius} />
      ))}
    </svg>
  );
}
