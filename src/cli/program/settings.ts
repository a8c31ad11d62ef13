import { readFileSync } from 'node:fs';
import type { Command, Option } from 'commander';
import { getErrorReason, isSystemError, UsageError } from '../errors.ts';

/** The file in the working directory that sets options. */
export const CONFIG_FILE = 'papergraph.config.json';
/** How the environment variables begin that set options: PAPERGRAPH_BUILD_NEIGHBORS is --neighbors of build. */
const PREFIX = 'PAPERGRAPH_';
/** Names another file than {@link CONFIG_FILE}; empty for none. */
const CONFIG_VARIABLE = `${PREFIX}CONFIG`;

/** Options that a file must not set: it may come with a downloaded folder. */
const NOT_IN_FILE = ['force', 'host', 'baseUrl', 'cache'];

/** Where a value was set, for messages and for commander, which prefers the command line to all others. */
interface Origin {
  name: string;
  source: 'config' | 'env';
}

/**
 * Sets the options of a command from the configuration file and from the environment, which takes precedence. Options on the command
 * line take precedence over both. Throws {@link UsageError} for an unknown name or an invalid value.
 */
export function applySettings(program: Command, command: Command, env: NodeJS.ProcessEnv = process.env): void {
  const isEmpty = env[CONFIG_VARIABLE] === '';
  if (!isEmpty) applyFile(program, command, env[CONFIG_VARIABLE]);
  applyEnvironment(program, command, env);
}

/** Returns the options of a command that can be set, by their names in the file. */
export function listSettings(command: Command): Map<string, Option> {
  return new Map(command.options.filter(({ hidden }) => !hidden).map((option) => [option.attributeName(), option]));
}

/** Returns the name of the environment variable of an option. */
export const getVariable = (command: Command, option: string): string =>
  `${PREFIX}${command.name()}_${option.replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase();

function applyFile(program: Command, command: Command, path = CONFIG_FILE): void {
  const content = readConfig(path, path === CONFIG_FILE);
  if (content === undefined) return;
  const names = program.commands.map((candidate) => candidate.name());
  for (const [name, values] of Object.entries(content)) {
    const owner = program.commands.find((candidate) => candidate.name() === name);
    if (!owner) throw new UsageError(`${path}: there is no command "${name}": use ${names.join(', ')}`);
    if (!isRecord(values)) throw new UsageError(`${path}: "${name}" must be an object with options of this command`);
    const settings = listSettings(owner);
    for (const [key, value] of Object.entries(values)) {
      const option = settings.get(key);
      if (!option || NOT_IN_FILE.includes(key)) throw createUnknownError(path, name, key, [...settings.keys()]);
      if (owner === command) setOption(command, option, value, { name: `${path}: ${name}.${key}`, source: 'config' });
    }
  }
}

function createUnknownError(path: string, command: string, key: string, known: readonly string[]): UsageError {
  if (NOT_IN_FILE.includes(key))
    return new UsageError(`${path}: "${command}.${key}" can only be set on the command line or in the environment`);
  const names = known.filter((name) => !NOT_IN_FILE.includes(name));
  return new UsageError(`${path}: ${command} has no option "${key}": use ${names.join(', ') || 'none'}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the configuration; undefined if the default file does not exist. */
function readConfig(path: string, isOptional: boolean): Record<string, unknown> | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isOptional && isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw new UsageError(`cannot read ${path}: ${getErrorReason(error)}`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${getErrorReason(error)}`);
  }
  if (isRecord(content)) return content;
  throw new UsageError(`${path} must be an object such as { "build": { "neighbors": 20 } }`);
}

function applyEnvironment(program: Command, command: Command, env: NodeJS.ProcessEnv): void {
  const owners = new Map<string, [owner: Command, option: Option]>();
  for (const owner of program.commands)
    for (const [key, option] of listSettings(owner)) owners.set(getVariable(owner, key), [owner, option]);
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(PREFIX) || name === CONFIG_VARIABLE || value === undefined) continue;
    const [owner, option] = owners.get(name) ?? [];
    if (!owner || !option)
      throw new UsageError(
        `the environment variable ${name} sets no option: use names such as PAPERGRAPH_BUILD_NEIGHBORS`,
      );
    if (owner === command) setOption(command, option, value, { name, source: 'env' });
  }
}

/** Sets an option to a value of the file or the environment, checked as on the command line. */
function setOption(command: Command, option: Option, value: unknown, { name, source }: Origin): void {
  const parsed = parseSetting(option, value, name);
  // Values of the command line are added to those of a list, unless these are its default.
  if (option.variadic) option.defaultValue = parsed;
  command.setOptionValueWithSource(option.attributeName(), parsed, source);
}

function parseSetting(option: Option, value: unknown, name: string): unknown {
  if (option.isBoolean() || option.negate) return parseBoolean(value, name);
  const values = option.variadic && Array.isArray(value) ? value : [value];
  const isText = (item: unknown) => typeof item === 'string' || typeof item === 'number';
  if (!values.every(isText))
    throw new UsageError(`${name} must be ${option.variadic ? 'a list of texts' : 'a text or a number'}`);
  const parsed = values.map((item) => parseArgument(option, String(item), name));
  return option.variadic ? parsed : parsed[0];
}

function parseArgument(option: Option, text: string, name: string): unknown {
  if (!option.parseArg || option.variadic) return text;
  try {
    // Parsers of options that are not lists ignore the previous value.
    return option.parseArg(text, undefined);
  } catch (error) {
    throw new UsageError(`${name}: "${text}" is invalid. ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseBoolean(value: unknown, name: string): boolean {
  if (value === true || value === 'true' || value === '1') return true;
  if (value === false || value === 'false' || value === '0') return false;
  throw new UsageError(`${name} must be true or false`);
}
