import { InputError } from './errors.ts';

/** The valid values of an option. */
export interface Domain {
  /** Completes "must be": "an integer from 1 to 1000". */
  readonly text: string;
  /** Returns whether a value is valid. */
  includes(value: unknown): boolean;
}

/** An option: what checks, help texts, and the reference of options say about it. */
export interface OptionSpec {
  /** What the option does: a phrase without range and default. */
  readonly description: string;
  readonly domain: Domain;
  /** The default, as text; undefined if the option is absent by default. */
  readonly default: string | undefined;
}

/** All options of a function, by name. */
export type OptionTable<Options extends object = object> = {
  readonly [Name in keyof Options]-?: OptionSpec;
};

/** Creates an option. `defaultValue` is the value, or a text in angle brackets that describes it, such as "<one per processor>". */
export function defineOption(description: string, domain: Domain, defaultValue?: unknown): OptionSpec {
  return { description, domain, default: defaultValue === undefined ? undefined : formatValue(defaultValue) };
}

function formatValue(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'none';
  return typeof value === 'string' ? value.replace(/^<(.*)>$/, '$1') : String(value);
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Integers in a range, both ends included. Default: no maximum. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Domain {
  return {
    text: max === Number.MAX_SAFE_INTEGER ? `an integer of at least ${min}` : `an integer from ${min} to ${max}`,
    includes: (value) => isNumber(value) && Number.isSafeInteger(value) && value >= min && value <= max,
  };
}

/** Numbers in a range, both ends included. */
export const number = (min: number, max: number): Domain => ({
  text: `a number from ${min} to ${max}`,
  includes: (value) => isNumber(value) && value >= min && value <= max,
});

/** Numbers above 0, up to a maximum. */
export const positive = (max: number): Domain => ({
  text: `a number above 0, at most ${max}`,
  includes: (value) => isNumber(value) && value > 0 && value <= max,
});

/** True and false. */
export const boolean: Domain = { text: 'true or false', includes: (value) => typeof value === 'boolean' };

/** Any text. */
export const text: Domain = { text: 'a text', includes: (value) => typeof value === 'string' };

/** Functions. */
export const func: Domain = { text: 'a function', includes: (value) => typeof value === 'function' };

/** Some fixed texts. */
export const oneOf = <Value extends string>(...values: readonly Value[]): Domain => ({
  text: values.map((value) => `"${value}"`).join(' or '),
  includes: (value) => values.some((known) => known === value),
});

/** The values of either domain. */
export const either = (first: Domain, second: Domain): Domain => ({
  text: `${first.text}, or ${second.text}`,
  includes: (value) => first.includes(value) || second.includes(value),
});

const isWord = (value: unknown) => typeof value === 'string' && value.length > 0;

/** Lists of texts that are not empty. */
export const wordList: Domain = {
  text: 'a list of words',
  includes: (value) => Array.isArray(value) && value.every(isWord),
};

/** Lists of lists of texts that are not empty. */
export const wordLists: Domain = {
  text: 'a list of lists of words',
  includes: (value) => Array.isArray(value) && value.every(wordList.includes),
};

/** Objects, such as matrices, that a check recognizes. */
export const objects = (text: string, includes: (value: object) => boolean): Domain => ({
  text,
  includes: (value) => typeof value === 'object' && value !== null && includes(value),
});

/**
 * Checks that options are known and valid. Options that are undefined count as missing.
 * @param name Name of the function that was called, for the message.
 * @throws {InputError} if an option is unknown or out of range
 */
export function checkOptions(table: OptionTable, options: object, name: string): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new InputError(`the options of ${name} must be an object such as { name: value }, not ${quote(options)}`);
  const specs = new Map<string, OptionSpec>(Object.entries(table));
  for (const [option, value] of Object.entries(options)) {
    const spec = specs.get(option);
    if (!spec) throw new InputError(`${name} has no option "${option}": ${adviseOn([...specs.keys()])}`);
    if (value === undefined || spec.domain.includes(value)) continue;
    throw new InputError(`the option ${option} of ${name} must be ${spec.domain.text}, not ${quote(value)}`);
  }
}

const adviseOn = (names: readonly string[]) => (names.length > 0 ? `use ${names.join(', ')}` : 'omit it');

/** Returns the options that a table has, without the others. */
export function pickOptions<Options extends object>(table: OptionTable<Options>, options: object): Partial<Options> {
  const known = Object.entries(options).filter(([name]) => Object.hasOwn(table, name));
  // The table has the names of these options.
  return Object.fromEntries(known) as Partial<Options>;
}

/** Longest value that a message quotes, in characters. */
const MAX_QUOTED = 60;

/** Formats a wrong value for a message. */
export function quote(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint' || typeof value === 'symbol' || isNumber(value)) return String(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shown.length > MAX_QUOTED ? `${shown.slice(0, MAX_QUOTED)}…` : shown;
}

/** Lists of pairs of texts; the first of each pair is not empty. */
export const wordPairs: Domain = {
  text: 'a list of pairs of texts',
  includes: (value) =>
    Array.isArray(value) &&
    value.every((pair) => Array.isArray(pair) && pair.length === 2 && isWord(pair[0]) && typeof pair[1] === 'string'),
};
