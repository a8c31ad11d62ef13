import { readdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStageFiles } from '../../../src/cli/build/stage-files.ts';
import { createTempDirectory } from '../run-cli.ts';

/** A directory for results, the file that the build reads, and what was said. */
function setUp() {
  const directory = createTempDirectory();
  const input = join(directory, 'a.bib');
  writeFileSync(input, 'x');
  const messages: string[] = [];
  const results = join(directory, 'results');
  const open = async (settings: object = {}) =>
    (await openStageFiles(results, { files: [input], settings }, { warn: (message) => messages.push(message) })).of(
      'n',
    );
  return { input, results, messages, open };
}

const RESULT = { map: new Map([['a', new Float32Array([0.5, 2])]]), list: [1, null, 'ü'], none: undefined };

test('a result is found again by the same build, and by no other network', async () => {
  const { open, messages } = setUp();
  const first = await open();
  expect(await first.load('weigh')).toBeUndefined();
  await first.save('weigh', RESULT);
  await first.save('join', 0);
  const second = await open();
  expect(await second.load('weigh')).toEqual({ result: RESULT });
  expect(await second.load('join')).toEqual({ result: 0 });
  expect(await second.load('topics')).toBeUndefined();
  expect(messages).toEqual(['Results of a build that was interrupted are used again: weigh, join.']);
});

test.each([
  ['another option', async ({ open }: ReturnType<typeof setUp>) => open({ neighbors: 5 })],
  [
    'a file that was written again',
    async ({ open, input }: ReturnType<typeof setUp>) => {
      utimesSync(input, 5, 5);
      return open();
    },
  ],
])('%s gives none of the earlier results', async (_, reopen) => {
  const build = setUp();
  await (await build.open()).save('weigh', RESULT);
  const other = await reopen(build);
  expect(await other.load('weigh')).toBeUndefined();
  expect(build.messages).toEqual(['The input or the options have changed, so the build starts from the beginning.']);
  expect(readdirSync(build.results)).toEqual(['key']);
});

test('a damaged file is like none', async () => {
  const { open, results } = setUp();
  const files = await open();
  await files.save('weigh', RESULT);
  truncateSync(join(results, 'n-weigh'), 20);
  expect(await files.load('weigh')).toBeUndefined();
});

test('a result that cannot be saved is reported, and leaves no file', async () => {
  const { open, results, messages } = setUp();
  await (await open()).save('weigh', { run: () => 1 });
  expect(messages).toEqual([
    expect.stringMatching(/^The result of the stage "weigh" could not be saved \(.+\), so --resume repeats it\.$/),
  ]);
  expect(readdirSync(results)).toEqual(['key']);
});
