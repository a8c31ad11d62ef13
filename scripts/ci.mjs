/**
 * Runs `npm test`, then the tests of the join on Spark, and prints the counts of both on the last line. Where Python, Java, or PyPI are missing, a line
 * says that the latter were not run; this is no failure, because everything else needs only Node.
 */
import { spawnSync } from 'node:child_process';

/** Exit code of scripts/test-spark.mjs where Python, Java, or PyPI are missing. */
const NOT_RUN = 77;

/** Time after which the tests on Spark count as failed. */
const SPARK_TIMEOUT_MS = 8 * 60_000;

const shell = process.platform === 'win32';
const tests = spawnSync('npm', ['--silent', 'test'], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', shell });
const counts = /(\d+) passed, (\d+) failed\s*$/.exec(tests.stdout ?? '');
const [passed, failed] = counts ? [Number(counts[1]), Number(counts[2])] : [0, 1];

console.error('\n== spark');
const spark = spawnSync(process.execPath, ['scripts/test-spark.mjs'], {
  stdio: ['ignore', 2, 'inherit'],
  timeout: SPARK_TIMEOUT_MS,
});
const isRun = spark.status !== NOT_RUN;
if (!isRun) console.log('NOT RUN: the tests of the join on Spark, because Python, Java, or PyPI are missing');
const failures = failed + Number(isRun && spark.status !== 0);
console.log(`${passed + Number(spark.status === 0)} passed, ${failures} failed`);
process.exitCode = failures > 0 || tests.status !== 0 ? 1 : 0;
