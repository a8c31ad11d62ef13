import { once } from 'node:events';
import { Command, Option } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { SVG_OPTIONS } from '../export/figures/svg.ts';
import { GEXF_OPTIONS } from '../export/graphs/gexf.ts';
import { exportFormats } from '../export/registry.ts';
import { THREAD_OPTIONS } from '../model/options.ts';
import { JOIN_OPTIONS } from '../similarity/join/join-options.ts';
import { RELATED_OPTIONS } from '../similarity/query/find-related.ts';
import { WEIGH_OPTIONS } from '../text/weigh-options.ts';
import { TOPIC_OPTIONS } from '../topics/topic-options.ts';
import type { BuildOptions } from './commands/build.ts';
import type { ExportOptions } from './commands/export.ts';
import type { FindOptions } from './commands/find.ts';
import type { OpenOptions } from './commands/open.ts';
import type { ReadCommandOptions } from './commands/read.ts';
import type { RelatedOptions } from './commands/related.ts';
import { printMessage } from './messages.ts';
import { addDeprecatedName, createOption, createOptionFrom, parseColumns, SERVE_OPTIONS } from './options.ts';

/** Signals that stop a command, with their numbers. An interrupted command exits with 128 plus this number. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

/**
 * Returns the table of commands and options. A command is loaded when it is executed, so that `--help` is fast.
 * `scriptUrl` is the file of the running program: workers are started from it, and the explorer is located next to it.
 */
export function createProgram(scriptUrl: URL): Command {
  const program = new Command('papergraph')
    .description('Map a collection of papers: similarity, topics and related papers.')
    .version(version)
    .addHelpText('after', '\nRun "papergraph COMMAND --help" for the options of a command.')
    .configureOutput({ writeErr: printMessage, outputError: (message, write) => write(formatUsageError(message)) })
    .exitOverride();
  addBuild(program, scriptUrl);
  addRead(program);
  addRelated(program);
  addFind(program);
  addExport(program, scriptUrl);
  addOpen(program, scriptUrl);
  program.hook('preAction', (_, command) => {
    if (command.name() !== 'open') exitOnSignal();
  });
  return program;
}

function addBuild(program: Command, scriptUrl: URL): void {
  const authorWeight = createOptionFrom('--author-weight <x>', WEIGH_OPTIONS.authorWeight);
  const command = program
    .command('build')
    .description('Read papers and write their map')
    .argument('<input...>', 'files, directories, patterns such as "library/*.bib", or - for stdin')
    .option('-o, --output <file>', 'write the map to a file, or to stdout with -', 'map.json')
    .addOption(createOptionFrom('--neighbors <n>', JOIN_OPTIONS.neighbors))
    .addOption(createOptionFrom('--min-similarity <x>', JOIN_OPTIONS.minSimilarity))
    .addOption(createOptionFrom('--resolution <x>', TOPIC_OPTIONS.resolution))
    .addOption(createOptionFrom('--seed <n>', TOPIC_OPTIONS.seed))
    .addOption(authorWeight)
    .addOption(createOptionFrom('--threads <n>', THREAD_OPTIONS.threads))
    .addOption(createOption('--columns <list>', 'column names, such as title=Name,abstract=Summary', parseColumns))
    .option('--no-concepts', 'skip the concepts; "find --concept" needs them')
    .option('--recipe <file>', 'apply options and edits saved by the explorer; other options take precedence')
    .option('--report <file>', 'write statistics of the build as JSON, to stdout with -')
    .option('--force', 'replace output files that papergraph did not write')
    .option('--quiet', 'print neither progress nor a summary')
    .action(async (inputs: string[], options: BuildOptions) => {
      const { build } = await import('./commands/build.ts');
      await build(inputs, options, scriptUrl);
    });
  addDeprecatedName(command, '--author-share', authorWeight);
}

function addRead(program: Command): void {
  program
    .command('read')
    .description('Read papers, merge duplicates, and show what was read, without a map')
    .argument('<input...>', 'files, directories, patterns such as "library/*.bib", or - for stdin')
    .option('-o, --output <file>', 'write the merged papers; the name ends in .bib, .ris, .json or .csv')
    .option('--json', 'print { records, merged, files, problems, notes, merges, possibleDuplicates, papers }', false)
    .addOption(createOption('--columns <list>', 'column names, such as title=Name,abstract=Summary', parseColumns))
    .option('--force', 'replace an output file that exists')
    .option('--quiet', 'print no progress')
    .action(async (inputs: string[], options: ReadCommandOptions) => {
      const { read } = await import('./commands/read.ts');
      await read(inputs, options);
    });
}

