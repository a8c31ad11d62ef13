/**
 * Runs `npm test`, then the tests of the Python package and those of the join on Spark, and prints the counts of all on the last line. Where Python, Java, or
 * PyPI are missing, a line says that these were not run; this is no failure, because everything else needs only Node.
 */
import { spawnSync } from 'node:child_process';
import { NOT_RUN } from './tests/not-run.mjs';

/** The other tests: the script, their name, and the time after which they count as failed. */
const OTHERS = [
  ['test-python', 'the tests of the Python package, because Python or PyPI are missing', 4],
  ['test-firefox', 'the tests in Firefox, because Firefox is missing', 4],
  ['test-arm64', 'the tests on arm64, because its emulator is missing', 5],
  ['test-spark', 'the tests of the join on Spark, because Python, Java, or PyPI are missing', 10],
];
const MINUTE = 60_000;

const shell = process.platform === 'win32';
const tests = spawnSync('npm', ['--silent', 'test'], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', shell });
const counts = /(\d+) passed, (\d+) failed\s*$/.exec(tests.stdout ?? '');
let [passed, failed] = counts ? [Number(counts[1]), Number(counts[2])] : [0, 1];

for (const [script, name, minutes] of OTHERS) {
  console.error(`\n== ${script}`);
  const options = { stdio: ['ignore', 2, 'inherit'], timeout: minutes * MINUTE };
  const { status } = spawnSync(process.execPath, [`scripts/tests/${script}.mjs`], options);
  if (status === 0) passed++;
  else if (status === NOT_RUN) console.log(`NOT RUN: ${name}`);
  else failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || tests.status !== 0 ? 1 : 0;
