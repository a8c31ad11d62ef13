import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProgram } from '../../../src/cli/program/program.ts';
import { runCli } from '../run-cli.ts';

const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;
const SHELLS = ['bash', 'zsh', 'fish'] as const;
const { commands } = createProgram(new URL('file:///cli.js'));

let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'papergraph-completion-'));
  writeFileSync(join(directory, 'papers map.json'), '');
  for (const shell of SHELLS) {
    const { code, stdout } = await runCli(['completion', shell]);
    expect(code).toBe(0);
    writeFileSync(join(directory, `completion.${shell}`), stdout);
  }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What completes a line in each shell: the candidates, one per line. */
const DRIVERS: Record<(typeof SHELLS)[number], string> = {
  bash: `source ./completion.bash
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _papergraph; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: `autoload -Uz compinit; compinit -u -d ./dump; source ./completion.zsh
    zmodload zsh/zpty; zpty z zsh -f -i; zpty -w z "PS1=; PROMPT=; autoload -Uz compinit; compinit -u -d ./dump; source ./completion.zsh"
    zpty -w z "LISTMAX=0; zstyle ':completion:*' list-prompt ''; zstyle ':completion:*' menu no; setopt no_always_last_prompt; echo REA''DY"
    while zpty -r z line; do [[ "$line" == *READY* ]] && break; done
    zpty -w -n z "$*"$'\\t\\t'; sleep 1.5; while zpty -rt z line; do print -r -- "$line"; done; zpty -d z`,
  fish: `source ./completion.fish; complete -C "$argv"`,
};

/** Returns what a shell prints when the last word of a line is completed. */
function complete(shell: (typeof SHELLS)[number], ...words: string[]): string {
  const args =
    shell === 'fish' ? ['--no-config', '-c', DRIVERS.fish, words.join(' ')] : ['-c', DRIVERS[shell], 'test', ...words];
  const flags = { bash: ['--norc'], zsh: ['-f'], fish: [] }[shell];
  const { stdout, stderr } = spawnSync(shell, [...flags, ...args], { cwd: directory, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

describe.each(SHELLS)('%s', (shell) => {
  test.runIf(has(shell))('completes commands, options, choices and files', () => {
    const listed = complete(shell, 'papergraph', '');
    for (const command of commands) expect(listed).toContain(command.name());
    const options = complete(shell, 'papergraph', 'build', '--');
    for (const { long, hidden } of commands.find((command) => command.name() === 'build')!.options)
      expect(options.includes(long!), long).toBe(!hidden);
    expect(options).not.toContain('--expand');
    const formats = complete(shell, 'papergraph', 'export', 'x.json', '-f', '');
    for (const format of ['gexf', 'knowledge-graphml', 'neo4j']) expect(formats).toContain(format);
    expect(complete(shell, 'papergraph', 'info', 'papers')).toMatch(/papers\\? map\.json/);
    expect(complete(shell, 'papergraph', 'export', 'x', '--theme', 'd')).toContain('dark');
    expect(complete(shell, 'papergraph', 'completion', 'z')).toContain('zsh');
    expect(complete(shell, 'papergraph', 'fetch', 'op')).toContain('openalex');
    expect(complete(shell, 'papergraph', 'fetch', 'doi', 'papers')).toMatch(/papers\\? map\.json/);
  });
});

test('the scripts mention every command and visible option', async () => {
  for (const shell of SHELLS) {
    const { stdout } = await runCli(['completion', shell], { cwd: resolve('.') });
    for (const command of commands) {
      expect(stdout).toContain(command.name());
      for (const { long, hidden } of command.options)
        if (!hidden) expect(stdout, `${shell} ${long}`).toContain(shell === 'fish' ? `-l ${long!.slice(2)}` : long);
    }
  }
});
