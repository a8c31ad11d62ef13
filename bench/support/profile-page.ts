import type { Page } from 'playwright-core';

/** Says what the main thread of a page does, from a CPU profile. */

/** Where the main thread spent its time, in milliseconds. */
export interface MainThreadTime {
  /** In scripts of the page, including garbage collection. */
  own: number;
  /** The longest time in scripts of the page before the page could process an event. */
  longestOwn: number;
  /** In calls of WebGL, which wait for the GPU or its emulation. */
  gpu: number;
  /** In the browser itself: style, layout, painting, and receiving messages of the worker. */
  other: number;
  /** The functions that took most of the longest time, with the milliseconds that each took itself. */
  functions: string[];
}

/** A function in a CPU profile. */
interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
}

interface ProfileNode {
  id: number;
  callFrame: CallFrame;
  /** The ids of what it calls. */
  children?: number[];
}

/** What the profiler returns, as far as it is used. */
interface CpuProfile {
  nodes: ProfileNode[];
  samples?: number[];
  timeDeltas?: number[];
}

/** Time between samples, in microseconds. */
const INTERVAL = 250;

/** Longest time in milliseconds that is attributed to a sample. Samples are farther apart if another process had the processor. */
const MAX_TIME = 2;

/** Number of functions that are listed. */
const LISTED = 6;

/** Methods of WebGL contexts in which the main thread may wait. */
const WEBGL =
  /^(draw(Arrays|Elements)|bufferData|bufferSubData|texImage|uniform|readPixels|finish|flush|clear$|getError|getParameter|linkProgram)/;

type Kind = 'own' | 'gpu' | 'other' | 'idle';

/** @param isCalledByPage whether a script of the page called the function. */
function kindOf({ functionName, url }: CallFrame, isCalledByPage: boolean): Kind {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'own';
  if (url === '' && WEBGL.test(functionName)) return 'gpu';
  // Built-in functions such as "sort" have no URL, as the scripts of the driver, which are not called by the page.
  return url.startsWith('http') || isCalledByPage ? 'own' : 'other';
}

/** Returns the kind of each node of a profile, whose nodes come before those that they call. */
function getKinds(nodes: readonly ProfileNode[]): Map<number, Kind> {
  const kinds = new Map<number, Kind>();
  const calledByPage = new Set<number>();
  const resizing = new Set<number>();
  for (const { id, callFrame, children = [] } of nodes) {
    // A canvas gets another size through its attributes, for which the GPU must have drawn everything.
    const isResize = resizing.has(id) && callFrame.functionName === 'setAttribute';
    kinds.set(id, isResize ? 'gpu' : kindOf(callFrame, calledByPage.has(id)));
    if (callFrame.functionName === 'resize') for (const child of children) resizing.add(child);
    if (callFrame.url.startsWith('http') || calledByPage.has(id)) for (const child of children) calledByPage.add(child);
  }
  return kinds;
}

/** Returns where the main thread of a page spends its time during an action. */
export async function profileMainThread(page: Page, action: () => Promise<unknown>): Promise<MainThreadTime> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval: INTERVAL });
  await devtools.send('Profiler.start');
  await action();
  const { profile } = await devtools.send('Profiler.stop');
  await devtools.detach();
  return summarize(profile);
}

/** Scripts of the page that run without a pause. */
class Task {
  time = 0;
  readonly #functions = new Map<string, number>();

  add({ functionName, lineNumber }: CallFrame, time: number): void {
    const name = `${functionName || 'anonymous'}:${lineNumber + 1}`;
    this.time += time;
    this.#functions.set(name, (this.#functions.get(name) ?? 0) + time);
  }

  /** Lists the functions that took most of the time. */
  describe(): string[] {
    const sorted = [...this.#functions].sort((a, b) => b[1] - a[1]);
    return sorted.slice(0, LISTED).map(([name, time]) => `${name} ${Math.round(time)}`);
  }
}

function summarize({ nodes, samples = [], timeDeltas = [] }: CpuProfile): MainThreadTime {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const kinds = getKinds(nodes);
  const times: Record<Kind, number> = { own: 0, gpu: 0, other: 0, idle: 0 };
  let [longest, task] = [new Task(), new Task()];
  for (const [i, sample] of samples.entries()) {
    const frame = frames.get(sample)!;
    // The time after a sample is attributed to it.
    const time = Math.min(MAX_TIME, (timeDeltas[i + 1] ?? 0) / 1000);
    const kind = kinds.get(sample)!;
    times[kind] += time;
    if (kind === 'own') {
      task.add(frame, time);
      if (task.time > longest.time) longest = task;
    } else if (kind !== 'gpu') task = new Task();
  }
  return { ...times, longestOwn: longest.time, functions: longest.describe() };
}
