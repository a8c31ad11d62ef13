import { execFileSync } from 'node:child_process';

/** Builds the page, if its sources are newer, before the browser tests: they never try a stale one. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/setup.mjs', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
