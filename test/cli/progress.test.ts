import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatProgress, showProgress } from '../../src/cli/progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('formats the percentage, and rate and remaining time when they can be estimated', () => {
  expect(formatProgress('join', 0, 100, 9)).toBe('0%');
  expect(formatProgress('join', 50, 100, 0.1)).toBe('50%');
  expect(formatProgress('join', 25_000, 100_000, 10)).toBe('25%, 2,500 papers/s, 30 s to go');
  expect(formatProgress('read', 30_000_000, 90_000_000, 2)).toBe('33%, 15.0 MB/s, 4 s to go');
  expect(formatProgress('topics', 1, 240, 1)).toBe('0%, 1.0 steps/s, 4 min to go');
  expect(formatProgress('write', 0, 0, 1)).toBe('100%');
});

test('prints a line every few seconds without a terminal, and none for short stages', () => {
  const lines: string[] = [];
  const screen = Object.assign(Object.create(process.stderr) as typeof process.stderr, {
    isTTY: false,
    write: (line: string) => lines.push(line) > 0,
  });
  const progress = showProgress(screen);
  for (let second = 0; second <= 12; second++) {
    progress.update('join', second * 10, 200);
    vi.advanceTimersByTime(1000);
  }
  progress.update('topics', 1, 2);
  progress.stop();
  expect(lines).toEqual([
    'finding neighbors: 25%, 10 papers/s, 15 s to go\n',
    'finding neighbors: 50%, 10 papers/s, 10 s to go\n',
  ]);
});
