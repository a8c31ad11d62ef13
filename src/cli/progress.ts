import { SingleBar } from 'cli-progress';
import type { Stage } from '../model/options.ts';

/** Shows how far a build is. */
export interface Progress {
  update(stage: Stage, done: number, total: number): void;
  /** Takes the bar away, so that other lines can be written. */
  stop(): void;
}

/** Where progress is shown: a terminal or anything else that takes lines. */
type Screen = Pick<NodeJS.WriteStream, 'isTTY' | 'write'> & NodeJS.WritableStream;

/** What people call the stages, and the unit of their counts. */
const WORDS: Record<Stage, [doing: string, unit: string]> = {
  read: ['reading', 'bytes'],
  weigh: ['weighing terms', 'papers'],
  join: ['finding neighbours', 'papers'],
  graph: ['linking', 'papers'],
  topics: ['finding topics', 'steps'],
  labels: ['naming topics', 'topics'],
  layout: ['drawing the map', 'steps'],
  quality: ['measuring', 'steps'],
  concepts: ['finding concepts', 'papers'],
  write: ['writing', 'bytes'],
};

/** Seconds between two plain lines: enough to tell work from a standstill, too few to fill a log. */
const PLAIN_SECONDS = 5;

/** A bar where there is a terminal; else a line now and then. */
export function showProgress(screen: Screen = process.stderr): Progress {
  return screen.isTTY ? bar(screen) : lines(screen);
}

/** Shows nothing. */
export const noProgress: Progress = { update() {}, stop() {} };

function bar(screen: Screen): Progress {
  let shown: { stage: Stage; bar: SingleBar; since: number } | undefined;
  const stop = () => {
    shown?.bar.stop();
    shown = undefined;
  };
  return {
    update(stage, done, total) {
      if (shown?.stage !== stage) {
        stop();
        const bar = new SingleBar({
          format: '{doing} {bar} {text}',
          stream: screen,
          clearOnComplete: true,
          hideCursor: null,
          barsize: 30,
          barCompleteChar: '█',
          barIncompleteChar: '░',
        });
        shown = { stage, bar, since: performance.now() };
        bar.start(total, 0, { doing: WORDS[stage][0].padEnd(18), text: '' });
      }
      shown.bar.setTotal(total);
      shown.bar.update(done, { text: describe(stage, done, total, (performance.now() - shown.since) / 1000) });
    },
    stop,
  };
}

function lines(screen: Screen): Progress {
  let shown: { stage: Stage; since: number; last: number } | undefined;
  return {
    update(stage, done, total) {
      const now = performance.now();
      if (shown?.stage !== stage) shown = { stage, since: now, last: now };
      if (now - shown.last < PLAIN_SECONDS * 1000) return;
      shown.last = now;
      screen.write(`${WORDS[stage][0]}: ${describe(stage, done, total, (now - shown.since) / 1000)}\n`);
    },
    stop() {},
  };
}

/** "42%, 12,000 papers/s, 18 s to go"; without rate and time until there is something to tell them by. */
export function describe(stage: Stage, done: number, total: number, seconds: number): string {
  const share = total > 0 ? Math.floor((100 * done) / total) : 100;
  if (done === 0 || seconds < 0.5) return `${share}%`;
  const rate = done / seconds;
  return `${share}%, ${rateText(rate, WORDS[stage][1])}, ${timeText((total - done) / rate)} to go`;
}

function rateText(rate: number, unit: string): string {
  if (unit === 'bytes') return `${(rate / 1e6).toFixed(1)} MB/s`;
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')} ${unit}/s`;
}

function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 100 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
