import { expect, test, vi } from 'vitest';
import type { Stage } from '../src/model/options.ts';
import { createStageRunner, runBranches, type StageResults } from '../src/stage-runner.ts';

/** Makes the clock show what the test sets. */
function useClock() {
  const clock = { time: 0 };
  vi.spyOn(performance, 'now').mockImplementation(() => clock.time);
  return clock;
}

/** A promise and the function that resolves it. */
function createGate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('the times of stages that overlap add up to the time of the analysis', async () => {
  const clock = useClock();
  try {
    const times = new Map<Stage, number>();
    const runStage = createStageRunner({ timing: (stage, seconds) => times.set(stage, seconds) });
    const [layout, concepts] = [createGate(), createGate()];
    const both = [runStage('layout', () => layout.opened), runStage('concepts', () => concepts.opened)];
    await new Promise(setImmediate);
    clock.time = 4000;
    layout.open();
    await both[0];
    clock.time = 9000;
    concepts.open();
    await both[1];
    clock.time = 9500;
    await runStage('write', () => {
      clock.time = 10_000;
    });
    expect([...times]).toEqual([
      ['layout', 4],
      ['concepts', 5],
      ['write', 0.5],
    ]);
  } finally {
    vi.restoreAllMocks();
  }
});

test('a stage that an earlier run has finished is not run again', async () => {
  const kept = new Map<Stage, unknown>([['join', 'kept']]);
  const results: StageResults = {
    load: async (stage) => (kept.has(stage) ? { result: kept.get(stage) } : undefined),
    save: async (stage, result) => void kept.set(stage, result),
  };
  const runStage = createStageRunner({ results });
  expect(await runStage('join', () => 'new')).toBe('kept');
  expect(await runStage('topics', () => 'new')).toBe('new');
  expect(kept.get('topics')).toBe('new');
});

test.each([true, false])(
  'at once: %s; both branches return their results, and one progress is shown at a time',
  async (atOnce) => {
    const shown: string[] = [];
    const steps = createGate();
    const result = await runBranches(
      async ({ progress }) => {
        progress?.('layout', 1, 2);
        if (atOnce) await steps.opened;
        progress?.('layout', 2, 2);
        return 'a';
      },
      async ({ progress }) => {
        progress?.('concepts', 1, 2);
        steps.open();
        await new Promise(setImmediate);
        progress?.('concepts', 2, 2);
        return 'b';
      },
      { progress: (stage, done) => void shown.push(`${stage} ${done}`) },
      { atOnce },
    );
    expect(result).toEqual(['a', 'b']);
    expect(shown).toEqual(['layout 1', 'layout 2', ...(atOnce ? [] : ['concepts 1']), 'concepts 2']);
  },
);
