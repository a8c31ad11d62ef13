import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Domain, defineOption, integer, type OptionSpec, type OptionTable } from '../../model/option-table.ts';
import { isField } from '../../read/field-names.ts';
import { printLine } from '../terminal/messages.ts';

/** Creates an option whose value is parsed and validated. */
export const createOption = <T>(flags: string, description: string, parse: (text: string) => T): Option =>
  new Option(flags, description).argParser(parse);

/** Adds the old name of an option. It is hidden from the help; using it prints a note and sets `option`. */
export function addDeprecatedName(command: Command, oldName: string, option: Option): void {
  const deprecated = new Option(option.flags.replace(/^.*(?=--)--[\w-]+/, oldName)).hideHelp();
  if (option.parseArg) deprecated.argParser(option.parseArg);
  command.addOption(deprecated);
  command.on(`option:${deprecated.name()}`, () => {
    printLine(`papergraph: ${oldName} is deprecated; use ${option.long}`);
    command.setOptionValueWithSource(option.attributeName(), command.getOptionValue(deprecated.attributeName()), 'cli');
  });
}

/** Returns the names of the options that the user typed, without those from the environment and the file of settings. */
export const listGivenOptions = (command: Command): string[] =>
  Object.keys(command.opts()).filter((name) => command.getOptionValueSource(name) === 'cli');

/**
 * Creates an option of the command line from an option of the library: its help text has the range and the default, and its
 * value is checked.
 */
export function createOptionFrom(flags: string, { description, domain, default: defaultText }: OptionSpec): Option {
  const notes = [domain.text, ...(defaultText === undefined ? [] : [`default: ${defaultText}`])];
  return createOption(flags, `${description} (${notes.join('; ')})`, (text) => parseValue(domain, text));
}

function parseValue(domain: Domain, text: string): unknown {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  const value = [text, number].find((candidate) => domain.includes(candidate));
  if (value === undefined) throw new InvalidArgumentError(`It must be ${domain.text}.`);
  return value;
}

/** What commands that read papers take. */
export const INPUT_HELP = 'files, directories, patterns such as "library/*.bib", or - for stdin';

/** Creates the option that names the columns of tables. */
export const createColumns = (): Option =>
  createOption('--columns <list>', 'column names, such as title=Name,abstract=Summary', parseColumns);

/** Parses a list such as "title=Name,abstract=Summary" into column names by field of a paper. */
export function parseColumns(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => /^\s*(\w+)\s*=\s*(.*\S)\s*$/.exec(pair)?.slice(1, 3) ?? []);
  const unknownField = pairs.find(([field]) => field && !isField(field))?.[0];
  if (unknownField) throw new InvalidArgumentError(`Papers have no field "${unknownField}".`);
  if (pairs.every(([field, column]) => field && column)) return Object.fromEntries(pairs);
  throw new InvalidArgumentError('It must be a list such as title=Name,abstract=Summary.');
}

/** Bytes of the units of sizes. */
const UNITS = { MB: 1e6, GB: 1e9 };

/** Parses a size such as "8GB" or "500 MB" into bytes. */
export function parseSize(text: string): number {
  const [, number, unit] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([MG])B?\s*$/i.exec(text) ?? [];
  if (number === undefined || unit === undefined)
    throw new InvalidArgumentError('It must be a size such as 8GB or 500MB.');
  return Number(number) * (unit.toUpperCase() === 'G' ? UNITS.GB : UNITS.MB);
}

/** The port of `papergraph open`. It is always the same, so that a saved link to the explorer still works later. */
export const DEFAULT_PORT = 7347;

/** The options of `papergraph open`. */
export const SERVE_OPTIONS: OptionTable<{ port: number }> = {
  port: defineOption('port to serve on; 0 for any free port', integer(0, 65535), DEFAULT_PORT),
};

/** The options of commands that list papers or topics. */
export const LIST_OPTIONS: OptionTable<{ limit: number }> = {
  limit: defineOption('maximum number of entries', integer(1), '<all>'),
};
