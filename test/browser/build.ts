import { execFileSync } from 'node:child_process';

/** Builds the page before the browser tests if its sources have changed. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/setup.mjs', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
