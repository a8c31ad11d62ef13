import { defineOption, func, integer, type OptionTable, objects } from './option-table.ts';

/** Name of a stage, as used in progress reports, timings and messages. */
export type Stage =
  | 'read'
  | 'weigh'
  | 'join'
  | 'network'
  | 'graph'
  | 'topics'
  | 'labels'
  | 'layout'
  | 'quality'
  | 'concepts'
  | 'write';

/** Callbacks and a signal that every long-running stage accepts. */
export interface Hooks {
  /**
   * Receives the amount of work done and the total amount, from time to time. The unit depends on the stage. A total of 0 is
   * unknown, as for a stream.
   */
  progress?: (stage: Stage, done: number, total: number) => void;
  /**
   * Receives one line for the user when a stage has to work differently than requested without changing its result, for
   * example on one thread because workers cannot be started. `analyze` reports each line once.
   */
  warn?: (message: string) => void;
  /** Receives the number of threads that a stage runs on. Stages that do not call it run on one. */
  onThreads?: (stage: Stage, threads: number) => void;
  /** When aborted, the stage soon throws the reason of the signal. */
  signal?: AbortSignal;
}

/** The options of {@link Hooks}. */
export const HOOK_OPTIONS: OptionTable<Hooks> = {
  progress: defineOption('receives the amount of work done and the total amount', func),
  warn: defineOption('receives one line when a stage works differently than requested', func),
  onThreads: defineOption('receives the number of threads that a stage runs on', func),
  signal: defineOption(
    'stops the stage when it is aborted',
    objects('an AbortSignal', (value) => 'aborted' in value),
  ),
};

/** How many threads a stage may use. */
export interface ThreadOptions {
  /**
   * Maximum number of threads. Integer, 1 to 1024; never more than one per processor. Default: one per processor.
   * Does not change the result.
   */
  threads?: number;
}

/** The options of {@link ThreadOptions}. */
export const THREAD_OPTIONS: OptionTable<ThreadOptions> = {
  threads: defineOption(
    'maximum number of threads, never more than processors',
    integer(1, 1024),
    '<one per processor>',
  ),
};

/**
 * Returns the options with defaults filled in: exactly the options that have a default, in the order of the defaults. An
 * option that is `undefined` counts as missing.
 */
export function withDefaults<Options extends object>(
  defaults: Options,
  options: { [Name in keyof Options]?: Options[Name] | undefined },
): Options {
  const result = { ...defaults };
  // A copy of the defaults has no other keys than those of its type.
  for (const name of Object.keys(defaults) as (keyof Options)[]) {
    const value = options[name];
    if (value !== undefined) result[name] = value;
  }
  return result;
}
