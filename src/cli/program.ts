import { once } from 'node:events';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { InputError } from '../model/errors.ts';
import { isField } from '../read/normalize/fields.ts';
import type { BuildOptions } from './commands/build.ts';
import type { ExportOptions } from './commands/export.ts';
import type { FindOptions } from './commands/find.ts';
import type { OpenOptions } from './commands/open.ts';
import type { RelatedOptions } from './commands/related.ts';
import { EXPORT_FORMATS } from './export-formats.ts';

/** What the process ends with. */
const EXIT = { done: 0, input: 1, usage: 2 } as const;

/** Signals that ask a process to end, and their numbers: one whose work is cut short ends with 128 and that number. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

/**
 * The argument table. Each command is loaded when it is asked for: a usage message needs no graph library.
 * `self` is the file to start workers from.
 */
function programOf(self: URL): Command {
  const program = new Command('papergraph')
    .description('Maps collections of papers: which are alike and why, in which topics.')
    .version(version)
    .configureOutput({ outputError: (message, write) => write(usageError(message)) })
    .exitOverride();

  program
    .command('build')
    .description('read papers and write their map')
    .argument('<input...>', 'files, folders, patterns such as "library/*.bib", or - for stdin')
    .option('-o, --output <file>', 'the map', 'map.json')
    .addOption(option('--neighbors <n>', 'how many most similar papers to find for each; default 10', whole(1)))
    .addOption(option('--min-similarity <x>', 'leave out less similar pairs, 0 to 1; default 0', number(0, 1)))
    .addOption(option('--resolution <x>', 'higher gives more and smaller topics; default "auto"', resolution))
    .addOption(option('--seed <n>', 'of every random choice; default 1', whole(0)))
    .addOption(
      option(
        '--author-share <x>',
        'how much shared authors can add to a similarity, 0 to 1; default 0.1',
        number(0, 1),
      ),
    )
    .addOption(option('--threads <n>', 'at most; default one a processor', whole(1)))
    .addOption(option('--columns <list>', 'where tables keep what: title=Name,abstract=Summary', columns))
    .option('--no-concepts', 'do not look for what papers mention; "find" and the knowledge exports need it')
    .option('--recipe <file>', 'options and edits saved by the explorer; options given here come first')
    .option('--report <file>', 'also write the figures of the build as JSON')
    .option('--quiet', 'no progress and no summary')
    .action(async (inputs: string[], options: BuildOptions) => {
      const { build } = await import('./commands/build.ts');
      await build(inputs, options, self);
    });

  program
    .command('related')
    .description('list the papers most like a paper or a text, with the terms they share')
    .argument('<map>', 'a map that build wrote')
    .argument('[query...]', "a paper's id or title, or any text")
    .addOption(option('-n <n>', 'how many', whole(1)).default(10))
    .addOption(new Option('--like <query...>', 'more examples of what is wanted').default([], 'none'))
    .addOption(new Option('--unlike <query...>', 'examples of what is not wanted').default([], 'none'))
    .addOption(option('--diversity <x>', 'how much to avoid near repeats, 0 to 1', number(0, 1)).default(0))
    .option('--wide', 'let every paper speak with its three nearest: finds more, by terms that these may lend', false)
    .option('--library <input...>', 'mark the papers that these files hold')
    .option(
      '--json',
      'print an array of { id, title, similarity, terms: [{ term, share }] }; known with --library',
      false,
    )
    .action(async (map: string, query: string[], options: RelatedOptions, command: Command) => {
      if (query.length === 0 && options.like.length === 0)
        command.error('nothing to look for: give a paper or a text, or --like');
      const { related } = await import('./commands/related.ts');
      await related(map, query.join(' '), options);
    });

  program
    .command('find')
    .description('list the papers that mention concepts, with the sentences that prove it')
    .argument('<map>', 'a map that build wrote')
    .addOption(new Option('--concept <name...>', 'a concept, by any way of writing it').default([], 'none'))
    .option('--author <name>', "a part of an author's name")
    .option('--has-code', 'only papers that give the address of their code')
    .option('--json', 'print { concepts, counts, papers: [{ id, title, authors, code, proofs }] }', false)
    .action(async (map: string, options: FindOptions, command: Command) => {
      if (options.concept.length === 0 && options.author === undefined && !options.hasCode)
        command.error('nothing to find: give --concept, --author or --has-code');
      const { find } = await import('./commands/find.ts');
      await find(map, options);
    });

  program
    .command('export')
    .description('write a map for other tools')
    .argument('<map>', 'a map that build wrote')
    .addOption(new Option('-f, --format <format>', 'what to write').choices(EXPORT_FORMATS).makeOptionMandatory())
    .option(
      '-o, --output <file>',
      'where to; without it to stdout; csv and neo4j make NAME-nodes.csv and NAME-edges.csv',
    )
    .addOption(new Option('--gexf-version <version>', '1.2 for older readers').choices(['1.3', '1.2']).default('1.3'))
    .addOption(option('--min-similarity <x>', 'leave out weaker edges, 0 to 1', number(0, 1)).default(0))
    .action(async (map: string, options: ExportOptions) => {
      const { exportMap } = await import('./commands/export.ts');
      await exportMap(map, options, self);
    });

  program
    .command('open')
    .description('show a map in the browser, until Ctrl-C')
    .argument('<map>', 'a map that build wrote')
    .addOption(option('--port <n>', 'where to serve it; 0 takes any free port', whole(0, 65535)))
    .action(async (map: string, options: OpenOptions) => {
      const { open } = await import('./commands/open.ts');
      await open(map, options, self, askedToStop());
    });

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

/** What commander says on two lines and more, on one. */
const usageError = (message: string) =>
  `papergraph: ${message
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')} (--help lists what there is)\n`;

/** One line; a fault of ours says so. */
function messageOf(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
  if (error instanceof InputError) return message;
  return `something went wrong inside papergraph: ${message}. Please report it with the command you ran`;
}

/** An option whose value is checked. */
const option = <T>(flags: string, description: string, parse: (text: string) => T) =>
  new Option(flags, description).argParser(parse);

const toNumber = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

const number = (least: number, most: number) => (text: string) => {
  const value = toNumber(text);
  if (value >= least && value <= most) return value;
  throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
};

const whole = (least: number, most?: number) => (text: string) => {
  const value = toNumber(text);
  if (Number.isSafeInteger(value) && value >= least && value <= (most ?? value)) return value;
  const range = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new InvalidArgumentError(`It must be a whole number ${range}.`);
};

const resolution = (text: string) => {
  const value = text === 'auto' ? text : toNumber(text);
  if (value === 'auto' || (value > 0 && Number.isFinite(value))) return value;
  throw new InvalidArgumentError('It must be a number above 0, or "auto".');
};

const columns = (text: string): Record<string, string> => {
  const pairs = text.split(',').map((pair) => /^\s*(\w+)\s*=\s*(.*\S)\s*$/.exec(pair)?.slice(1, 3) ?? []);
  const unknown = pairs.find(([field]) => field && !isField(field))?.[0];
  if (unknown) throw new InvalidArgumentError(`There is no field "${unknown}" of papers.`);
  if (pairs.every(([field, column]) => field && column)) return Object.fromEntries(pairs);
  throw new InvalidArgumentError('It must be a list such as title=Name,abstract=Summary.');
};
