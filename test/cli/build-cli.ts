import { execFileSync } from 'node:child_process';

/** Builds the CLI once before the tests, unless it is up to date. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/setup.mjs', 'library'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
