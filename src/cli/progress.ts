import { SingleBar } from 'cli-progress';
import type { Stage } from '../model/options.ts';

/** Shows the progress of a build. */
export interface Progress {
  update(stage: Stage, done: number, total: number): void;
  /** Removes the progress bar, so that other text can be printed. */
  stop(): void;
}

/** A terminal, or any other stream. */
type Screen = Pick<NodeJS.WriteStream, 'isTTY' | 'write'> & NodeJS.WritableStream;

/** The text shown for each stage, and the unit of its counts. */
const STAGE_TEXTS: Record<Stage, [activity: string, unit: string]> = {
  read: ['reading', 'bytes'],
  weigh: ['weighing terms', 'papers'],
  join: ['finding neighbors', 'papers'],
  graph: ['building the graph', 'papers'],
  topics: ['finding topics', 'steps'],
  labels: ['labeling topics', 'topics'],
  layout: ['computing the layout', 'steps'],
  quality: ['measuring quality', 'steps'],
  concepts: ['finding concepts', 'papers'],
  write: ['writing', 'bytes'],
};

/** Width to which activities are padded, so that the bars of all stages are aligned. */
const ACTIVITY_WIDTH = Math.max(...Object.values(STAGE_TEXTS).map(([activity]) => activity.length));

/** Time between two lines when there is no terminal: shows that the build is running without filling a log. */
const LINE_INTERVAL_MS = 5000;

/** Time after which the rate of a stage is meaningful. */
const MIN_RATE_SECONDS = 0.5;

/** Shows a progress bar on a terminal, and a line every few seconds elsewhere. */
export function showProgress(screen: Screen = process.stderr): Progress {
  return screen.isTTY ? createProgressBar(screen) : createProgressLines(screen);
}

/** Shows nothing. */
export const noProgress: Progress = { update() {}, stop() {} };

function createProgressBar(screen: Screen): Progress {
  let current: { stage: Stage; bar: SingleBar; start: number } | undefined;
  const stop = () => {
    current?.bar.stop();
    current = undefined;
  };
  return {
    update(stage, done, total) {
      if (current?.stage !== stage) {
        stop();
        const bar = new SingleBar({
          format: '{activity} {bar} {text}',
          stream: screen,
          clearOnComplete: true,
          hideCursor: null,
          barsize: 30,
          barCompleteChar: '█',
          barIncompleteChar: '░',
        });
        current = { stage, bar, start: performance.now() };
        bar.start(total, 0, { activity: STAGE_TEXTS[stage][0].padEnd(ACTIVITY_WIDTH), text: '' });
      }
      current.bar.setTotal(total);
      const seconds = (performance.now() - current.start) / 1000;
      current.bar.update(done, { text: formatProgress(stage, done, total, seconds) });
    },
    stop,
  };
}

function createProgressLines(screen: Screen): Progress {
  let current: { stage: Stage; start: number; lastLine: number } | undefined;
  return {
    update(stage, done, total) {
      const time = performance.now();
      if (current?.stage !== stage) current = { stage, start: time, lastLine: time };
      if (time - current.lastLine < LINE_INTERVAL_MS) return;
      current.lastLine = time;
      const text = formatProgress(stage, done, total, (time - current.start) / 1000);
      screen.write(`${STAGE_TEXTS[stage][0]}: ${text}\n`);
    },
    stop() {},
  };
}

/** Returns "42%, 12,000 papers/s, 18 s to go", or only the percentage at the beginning of a stage. */
export function formatProgress(stage: Stage, done: number, total: number, seconds: number): string {
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  if (done === 0 || seconds < MIN_RATE_SECONDS) return `${percent}%`;
  const rate = done / seconds;
  return `${percent}%, ${formatRate(rate, STAGE_TEXTS[stage][1])}, ${formatDuration((total - done) / rate)} to go`;
}

function formatRate(rate: number, unit: string): string {
  if (unit === 'bytes') return `${(rate / 1e6).toFixed(1)} MB/s`;
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')} ${unit}/s`;
}

function formatDuration(seconds: number): string {
  const wholeSeconds = Math.ceil(seconds);
  return wholeSeconds < 100 ? `${wholeSeconds} s` : `${Math.ceil(wholeSeconds / 60)} min`;
}
