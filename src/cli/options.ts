import { type Command, InvalidArgumentError, Option } from 'commander';
import { isField } from '../read/normalize/fields.ts';
import { printMessage } from './messages.ts';

/** Creates an option whose value is parsed and validated. */
export const createOption = <T>(flags: string, description: string, parse: (text: string) => T): Option =>
  new Option(flags, description).argParser(parse);

/** Adds the old name of an option. It is hidden from the help; using it prints a note and sets `option`. */
export function addDeprecatedName(command: Command, oldName: string, option: Option): void {
  const deprecated = new Option(option.flags.replace(/^.*(?=--)--[\w-]+/, oldName)).hideHelp();
  if (option.parseArg) deprecated.argParser(option.parseArg);
  command.addOption(deprecated);
  command.on(`option:${deprecated.name()}`, () => {
    printMessage(`papergraph: ${oldName} is deprecated; use ${option.long}\n`);
    command.setOptionValueWithSource(option.attributeName(), command.getOptionValue(deprecated.attributeName()), 'cli');
  });
}

const toNumber = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

/** Returns a parser of numbers in a range, both ends included. */
export const parseNumber = (min: number, max: number) => (text: string) => {
  const value = toNumber(text);
  if (value >= min && value <= max) return value;
  throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
};

/** Returns a parser of integers in a range, both ends included. */
export const parseInteger = (min: number, max?: number) => (text: string) => {
  const value = toNumber(text);
  if (Number.isSafeInteger(value) && value >= min && value <= (max ?? value)) return value;
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new InvalidArgumentError(`It must be an integer ${range}.`);
};

/** Parses a resolution: "auto" or a positive number. */
export function parseResolution(text: string): number | 'auto' {
  const value = text === 'auto' ? text : toNumber(text);
  if (value === 'auto' || (value > 0 && Number.isFinite(value))) return value;
  throw new InvalidArgumentError('It must be a positive number or "auto".');
}

/** Parses a list such as "title=Name,abstract=Summary" into column names by field of a paper. */
export function parseColumns(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => /^\s*(\w+)\s*=\s*(.*\S)\s*$/.exec(pair)?.slice(1, 3) ?? []);
  const unknownField = pairs.find(([field]) => field && !isField(field))?.[0];
  if (unknownField) throw new InvalidArgumentError(`Papers have no field "${unknownField}".`);
  if (pairs.every(([field, column]) => field && column)) return Object.fromEntries(pairs);
  throw new InvalidArgumentError('It must be a list such as title=Name,abstract=Summary.');
}
