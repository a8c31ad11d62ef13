import { execFileSync } from 'node:child_process';

/** Compiles the kernels before the tests, unless they are up to date. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/setup.mjs', 'kernels'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
