import type { Stage } from '../../model/options.ts';

/** How a job reports on itself. */
export interface JobHooks {
  progress(stage: Stage, done: number, total: number): void;
  /** Prints a line on stderr. */
  warn(notice: string): void;
}
