import { once } from 'node:events';
import { Command } from 'commander';
import { version } from '../../../package.json' with { type: 'json' };
import { EXIT_CODES } from '../exit-codes.ts';
import { printMessage } from '../terminal/messages.ts';
import { addClusterCommands } from './cluster-commands.ts';
import { addMapCommands } from './map-commands.ts';
import { addReadingCommands } from './reading-commands.ts';
import { applySettings } from './settings.ts';
import { addSourceCommands } from './source-commands.ts';

/** Signals that stop a command, with their numbers. An interrupted command exits with 128 plus this number. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

const EXIT_CODE_HELP = [
  `${EXIT_CODES.success}  done, and something was found`,
  `${EXIT_CODES.failure}  nothing was found, or an input, an output or the environment cannot be used`,
  `${EXIT_CODES.usage}  wrong usage`,
];

/**
 * Returns the table of commands and options. A command is loaded when it is executed, so that `--help` is fast.
 * `scriptUrl` is the file of the running program: workers are started from it, and the explorer is located next to it.
 */
export function createProgram(scriptUrl: URL): Command {
  const program = new Command('papergraph')
    .description('Map a collection of papers: similarity, topics and related papers.')
    .version(version, '-v, --version', 'print the version')
    .addHelpText('after', `\nRun "papergraph COMMAND --help" for the options of a command.\n\nExit codes:`)
    .addHelpText('after', EXIT_CODE_HELP.map((line) => `  ${line}`).join('\n'))
    .configureOutput({
      writeErr: printMessage,
      outputError: (message, write) => write(formatUsageError(message, program)),
    })
    .exitOverride()
    .helpCommand(false);
  addReadingCommands(program, scriptUrl, waitForSignal);
  addSourceCommands(program);
  addClusterCommands(program);
  addMapCommands(program, scriptUrl, waitForSignal);
  program
    .command('completion')
    .description('Print the script that completes commands and options in a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) => {
      const { printCompletion } = await import('./completion.ts');
      await printCompletion(program, shell);
    });
  program
    .command('help')
    .description('Show the options of a command')
    .argument('[command]', 'name of the command')
    .action((name: string | undefined, _, command: Command) => {
      const shown = name === undefined ? program : program.commands.find((other) => other.name() === name);
      if (!shown) command.error(`unknown command '${name}'`);
      shown.help();
    });
  program.hook('preSubcommand', (_, command) => applySettings(program, command));
  program.hook('preAction', (_, command) => {
    if (!['open', 'watch'].includes(command.name())) exitOnSignal();
  });
  return program;
}

/** Exits on a signal. Temporary files are deleted on exit. */
function exitOnSignal(): void {
  for (const [signal, number] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(128 + number));
}

/** Resolves on a signal. */
const waitForSignal = () => Promise.race(Object.keys(SIGNALS).map((signal) => once(process, signal)));

/** Puts the messages of commander, which may span several lines, on one line. */
function formatUsageError(message: string, program: Command): string {
  const text = message
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
  const variadic = text.startsWith('missing required argument') ? findVariadicOption(program) : undefined;
  const advice = variadic === undefined ? '' : `: ${variadic} takes all that follow it, so put it last`;
  return `papergraph: ${text}${advice} (run with --help for usage)\n`;
}

/** Returns the first option of the command line that takes several values. */
function findVariadicOption(program: Command): string | undefined {
  const [name, ...args] = program.args;
  const command = program.commands.find((other) => other.name() === name);
  return command?.options.find((option) => option.variadic && args.includes(option.long!))?.long;
}
