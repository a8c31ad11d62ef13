import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forEachRange, isPauseDue, mapItems, pause } from '../../src/util/pause.ts';

let time = 1e6;

beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => time);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a pause is due some time after the last one', async () => {
  await pause(undefined);
  expect(isPauseDue()).toBe(false);
  time += 1000;
  expect(isPauseDue()).toBe(true);
  await pause(undefined);
  expect(isPauseDue()).toBe(false);
});

test.each(['Node', 'a browser'])('other events are processed during a pause in %s', async (platform) => {
  const channel = new MessageChannel();
  const received = new Promise((resolve) => {
    channel.port1.onmessage = resolve;
  });
  const events: string[] = [];
  void received.then(() => events.push('message'));
  channel.port2.postMessage('abort');
  if (platform === 'a browser') vi.stubGlobal('setImmediate', undefined);
  for (let k = 0; k < 20 && events.length === 0; k++) await pause(undefined);
  expect(events).toEqual(['message']);
  channel.port1.close();
});

test('a pause rejects with the reason of the signal, also if it is aborted meanwhile', async () => {
  const reason = new Error('canceled');
  await expect(pause(AbortSignal.abort(reason))).rejects.toBe(reason);
  const controller = new AbortController();
  setImmediate(() => controller.abort(reason));
  await expect(pause(controller.signal)).rejects.toBe(reason);
});

test('ranges cover all numbers in order, and items keep their order, with pauses in between', async () => {
  for (const count of [0, 1, 9, 10, 11]) {
    const numbers: number[] = [];
    await forEachRange(count, 5, undefined, (start, end) => {
      for (let i = start; i < end; i++) numbers.push(i);
      time += 1000;
    });
    expect(numbers).toEqual([...Array(count).keys()]);
    const doubled = await mapItems(numbers, undefined, async (number, index) => {
      time += 1000;
      return number + index;
    });
    expect(doubled).toEqual(numbers.map((number) => 2 * number));
  }
});

test('ranges and items stop at the first pause after an abort', async () => {
  const reason = new Error('canceled');
  const controller = new AbortController();
  const visited: number[] = [];
  const visit = (number: number) => {
    visited.push(number);
    time += 1000;
    if (number === 2) setImmediate(() => controller.abort(reason));
  };
  await expect(forEachRange(9, 1, controller.signal, visit)).rejects.toBe(reason);
  expect(visited).toEqual([0, 1, 2]);
  await expect(mapItems([1, 2], controller.signal, visit)).rejects.toBe(reason);
  expect(visited).toEqual([0, 1, 2]);
});
