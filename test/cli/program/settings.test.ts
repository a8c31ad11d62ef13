import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../../src/cli/program/program.ts';
import { applySettings, getVariable, listSettings } from '../../../src/cli/program/settings.ts';
import { buildSampleMap, createTempDirectory, runCli } from '../run-cli.ts';

let mapDirectory: string;
let map: string;

beforeAll(async () => {
  mapDirectory = mkdtempSync(join(tmpdir(), 'papergraph-settings-'));
  map = await buildSampleMap(mapDirectory);
});
afterAll(() => rmSync(mapDirectory, { recursive: true, force: true }));

/** Writes a configuration file in a new directory. */
function createDirectory(content?: unknown): string {
  const directory = createTempDirectory();
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  if (content !== undefined) writeFileSync(join(directory, 'papergraph.config.json'), text);
  return directory;
}

/** Returns the number of related papers that are listed. */
async function countRelated(cwd: string, env: Record<string, string> = {}, ...args: string[]): Promise<number> {
  const { stdout, stderr } = await runCli(['related', map, 'neurons', '--json', ...args], { cwd, env });
  expect(stderr).toBe('');
  return JSON.parse(stdout).papers.length;
}

test('the command line precedes the environment, which precedes the file, which precedes the default', async () => {
  const directory = createDirectory({ related: { limit: 3 } });
  const env = { PAPERGRAPH_RELATED_LIMIT: '4' };
  expect(await countRelated(createDirectory())).toBe(10);
  expect(await countRelated(directory)).toBe(3);
  expect(await countRelated(directory, env)).toBe(4);
  expect(await countRelated(directory, env, '-n', '5')).toBe(5);
  expect(await countRelated(directory, { PAPERGRAPH_CONFIG: '' })).toBe(10);
});

test('lists of the command line replace those of the file', async () => {
  const directory = createDirectory({ related: { unlike: ['astrocytes'], limit: 1 } });
  const readQueries = async (...args: string[]) => {
    const { stdout } = await runCli(['related', map, 'neurons', '--json', ...args], { cwd: directory });
    return JSON.parse(stdout).queries.map(({ query }: { query: string }) => query);
  };
  expect(await readQueries()).toEqual(['neurons', 'astrocytes']);
  expect(await readQueries('--unlike', 'image')).toEqual(['neurons', 'image']);
});

describe('errors name the file or the variable, and exit with 2', () => {
  const file = 'papergraph.config.json';
  test.each([
    ['{"related":', new RegExp(`^papergraph: ${file} is not valid JSON: `)],
    [[], new RegExp(`^papergraph: ${file} must be an object such as `)],
    [{ relate: {} }, new RegExp(`^papergraph: ${file}: there is no command "relate": use build, `)],
    [{ related: 3 }, new RegExp(`^papergraph: ${file}: "related" must be an object`)],
    [{ related: { limt: 3 } }, new RegExp(`^papergraph: ${file}: related has no option "limt": use network, limit, `)],
    [{ build: { neighbours: 3 } }, new RegExp(`^papergraph: ${file}: build has no option "neighbours": use `)],
    [
      { related: { limit: 0 } },
      new RegExp(`^papergraph: ${file}: related\\.limit: "0" is invalid. It must be an integer of at least 1`),
    ],
    [{ related: { limit: [3] } }, new RegExp(`^papergraph: ${file}: related\\.limit must be a text or a number`)],
    [{ related: { expand: 'yes' } }, new RegExp(`^papergraph: ${file}: related\\.expand must be true or false`)],
    [
      { build: { force: true } },
      new RegExp(`^papergraph: ${file}: "build\\.force" can only be set on the command line`),
    ],
    [
      { open: { host: '0.0.0.0' } },
      new RegExp(`^papergraph: ${file}: "open\\.host" can only be set on the command line`),
    ],
    ['{"related":{"__proto__":1}}', new RegExp(`^papergraph: ${file}: related has no option "__proto__"`)],
  ])('%j', async (content, message) => {
    const { code, stdout, stderr } = await runCli(['related', map, 'neurons'], { cwd: createDirectory(content) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });

  test.each([
    ['PAPERGRAPH_RELATED_LIMT', '3', /^papergraph: the environment variable PAPERGRAPH_RELATED_LIMT sets no option/],
    ['PAPERGRAPH_RELATED_LIMIT', 'x', /^papergraph: PAPERGRAPH_RELATED_LIMIT: "x" is invalid. It must be an integer/],
    ['PAPERGRAPH_RELATED_EXPAND', 'on', /^papergraph: PAPERGRAPH_RELATED_EXPAND must be true or false/],
    ['PAPERGRAPH_CONFIG', 'none.json', /^papergraph: cannot read none\.json: no such file or directory/],
  ])('%s=%s', async (name, value, message) => {
    const { code, stderr } = await runCli(['related', map, 'neurons'], {
      cwd: createDirectory(),
      env: { [name]: value },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test('an export ignores settings that its format does not use', async () => {
  const directory = createDirectory({ export: { minSimilarity: 0.2, format: 'bibtex' } });
  expect((await runCli(['export', map], { cwd: directory })).stdout).toMatch(/^@/);
  expect((await runCli(['export', map, '--min-similarity', '0.2'], { cwd: directory })).code).toBe(2);
});

test('every option of every command can be set by its own variable', () => {
  const { commands } = createProgram(new URL('file:///cli.js'));
  const variables = commands.flatMap((command) =>
    [...listSettings(command).keys()].map((key) => getVariable(command, key)),
  );
  expect(new Set(variables).size).toBe(variables.length);
  for (const command of commands)
    for (const [key, option] of listSettings(command)) {
      const program = createProgram(new URL('file:///cli.js'));
      const own = program.commands.find((candidate) => candidate.name() === command.name())!;
      const candidates = [
        'true',
        '1',
        '400',
        'gexf',
        'dark',
        '1.2',
        '8GB',
        'title=Name',
        '2024-01-31',
        'http://localhost/',
      ];
      const isSet = [...candidates, 'similarity', 'full', 'none', 'ris', 'degree'].some((value) => {
        try {
          applySettings(program, own, { PAPERGRAPH_CONFIG: '', [getVariable(own, key)]: value });
          return own.getOptionValueSource(key) === 'env';
        } catch {
          return false;
        }
      });
      expect(isSet, `${command.name()} ${option.flags}`).toBe(true);
    }
});
