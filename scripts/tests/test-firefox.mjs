/**
 * Tests the page in Firefox: `npm run test:firefox [-- options of vitest]`. FIREFOX names another program than firefox-esr or firefox. Without Firefox it says so
 * and exits with 77.
 */
import { spawnSync } from 'node:child_process';
import { skip } from './not-run.mjs';

/** Returns the program, or undefined if there is none. */
function findFirefox() {
  const names = process.env.FIREFOX ? [process.env.FIREFOX] : ['firefox-esr', 'firefox'];
  for (const name of names) {
    const { stdout, status } = spawnSync('sh', ['-c', 'command -v -- "$0"', name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

const firefox = findFirefox();
if (firefox) {
  const tests = ['vitest', 'run', '--project', 'firefox', ...process.argv.slice(2)];
  const { status } = spawnSync('npx', tests, { stdio: 'inherit', env: { ...process.env, FIREFOX: firefox } });
  process.exitCode = status ?? 1;
} else skip('the tests in Firefox', 'Firefox');
