import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { findViolation, fuzz, minimize } from './fuzz.ts';
import type { FuzzTarget } from './target.ts';
import { targets } from './targets.ts';

/** Runs the inputs that `npm run fuzz` once found, and a minute of new ones. */

const FIXTURES = 'test/fixtures/fuzz';

/** How long all targets together get new inputs, in milliseconds. */
const DURATION = 60_000;

vi.setConfig({ testTimeout: 10 * DURATION });

const kept = existsSync(FIXTURES) ? readdirSync(FIXTURES).sort() : [];

test.each(kept)('%s, which once failed, is processed', async (name) => {
  const target = targets[name.slice(0, name.indexOf('-'))]!;
  expect(await findViolation(target, new Uint8Array(readFileSync(join(FIXTURES, name))))).toBeUndefined();
});

// FUZZ_SEED repeats a run; the message of a failure contains the seed.
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`fuzzing with FUZZ_SEED=${seed}`);

afterAll(() => Promise.all(Object.values(targets).map((target) => target.close?.())));

test.each(Object.entries(targets))('no new input makes %s fail', async (name, target) => {
  const end = Date.now() + DURATION / Object.keys(targets).length;
  let count = 0;
  const failure = await fuzz(target, {
    seed,
    proceed(index) {
      count = index;
      return Date.now() < end;
    },
  });
  const input = failure && Buffer.from((await minimize(target, failure)).input).toString('base64');
  expect({ reason: failure?.reason, input }, `target ${name}, seed ${seed}, input ${count}`).toEqual({});
  expect(count).toBeGreaterThan(0);
});

test('an input that fails is found and minimized', async () => {
  const fails = (input: Uint8Array) => new TextDecoder().decode(input).includes('<i>');
  const target: FuzzTarget = {
    samples: [new TextEncoder().encode('A sample of some length')],
    async run(input) {
      if (fails(input)) throw new Error(`failed after ${input.length} bytes`);
      return 'read';
    },
  };
  const failure = await fuzz(target, { seed: 1, proceed: (count) => count < 100_000 });
  expect(failure?.reason).toContain('failed after');
  const { input } = await minimize(target, failure!);
  expect(new TextDecoder().decode(input)).toBe('<i>');
});
