import type { Stage } from '../../model/options.ts';

/** What takes time: a stage of a build, or a fetch. */
type Activity = Stage | 'fetch';

/** Shows the progress of a command. */
export interface Progress {
  update(stage: Activity, done: number, total: number): void;
  /** Removes the progress bar, so that other text can be printed. */
  stop(): void;
}

/** A terminal, or any other stream. */
type Screen = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> & { write(text: string): unknown };

/** The text shown for each stage, and the unit of its counts. */
const STAGE_TEXTS: Record<Activity, [activity: string, unit: string]> = {
  fetch: ['fetching', 'records'],
  read: ['reading', 'bytes'],
  weigh: ['weighing terms', 'papers'],
  join: ['finding neighbors', 'papers'],
  network: ['counting links', 'nodes'],
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

/** Width of a full bar, in characters. */
const BAR_WIDTH = 30;

/** Minimum time between two changes of the bar. */
const BAR_INTERVAL_MS = 100;

/** Time between two lines about a stage. */
const LINE_INTERVAL_MS = 30_000;

/** Width of a terminal that does not tell. */
const DEFAULT_COLUMNS = 80;

/** Moves the cursor to the start of the line and clears it. */
const CLEAR_LINE = '\r\u001b[K';

/** Time after which the rate of a stage is meaningful. */
const MIN_RATE_SECONDS = 0.5;

/** Shows a progress bar on a terminal, and lines elsewhere and where escape sequences are not wanted. */
export function showProgress(screen: Screen = process.stderr, env: NodeJS.ProcessEnv = process.env): Progress {
  const isPlain = !screen.isTTY || env.TERM === 'dumb' || Boolean(env.NO_COLOR);
  return isPlain ? createProgressLines(screen) : createProgressBar(screen);
}

/** Shows nothing. */
export const noProgress: Progress = { update() {}, stop() {} };

function createProgressBar(screen: Screen): Progress {
  let current: { stage: Activity; history: History; lastChange: number } | undefined;
  return {
    update(stage, done, total) {
      const time = performance.now();
      if (current?.stage !== stage)
        current = { stage, history: new History({ time, done }), lastChange: Number.NEGATIVE_INFINITY };
      if (time - current.lastChange < BAR_INTERVAL_MS) return;
      current.lastChange = time;
      const filled = Math.round(BAR_WIDTH * (getShare(done, total) ?? 0));
      const bar = '█'.repeat(filled).padEnd(BAR_WIDTH, '░');
      const text = current.history.format(stage, { time, done }, total);
      const line = `${STAGE_TEXTS[stage][0].padEnd(ACTIVITY_WIDTH)} ${bar} ${text}`;
      // A line that wraps could not be cleared.
      screen.write(CLEAR_LINE + line.slice(0, (screen.columns || DEFAULT_COLUMNS) - 1));
    },
    stop() {
      if (current) screen.write(CLEAR_LINE);
      current = undefined;
    },
  };
}

/** Prints a line for each stage when the next one begins, and every 30 seconds; the summary of the command follows the last one. */
function createProgressLines(screen: Screen): Progress {
  let current: { stage: Activity; history: History; lastLine: number } | undefined;
  return {
    update(stage, done, total) {
      const time = performance.now();
      if (current?.stage !== stage) {
        if (current)
          screen.write(
            `${STAGE_TEXTS[current.stage][0]}: ${((time - current.history.start.time) / 1000).toFixed(1)} s\n`,
          );
        current = { stage, history: new History({ time, done }), lastLine: time };
        return;
      }
      current.history.add({ time, done });
      if (time - current.lastLine < LINE_INTERVAL_MS) return;
      current.lastLine = time;
      screen.write(`${STAGE_TEXTS[stage][0]}: ${current.history.format(stage, { time, done }, total)}\n`);
    },
    stop() {},
  };
}

/** What a stage had done at a time, in milliseconds. */
interface Moment {
  time: number;
  done: number;
}

/** The part of the time that counts for the rate: the join becomes faster on the way, so that its mean rate says little about the rest. */
const RECENT_SHARE = 1 / 3;

/** Minimum time between two moments that are kept. */
const MOMENT_INTERVAL_MS = 500;

/** What a stage had done at several times since it was first shown: a stage that runs beside others is shown after these. */
class History {
  readonly #moments: Moment[];
  /** Index of the last moment that is not recent. */
  #first = 0;

  constructor(readonly start: Moment) {
    this.#moments = [start];
  }

  add(moment: Moment): void {
    if (moment.time - this.#moments.at(-1)!.time >= MOMENT_INTERVAL_MS) this.#moments.push(moment);
  }

  /** Formats the progress with the rate of the recent time, or since the start if too little was done in that. */
  format(stage: Activity, now: Moment, total: number): string {
    this.add(now);
    const recent = now.time - RECENT_SHARE * (now.time - this.start.time);
    while (this.#first + 1 < this.#moments.length && this.#moments[this.#first + 1]!.time <= recent) this.#first++;
    const last = this.#moments[this.#first]!;
    const isMeasurable = now.done > last.done && now.time - last.time >= 1000 * MIN_RATE_SECONDS;
    const from = isMeasurable ? last : this.start;
    return formatProgress(stage, now.done, total, (now.time - from.time) / 1000, from.done);
  }
}

/**
 * Returns "42%, 12,000 papers/s, 18 s to go", or only the percentage at the beginning of a stage; "120 MB, 17.1 MB/s" if the
 * total is unknown.
 * @param seconds Time in which the rate is measured.
 * @param before What the stage had done at its beginning.
 */
export function formatProgress(stage: Activity, done: number, total: number, seconds: number, before = 0): string {
  const unit = STAGE_TEXTS[stage][1];
  const share = getShare(done, total);
  const progress = share === undefined ? formatAmount(done, unit) : `${Math.floor(100 * share)}%`;
  if (done === before || seconds < MIN_RATE_SECONDS) return progress;
  const rate = (done - before) / seconds;
  const parts = [progress, formatRate(rate, unit)];
  if (share !== undefined) parts.push(`${formatDuration((total - done) / rate)} to go`);
  return parts.join(', ');
}

/** Returns how much is done, from 0 to 1; undefined if the total is unknown. */
function getShare(done: number, total: number): number | undefined {
  if (total > 0) return Math.min(1, done / total);
  return done === 0 ? 1 : undefined;
}

const formatAmount = (amount: number, unit: string): string =>
  unit === 'bytes' ? `${Math.round(amount / 1e6).toLocaleString('en')} MB` : `${amount.toLocaleString('en')} ${unit}`;

function formatRate(rate: number, unit: string): string {
  if (unit === 'bytes') return `${(rate / 1e6).toFixed(1)} MB/s`;
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')} ${unit}/s`;
}

function formatDuration(seconds: number): string {
  const wholeSeconds = Math.ceil(seconds);
  return wholeSeconds < 100 ? `${wholeSeconds} s` : `${Math.ceil(wholeSeconds / 60)} min`;
}
