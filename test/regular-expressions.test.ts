import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from 'scslre';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Patterns that may take more than linear time, and why they may: the file, the start of the pattern, and the reason. */
const ALLOWED: [file: string, start: string, reason: string][] = [
  ['src/cli/errors.ts', '/^[A-Z0-9]+: (.*?)', 'short messages of the system'],
  ['src/cli/program/options.ts', String.raw`/^\s*(\w+)\s*=`, 'an argument of the command line'],
  ['src/cli/program/program.ts', String.raw`/\s*\n\s*/g`, 'messages of commander about arguments'],
  ['src/cli/read-inputs.ts', String.raw`/(?<=.)[\\/]+$/`, 'an argument of the command line'],
  ['src/concepts/candidates/word-forms.ts', String.raw`/\p{Lu}.*\p{Lu}|`, 'words of at most 24 characters'],
  ['src/networks/references/reference-fields.ts', '/^(?<author>[^,]+), .*?,', 'references of at most 1,000 characters'],
  ['src/read/deduplicate/compare/preprint-dois.ts', String.raw`/^(10\.(?:12688|`, 'DOIs of at most 500 characters'],
  ['src/read/formats/text/table.ts', String.raw`/^[|\s:-]*---`, '1,000 characters, once per file'],
  ['src/read/identify/text.ts', '/^(?:(?:from ', '200 lines cut to 300 characters, once per file'],
  ['src/read/identify/text.ts', '/^(?:(?:import|export)', '200 lines cut to 300 characters, once per file'],
  ['src/read/identify/text.ts', String.raw`/^(?:package [\w.]+;`, '200 lines cut to 300 characters, once per file'],
  ['src/read/identify/text.ts', '/^(?:(?:library|', '200 lines cut to 300 characters, once per file'],
  ['src/read/identify/text.ts', '/^(?:function .*', '200 lines cut to 300 characters, once per file'],
  ['src/read/normalize/doi.ts', '/[,;|]+(?:10', 'texts cut to 2,000 characters'],
  ['src/read/normalize/doi.ts', String.raw`/\?(?:[\w.~-]+`, 'texts cut to 2,000 characters'],
  ['src/read/normalize/identifiers.ts', '/^(?:(?:https?', 'texts cut to 100 characters'],
  ['src/read/normalize/identifiers.ts', '/^(?:https?', 'texts cut to 200 characters'],
  ['src/read/normalize/names/names.ts', '/(?:[,;&]|', 'the last 60 characters of a list'],
  ['src/sources/http/client.ts', String.raw`/\/+$/`, 'the address of a service, from the options'],
  ['src/topics/labels/label-text.ts', String.raw`/\p{Lu}.*\p{Lu}|`, 'labels of a few words'],
];

/** Returns the regular expressions of a source file, as written. */
function listPatterns(path: string): string[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, false, kind);
  const patterns: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) patterns.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return patterns;
}

/** Returns whether the time that a pattern takes may grow faster than the text: by backtracking, or by matching it from every character. */
function isSuperLinear(pattern: string): boolean {
  const end = pattern.lastIndexOf('/');
  return analyse({ source: pattern.slice(1, end), flags: pattern.slice(end + 1) }).reports.length > 0;
}

const files = ['src', 'web'].flatMap((directory) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]sx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(directory, name)),
);

test.each([/^(?:a+)+$/, /a+$/, /\s*\n\s*/g, /^\s*(\w+)\s*(.*\S)\s*$/])('%s is recognized', (pattern) => {
  expect(isSuperLinear(String(pattern))).toBe(true);
});

test('regular expressions take linear time, but for the listed ones', () => {
  const found = files.flatMap((file) =>
    listPatterns(file)
      .filter(isSuperLinear)
      .map((pattern) => ({ file, pattern })),
  );
  expect(files.length).toBeGreaterThan(300);
  const isAllowed = ({ file, pattern }: { file: string; pattern: string }) =>
    ALLOWED.some(([allowed, start]) => file === allowed && pattern.startsWith(start));
  expect(found.filter((each) => !isAllowed(each))).toEqual([]);
  const isUsed = ([file, start]: (typeof ALLOWED)[number]) =>
    found.some((each) => each.file === file && each.pattern.startsWith(start));
  expect(ALLOWED.filter((entry) => !isUsed(entry))).toEqual([]);
}, 120_000);
