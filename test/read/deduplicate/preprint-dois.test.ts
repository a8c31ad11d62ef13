import { expect, test } from 'vitest';
import { isPreprintDoi, withoutVersion } from '../../../src/read/deduplicate/compare/preprint-dois.ts';

test.each([
  '10.48550/arXiv.2209.01234',
  '10.1101/2023.02.11.528220',
  '10.31223/X5AB12',
  '10.31234/osf.io/abc12',
  '10.5194/egusphere-2020-1234',
  '10.5194/bg-2016-321',
  '10.5194/bgd-7-1234-2010',
  '10.5281/zenodo.9900010',
  '10.20944/preprints202101.0123.v1',
])('%s is a preprint', (doi) => {
  expect(isPreprintDoi(doi)).toBe(true);
});

test.each([
  '10.5194/bg-7-988-2017',
  '10.1016/j.jmhyd.2019.104233',
  '10.1101/gr.1234',
  '10.7554/eLife.99123',
  '10.31236/x',
])('%s is no preprint', (doi) => {
  expect(isPreprintDoi(doi)).toBe(false);
});

test('removes versions of the DOIs of papers that are revised in place', () => {
  expect(withoutVersion('10.12688/f1000research.99001.2')).toBe('10.12688/f1000research.99001');
  expect(withoutVersion('10.12688/wellcomeopenres.15678.1')).toBe('10.12688/wellcomeopenres.15678');
  expect(withoutVersion('10.7554/eLife.99123.1')).toBe('10.7554/elife.99123');
  expect(withoutVersion('10.7554/eLife.99123')).toBe('10.7554/elife.99123');
  expect(withoutVersion('10.1016/j.oven.2019.01.001')).toBe('10.1016/j.oven.2019.01.001');
});