function addRelated(program: Command): void {
  const expand = new Option('--expand', 'expand the query with the nearest neighbors (default)').hideHelp();
  const command = addMapCommand(program, 'related', 'List the papers most similar to a paper or a text')
    .argument('[query...]', 'the id or title of a paper in the map, or any text')
    .addOption(createOptionFrom('-n, --limit <n>', RELATED_OPTIONS.count))
    .addOption(new Option('--like <query...>', 'more examples of relevant papers').default([], 'none'))
    .addOption(new Option('--unlike <query...>', 'examples of irrelevant papers').default([], 'none'))
    .addOption(createOptionFrom('--diversity <x>', RELATED_OPTIONS.diversity))
    .option('--no-expand', 'compare the terms of the papers themselves only, not those of their nearest neighbors')
    .addOption(expand)
    .option('--library <input...>', 'mark the papers that these files contain')
    .option('--json', 'print [{ id, title, similarity, terms: [{ term, share, added? }], known? }]', false)
    .action(async (map: string, query: string[], options: RelatedOptions, command: Command) => {
      if (query.length === 0 && options.like.length === 0)
        command.error('missing query: give a paper, a text, or --like');
      const { related } = await import('./commands/related.ts');
      await related(map, query.join(' '), options);
    });
  addDeprecatedName(command, '--wide', expand);
}

function addFind(program: Command): void {
  addMapCommand(program, 'find', 'List the papers that mention concepts, with the sentences that do')
    .addOption(new Option('--concept <name...>', 'mentions all of these concepts').default([], 'none'))
    .option('--author <name>', "an author's name contains this text")
    .option('--has-code', 'links to its code')
    .option('--json', 'print { concepts, counts, papers: [{ id, title, authors, code, proofs }] }', false)
    .action(async (map: string, options: FindOptions, command: Command) => {
      if (options.concept.length === 0 && options.author === undefined && !options.hasCode)
        command.error('missing condition: give --concept, --author or --has-code');
      const { find } = await import('./commands/find.ts');
      await find(map, options);
    });
}

function addExport(program: Command, scriptUrl: URL): void {
  addMapCommand(program, 'export', 'Write a map in another format')
    .addOption(
      new Option('-f, --format <format>', 'output format')
        .choices(exportFormats.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option(
      '-o, --output <file>',
      'output file (default: stdout; csv and neo4j write NAME-nodes.csv and NAME-edges.csv)',
    )
    .option('--force', 'replace output files that papergraph did not write, and BibTeX and RIS files')
    .addOption(createOptionFrom('--min-similarity <x>', GEXF_OPTIONS.minSimilarity))
    .addOption(createOptionFrom('--terms <n>', GEXF_OPTIONS.terms))
    .option('--no-abstracts', 'leave out the abstracts')
    .option('--no-safe-cells', 'write no apostrophes before texts that a spreadsheet could take for formulas')
    .option('--bom', 'start CSV with a byte order mark, which Excel needs')
    .addOption(createOptionFrom('--gexf-version <version>', GEXF_OPTIONS.gexfVersion))
    .addOption(createOptionFrom('--theme <theme>', SVG_OPTIONS.theme))
    .addOption(createOptionFrom('--width <n>', SVG_OPTIONS.width))
    .addOption(createOptionFrom('--title <text>', SVG_OPTIONS.title))
    .addOption(createOptionFrom('--max-edges <n>', SVG_OPTIONS.maxEdges))
    .addHelpText('after', '\nA format refuses options that it does not use.')
    .action(async (map: string, options: ExportOptions) => {
      const { exportMap } = await import('./commands/export.ts');
      await exportMap(map, options, scriptUrl);
    });
}

function addOpen(program: Command, scriptUrl: URL): void {
  addMapCommand(program, 'open', 'Show a map in the browser until Ctrl-C')
    .addOption(createOptionFrom('--port <n>', SERVE_OPTIONS.port))
    .action(async (map: string, options: OpenOptions) => {
      const { open } = await import('./commands/open.ts');
      await open(map, options, scriptUrl, waitForSignal());
    });
}

const addMapCommand = (program: Command, name: string, description: string): Command =>
  program.command(name).description(description).argument('<map>', 'map written by "papergraph build"');

/** Exits on a signal. Temporary files are deleted on exit. */
function exitOnSignal(): void {
  for (const [signal, number] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(128 + number));
}

/** Resolves on a signal. */
const waitForSignal = () => Promise.race(Object.keys(SIGNALS).map((signal) => once(process, signal)));

/** Puts the messages of commander, which may span several lines, on one line. */
const formatUsageError = (message: string) =>
  `papergraph: ${message
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')} (run with --help for usage)\n`;
