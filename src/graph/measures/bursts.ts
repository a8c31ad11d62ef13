import { log } from '../../util/portable-math.ts';

/** A period in which something is unusually frequent. */
export interface Burst {
  /** First and last year, inclusive. */
  from: number;
  to: number;
  /** How much more likely the counts of the period are in a burst than outside, as a logarithm; above 0. */
  weight: number;
}

/** How much more frequent something is in a burst than on average. */
const RATE = 2;

/** Largest probability of an event in a burst. */
const MAX_PROBABILITY = 0.9999;

/** Smallest number of events; fewer are no burst, however close in time. */
const MIN_EVENTS = 3;

/**
 * Finds the bursts of something in yearly counts: the sequence of states, normal or burst, that explains the counts best, where entering
 * a burst costs the logarithm of the number of years.
 * Algorithm: Kleinberg 2003, two states, counts of batches, s = 2, gamma = 1.
 * @param counts number of events per year.
 * @param totals number of events that were possible per year, at least `counts`; years with 0 are left out.
 * @param firstYear year of the first count.
 */
export function findBursts(counts: ArrayLike<number>, totals: ArrayLike<number>, firstYear: number): Burst[] {
  const years = Array.from(totals, (_, year) => year).filter((year) => totals[year]! > 0);
  const events = years.reduce((sum, year) => sum + counts[year]!, 0);
  if (events < MIN_EVENTS) return [];
  const normal = events / years.reduce((sum, year) => sum + totals[year]!, 0);
  const raised = Math.min(MAX_PROBABILITY, RATE * normal);
  if (raised <= normal) return [];
  // What a burst explains better, by year: the binomial coefficients are the same in both states.
  const gains = years.map(
    (year) => counts[year]! * log(raised / normal) + (totals[year]! - counts[year]!) * log((1 - raised) / (1 - normal)),
  );
  const states = chooseStates(gains, log(years.length));
  const bursts: Burst[] = [];
  states.forEach((isBurst, i) => {
    if (!isBurst) return;
    const year = firstYear + years[i]!;
    const last = states[i - 1] ? bursts.at(-1) : undefined;
    if (last) {
      last.to = year;
      last.weight += gains[i]!;
    } else bursts.push({ from: year, to: year, weight: gains[i]! });
  });
  return bursts.filter(({ weight }) => weight > 0);
}

/** Returns in which years there is a burst, so that the sum of the gains minus the costs of entering is as large as possible. */
function chooseStates(gains: readonly number[], cost: number): boolean[] {
  // The best sums of sequences that end outside and inside a burst, and whether the year before was inside.
  let [outside, inside] = [0, Number.NEGATIVE_INFINITY];
  const choices = gains.map((gain) => {
    const choice = { outside: inside > outside, inside: inside >= outside - cost };
    [outside, inside] = [Math.max(outside, inside), gain + Math.max(inside, outside - cost)];
    return choice;
  });
  let state = inside > outside;
  const states: boolean[] = [];
  for (let i = gains.length - 1; i >= 0; i--) {
    states[i] = state;
    state = state ? choices[i]!.inside : choices[i]!.outside;
  }
  return states;
}
