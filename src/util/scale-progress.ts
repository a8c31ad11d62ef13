import type { Hooks } from '../model/options.ts';

/** Returns hooks that report progress as steps from `start` to `end`, rounded down, of `total` steps. */
export const scaleProgress = (
  { signal, progress }: Pick<Hooks, 'signal' | 'progress'>,
  start: number,
  end: number,
  total: number,
): Pick<Hooks, 'signal' | 'progress'> => ({
  ...(signal && { signal }),
  ...(progress && {
    progress: (stage, done, all) => progress(stage, Math.floor(start + ((end - start) * done) / all), total),
  }),
});
