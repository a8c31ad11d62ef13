import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatProgress, showProgress } from '../../../src/cli/terminal/progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('formats the percentage, and rate and remaining time when they can be estimated', () => {
  expect(formatProgress('join', 0, 100, 9)).toBe('0%');
  expect(formatProgress('join', 50, 100, 0.1)).toBe('50%');
  expect(formatProgress('join', 25_000, 100_000, 10)).toBe('25%, 2,500 papers/s, 30 s to go');
  expect(formatProgress('read', 30_000_000, 90_000_000, 2)).toBe('33%, 15.0 MB/s, 4 s to go');
  expect(formatProgress('topics', 1, 240, 1)).toBe('0%, 1.0 steps/s, 4 min to go');
  expect(formatProgress('write', 0, 0, 1)).toBe('100%');
  // The length of a stream is unknown.
  expect(formatProgress('read', 30_000_000, 0, 2)).toBe('30 MB, 15.0 MB/s');
  expect(formatProgress('read', 30_000_000, 0, 0)).toBe('30 MB');
  // Half of it was done when it was first shown.
  expect(formatProgress('concepts', 75, 100, 5, 50)).toBe('75%, 5.0 papers/s, 5 s to go');
  expect(formatProgress('concepts', 50, 100, 5, 50)).toBe('50%');
});

const ESCAPE = '\u001b';

/** Runs a build of two stages on a screen, and returns what it wrote. */
function recordProgress(isTTY: boolean, env: NodeJS.ProcessEnv): string[] {
  const written: string[] = [];
  const progress = showProgress({ isTTY, columns: 40, write: (text) => written.push(text) }, env);
  for (let second = 0; second <= 12; second++) {
    progress.update('join', second * 10, 200);
    vi.advanceTimersByTime(1000);
  }
  progress.update('topics', 1, 2);
  progress.stop();
  return written;
}

test.each([
  ['without a terminal', false, {}],
  ['on a dumb terminal', true, { TERM: 'dumb' }],
  ['with NO_COLOR', true, { NO_COLOR: '1' }],
])('%s: prints one line per stage when it is done, without escape sequences', (_, isTTY, env) => {
  expect(recordProgress(isTTY, env)).toEqual(['finding neighbors: 13.0 s\n']);
});

test('without a terminal: prints how far a long stage is every 30 seconds', () => {
  const written: string[] = [];
  const progress = showProgress({ isTTY: false, columns: 80, write: (text) => written.push(text) }, {});
  for (let second = 0; second <= 65; second++) {
    progress.update('join', second * 10, 1000);
    vi.advanceTimersByTime(1000);
  }
  progress.update('topics', 1, 2);
  expect(written).toEqual([
    'finding neighbors: 30%, 10 papers/s, 70 s to go\n',
    'finding neighbors: 60%, 10 papers/s, 40 s to go\n',
    'finding neighbors: 66.0 s\n',
  ]);
});

test('the remaining time follows a stage that becomes faster, and one that pauses', () => {
  const written: string[] = [];
  const progress = showProgress({ isTTY: false, columns: 80, write: (text) => written.push(text) }, {});
  for (let second = 0, done = 0; second <= 95; second++) {
    progress.update('join', done, 1000);
    // 1 paper a second, then 10, then none.
    done += second < 30 ? 1 : second < 60 ? 10 : 0;
    vi.advanceTimersByTime(1000);
  }
  expect(written).toEqual([
    'finding neighbors: 3%, 1.0 papers/s, 17 min to go\n',
    'finding neighbors: 33%, 10 papers/s, 67 s to go\n',
    'finding neighbors: 33%, 3.7 papers/s, 4 min to go\n',
  ]);
});

test('on a terminal: one bar, which fits the terminal and is removed at the end', () => {
  const written = recordProgress(true, { TERM: 'xterm', NO_COLOR: '' });
  expect(written).toHaveLength(15);
  for (const text of written) {
    expect(text.startsWith(`\r${ESCAPE}[K`)).toBe(true);
    expect(text.length - 4).toBeLessThan(40);
  }
  expect(written[12]).toContain('finding neighbors    ██████████████████');
  expect(written.at(-1)).toBe(`\r${ESCAPE}[K`);
});
