import { once } from 'node:events';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { InputError } from '../types.ts';
import { type BuildOptions, build } from './build.ts';
import { type OpenOptions, open } from './open.ts';
import { type RelatedOptions, related } from './related.ts';

/** What the process ends with. */
const EXIT = { done: 0, input: 1, usage: 2 } as const;

/** Signals that ask a process to end, and their numbers: one whose work is cut short ends with 128 and that number. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

/** The argument table. `self` is the file to start workers from. */
function programOf(self: URL): Command {
  const program = new Command('papergraph')
    .description('Maps collections of papers: which are alike and why, in which topics.')
    .version(version)
    .showHelpAfterError('(--help lists what there is)')
    .exitOverride();

  program
    .command('build')
    .description('read papers and write their map')
    .argument('<input...>', 'files, folders, patterns such as "library/*.bib", or - for stdin')
    .option('-o, --output <file>', 'the map', 'map.json')
    .addOption(
      new Option('--neighbors <n>', 'how many most similar papers to find for each').argParser(whole(1)).default(10),
    )
    .addOption(
      new Option('--min-similarity <x>', 'leave out less similar pairs, 0 to 1').argParser(number(0, 1)).default(0),
    )
    .addOption(
      new Option('--resolution <x>', 'higher gives more and smaller topics').argParser(number(0, 1000)).default(1),
    )
    .addOption(new Option('--seed <n>', 'of every random choice').argParser(whole(0)).default(1))
    .option('--report <file>', 'also write the figures of the build as JSON')
    .option('--quiet', 'no progress and no summary', false)
    .action((inputs: string[], options: BuildOptions) => build(inputs, options, self));

  program
    .command('related')
    .description('list the papers most like a paper or a text, with the terms they share')
    .argument('<map>', 'a map that build wrote')
    .argument('<query...>', "a paper's id or title, or any text")
    .addOption(new Option('-n <n>', 'how many').argParser(whole(1)).default(10))
    .option('--json', 'print an array of { id, title, similarity, terms: [{ term, share }] }', false)
    .action((map: string, query: string[], options: RelatedOptions) => related(map, query.join(' '), options));

  program
    .command('open')
    .description('show a map in the browser, until Ctrl-C')
    .argument('<map>', 'a map that build wrote')
    .addOption(new Option('--port <n>', 'where to serve it; 0 takes any free port').argParser(whole(0, 65535)))
    .action((map: string, options: OpenOptions) => open(map, options, self, askedToStop()));

  program.hook('preAction', (_, command) => {
    if (command.name() !== 'open') stopAtOnce();
  });
  return program;
}

/** Ends the process when it is asked to; what it has begun to write goes away on the way out. */
function stopAtOnce(): void {
  for (const [signal, number] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(128 + number));
}

/** For work that lasts until it is asked to stop. */
const askedToStop = () => Promise.race(Object.keys(SIGNALS).map((signal) => once(process, signal)));

/** Runs a command line, and sets what the process will end with. */
export async function run(args: string[], self: URL): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read our output has seen enough: "papergraph ... | head".
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
  try {
    await programOf(self).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    else {
      process.exitCode = EXIT.input;
      process.stderr.write(`papergraph: ${messageOf(error)}\n`);
    }
  }
}

/** One line; a fault of ours says so. */
function messageOf(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
  if (error instanceof InputError) return message;
  return `something went wrong inside papergraph: ${message}. Please report it with the command you ran`;
}

const number = (least: number, most: number) => (text: string) => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
};

const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      `It must be a whole number of at least ${least}${most < 1e6 ? ` and at most ${most}` : ''}.`,
    );
  };
