import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../src/cli/program/program.ts';

const documents = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter((file) => existsSync(file)),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const program = createProgram(new URL('../dist/cli.js', import.meta.url));

const deprecatedOptions = new Set(
  program.commands.flatMap(({ options }) => options.filter(({ hidden }) => hidden).map(({ long }) => long!)),
);

test('the guide names the commands without --json', () => {
  const [, names] = /Every command except (.*?) prints JSON with `--json`/.exec(readFileSync('docs/guide.md', 'utf8'))!;
  const lacking = program.commands.filter(
    (command) => command.name() !== 'help' && !command.options.some(({ long }) => long === '--json'),
  );
  expect([...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).toEqual(
    lacking.map((command) => command.name()).sort(),
  );
});

/** Code of a Markdown text: fenced and indented blocks as lines, and inline spans. */
interface Code {
  lines: string[];
  spans: string[];
}

const FENCED_BLOCK = /^( *)```.*\n([\s\S]*?)^\1```/gm;

function extractCode(text: string): Code {
  const lines = [...text.matchAll(FENCED_BLOCK)].flatMap(([, , block]) => block!.split('\n'));
  const outside = text.replace(FENCED_BLOCK, '');
  // An indented line is code only after an empty line or another indented line; list items are indented too.
  let isCode = false;
  let isAfterBlank = true;
  for (const line of outside.split('\n')) {
    if (line.trim() === '') isAfterBlank = true;
    else {
      isCode = /^(?: {4}|\t)/.test(line) && (isCode || isAfterBlank);
      if (isCode) lines.push(line.trim());
      isAfterBlank = false;
    }
  }
  const spans = [...outside.matchAll(/(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g)].map(([, , span]) =>
    span!.replace(/\s+/g, ' '),
  );
  return { lines: lines.map((line) => line.replace(/\s#.*$/, '')), spans };
}

/** Returns the anchors of a Markdown text, as GitHub generates them from headings. */
function listAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of text.replace(FENCED_BLOCK, '').matchAll(/^#{1,6} +(.*)$/gm)) {
    const slug = heading!
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  for (const [, id] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id!);
  return anchors;
}

/** Returns the targets of links and images, without those in code. */
function listLinks(text: string): string[] {
  const prose = text.replace(FENCED_BLOCK, '').replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const references = [...prose.matchAll(/^\s*\[[^\]]+\]:\s+(\S+)/gm)];
  const html = [...prose.matchAll(/<(?:img|source|a)\b[^>]*?\b(?:src|srcset|href)="([^"]+)"/g)];
  return [...inline, ...references, ...html].map(([, target]) => target!);
}

function findBrokenLinks(file: string): string[] {
  return listLinks(readFileSync(file, 'utf8')).filter((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link)) return false;
    const [path, anchor] = link.split('#');
    const target = path ? normalize(join(dirname(file), decodeURIComponent(path))) : file;
    if (!existsSync(target)) return true;
    if (anchor === undefined || statSync(target).isDirectory()) return false;
    return !listAnchors(readFileSync(target, 'utf8')).has(anchor);
  });
}

/** Splits a line of a shell into commands, each a list of words. */
const splitCommands = (line: string): string[][] =>
  line.split(/&&|\|\||[|;]/).map((command) =>
    command
      .trim()
      .replace(/^\$ /, '')
      .split(/[\s[\]]+/)
      .filter(Boolean),
  );

const findSubcommand = (name: string | undefined): Command | undefined =>
  program.commands.find((command) => command.name() === name);

/** Returns the options of words that a subcommand does not have. Hidden options are deprecated and do not count. */
function findUnknownOptions(command: Command, words: readonly string[]): string[] {
  const options = words.filter((word) => /^--?[a-z]/i.test(word)).map((word) => word.replace(/[=,.)].*$/, ''));
  return options.filter((name) => {
    const isKnown = command.options.some(({ hidden, short, long }) => !hidden && (name === short || name === long));
    return !isKnown && name !== '--help' && name !== '-h';
  });
}

/** Returns what is wrong with a command; undefined if nothing is, or if it is not a command of this project. */
function checkCommand(words: readonly string[]): string | undefined {
  const [name, ...args] = words[0] === 'npx' ? words.slice(1) : words;
  if (name === 'npm') {
    const script = args[0] === 'run' ? args.find((arg, i) => i > 0 && !arg.startsWith('-')) : args[0];
    const isScript = args[0] === 'run' || args[0] === 'start' || args[0] === 'test';
    return isScript && script && !(script in scripts) ? `no script "${script}" in package.json` : undefined;
  }
  if (name === 'tsx' || name === 'node') {
    const file = args.find((arg) => /^[\w./-]+\.(?:ts|mjs|js)$/.test(arg));
    return file && !file.startsWith('dist/') && !existsSync(file) ? `${file} does not exist` : undefined;
  }
  if (name !== 'papergraph' || args.length === 0 || /^(?:[A-Z]+$|-)/.test(args[0]!)) return undefined;
  const command = findSubcommand(args[0]);
  if (!command) return `no command "${args[0]}"`;
  const unknown = findUnknownOptions(command, args);
  return unknown.length > 0 ? `no option ${unknown.join(', ')}` : undefined;
}

/** Returns what is wrong with a code span: a command, a subcommand with options, or a path of this project. */
function checkSpan(span: string): string | undefined {
  if (/^(?:src|web|bench|test|scripts|docs|seeds)\/[\w./-]*$/.test(span))
    return existsSync(span) ? undefined : `${span} does not exist`;
  const words = span.split(/[\s[\]]+/).filter(Boolean);
  if (deprecatedOptions.has(words[0]!)) return `${words[0]} is deprecated`;
  const command = words[1]?.startsWith('-') ? findSubcommand(words[0]) : undefined;
  if (command) {
    const unknown = findUnknownOptions(command, words);
    return unknown.length > 0 ? `no option ${unknown.join(', ')}` : undefined;
  }
  return splitCommands(span).map(checkCommand).find(Boolean);
}

function findWrongCommands(file: string): string[] {
  const { lines, spans } = extractCode(readFileSync(file, 'utf8'));
  const checks = [
    ...lines.map((line) => [line, splitCommands(line).map(checkCommand).find(Boolean)] as const),
    ...spans.map((span) => [span, checkSpan(span)] as const),
  ];
  return checks.flatMap(([code, problem]) => (problem ? [`${code.trim()}: ${problem}`] : []));
}

describe.each(documents)('%s', (file) => {
  test('links to existing files and headings', () => {
    expect(findBrokenLinks(file)).toEqual([]);
  });
});

// The changelog also mentions what no longer exists.
describe.each(documents.filter((file) => file !== 'CHANGELOG.md'))('%s', (file) => {
  test('mentions existing scripts, commands, options and files', () => {
    expect(findWrongCommands(file)).toEqual([]);
  });
});

test('comments in the code mention existing benchmarks and documents', () => {
  const files = ['src', 'web', 'bench', 'scripts']
    .flatMap((directory) =>
      readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => `${directory}/${name}`),
    )
    .filter((file) => /\.(?:ts|tsx|js|mjs|py)$/.test(file));
  const missing = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?<![\w./-])(?:bench|docs)\/[\w./-]+\.(?:ts|py|md)\b/g)]
      .filter(([path]) => !existsSync(path))
      .map(([path]) => `${file}: ${path}`),
  );
  expect(missing).toEqual([]);
});

test('the checks find what does not exist', () => {
  const { lines, spans } = extractCode(
    'Run `npm run nothing` or:\n\n    npx papergraph build x --wings && npm test   # comment\n\n- item\n    `fly --high`\n',
  );
  expect(lines).toEqual(['npx papergraph build x --wings && npm test  ']);
  expect(spans.map(checkSpan)).toEqual(['no script "nothing" in package.json', undefined]);
  expect(splitCommands(lines[0]!).map(checkCommand)).toEqual(['no option --wings', undefined]);
  expect(checkSpan('related --wide')).toBe('no option --wide');
  expect(checkSpan('--author-share 0')).toBe('--author-share is deprecated');
  expect(checkSpan('npx tsx bench/nothing.ts')).toBe('bench/nothing.ts does not exist');
  expect([...listAnchors('# A `b`: c\n# A `b`: c\n')]).toEqual(['a-b-c', 'a-b-c-1']);
  expect(listLinks('[a](b.md#c) ![d](<e f.png>) `[x](y)`\n\n[r]: z.md\n')).toEqual(['b.md#c', 'z.md']);
});
