import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProject, expectRejected, runShell } from './output-project.ts';
import { createSampleLines, createTempDirectory } from './run-cli.ts';

describe.skipIf(process.platform === 'win32')('stdout, devices and pipes', () => {
  test('- and /dev/stdout refer to stdout', async () => {
    const directory = await createProject();
    const map = readFileSync(join(directory, 'map.json'));
    for (const name of ['-', '/dev/stdout']) {
      expect(runShell(`papergraph build p.jsonl --quiet -o ${name}`, directory)).toEqual({
        code: 0,
        stdout: map,
        stderr: '',
      });
      expect(runShell(`papergraph build p.jsonl --quiet -o ${name} > out`, directory).code).toBe(0);
      expect(readFileSync(join(directory, 'out'))).toEqual(map);
      const gexf = runShell('papergraph export map.json -f gexf', directory).stdout;
      expect(runShell(`papergraph export map.json -f gexf -o ${name}`, directory).stdout).toEqual(gexf);
    }
    const report = runShell('papergraph build p.jsonl --quiet --report - -o /dev/null', directory);
    expect(JSON.parse(report.stdout.toString()).records).toBe(12);
    expect(existsSync(join(directory, '-'))).toBe(false);
  });

  test('a map larger than the buffer of a pipe is complete', () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'many.jsonl'), createSampleLines(2500, 60));
    const { code, stdout } = runShell(
      'papergraph build many.jsonl -o many.json && papergraph build many.jsonl -o -',
      directory,
    );
    expect(code).toBe(0);
    expect(stdout.equals(readFileSync(join(directory, 'many.json')))).toBe(true);
  });

  test.each(['-', '/dev/stdout', '/dev/null'])('a format of two files cannot be written to %s', async (name) => {
    const directory = await createProject();
    for (const format of ['csv', 'neo4j'])
      await expectRejected(directory, ['export', 'map.json', '-f', format, '-o', name], /consists of several files/);
    expect(existsSync(`${name}-nodes.csv`)).toBe(false);
  });

  test('pipes and file descriptors are written to directly', async () => {
    const directory = await createProject();
    runShell('mkfifo pipe', directory);
    const piped = runShell(
      'timeout 60 cat pipe & papergraph build p.jsonl --quiet -o pipe; code=$?; wait; exit $code',
      directory,
    );
    expect(piped).toEqual({ code: 0, stdout: readFileSync(join(directory, 'map.json')), stderr: '' });
    expect(lstatSync(join(directory, 'pipe')).isFIFO()).toBe(true);
    expect(runShell('papergraph build p.jsonl --quiet -o /dev/fd/3 3> three', directory).code).toBe(0);
    expect(readFileSync(join(directory, 'three'))).toEqual(readFileSync(join(directory, 'map.json')));
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk is reported in one line', async () => {
    const directory = await createProject();
    const full = /^papergraph: cannot write (stdout|\/dev\/full) \(no space left on device\): [^\n]+\n$/;
    for (const command of [
      'papergraph build p.jsonl --quiet -o /dev/full',
      'papergraph build p.jsonl --quiet -o - > /dev/full',
      'papergraph build p.jsonl --quiet --report /dev/full',
      'papergraph export map.json -f gexf -o /dev/full',
      'papergraph export map.json -f gexf > /dev/full',
      'papergraph related map.json neurons --json > /dev/full',
    ])
      expect(runShell(command, directory), command).toMatchObject({ code: 1, stderr: expect.stringMatching(full) });
  });

  test('a full file system keeps the old file and no temporary file', async ({ skip }) => {
    const directory = await createProject();
    mkdirSync(join(directory, 'small'));
    if (runShell('mount -t tmpfs -o size=64k none small', directory).code !== 0)
      skip('only root can mount a file system');
    try {
      expect(runShell('papergraph build p.jsonl --quiet -o small/map.json', directory).code).toBe(0);
      writeFileSync(join(directory, 'many.jsonl'), createSampleLines(200));
      const { code, stderr } = runShell('papergraph build many.jsonl --quiet -o small/map.json', directory);
      expect({ code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^papergraph: [^\n]*no space[^\n]*\n$/),
      });
      expect(readdirSync(join(directory, 'small'))).toEqual(['map.json']);
      expect(readFileSync(join(directory, 'small/map.json'))).toEqual(readFileSync(join(directory, 'map.json')));
    } finally {
      runShell('umount small', directory);
    }
  });

  test('a closed pipe is reported in one line; a closed stdout ends the command', () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'many.jsonl'), createSampleLines(2500, 60));
    runShell('mkfifo pipe', directory);
    expect(
      runShell('timeout 60 head -c 9 pipe > /dev/null & papergraph build many.jsonl --quiet -o pipe', directory),
    ).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^papergraph: cannot write pipe \(broken pipe\): [^\n]+\n$/),
    });
    const cut = runShell('set -o pipefail; papergraph build many.jsonl --quiet -o - | head -c 9', directory);
    expect(cut).toMatchObject({ code: 0, stderr: '' });
    expect(cut.stdout).toHaveLength(9);
  });

  test('a closed stderr does not change the exit code', async () => {
    const directory = await createProject();
    for (const stderr of ['2> >(true)', '2>&-', ...(existsSync('/dev/full') ? ['2> /dev/full'] : [])]) {
      expect(runShell(`papergraph build p.jsonl ${stderr}`, directory).code, stderr).toBe(0);
      expect(runShell(`papergraph build missing.bib ${stderr}`, directory).code, stderr).toBe(1);
      expect(runShell(`papergraph fly ${stderr}`, directory).code, stderr).toBe(2);
    }
  });
});
