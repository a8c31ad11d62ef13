/** What a stage is called in progress, timings and messages. */
export type Stage =
  | 'read'
  | 'weigh'
  | 'join'
  | 'graph'
  | 'topics'
  | 'labels'
  | 'layout'
  | 'quality'
  | 'concepts'
  | 'write';

/** What every long stage takes: a place to report to, and a way to be stopped. */
export interface Hooks {
  /** Called now and then with work done and work in all, in the stage's own unit. */
  progress?: (stage: Stage, done: number, total: number) => void;
  /** Aborting it makes the stage throw the signal's reason soon. */
  signal?: AbortSignal;
}

/** How many threads a stage may use. */
export interface ThreadOptions {
  /** On how many threads, at most. Whole number, at least 1. Default: one a processor, at most 8. The result is the same. */
  threads?: number;
}

/**
 * Options with their defaults filled in: exactly those that have a default, in the defaults' order. One that is given as
 * undefined counts as not given.
 */
export function withDefaults<Options extends object>(
  defaults: Options,
  options: { [Name in keyof Options]?: Options[Name] | undefined },
): Options {
  const filled = { ...defaults };
  // The copy has the names of its type and no others.
  for (const name of Object.keys(defaults) as (keyof Options)[]) {
    const given = options[name];
    if (given !== undefined) filled[name] = given;
  }
  return filled;
}
