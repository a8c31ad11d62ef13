import { type Command, Option } from 'commander';
import type { NetworkName } from '../../model/network.ts';
import { THREAD_OPTIONS } from '../../model/options.ts';
import { NETWORK_NAMES, NETWORK_OPTIONS } from '../../networks/network-options.ts';
import { JOIN_OPTIONS } from '../../similarity/join/join-options.ts';
import { WEIGH_OPTIONS } from '../../text/weigh-options.ts';
import { TOPIC_OPTIONS } from '../../topics/topic-options.ts';
import type { BuildOptions } from '../commands/build.ts';
import type { ReadCommandOptions } from '../commands/read.ts';
import type { UpdateCommandOptions } from '../commands/update.ts';
import type { WatchOptions } from '../commands/watch.ts';
import {
  addDeprecatedName,
  createColumns,
  createOption,
  createOptionFrom,
  INPUT_HELP,
  listGivenOptions,
  parseSize,
} from './options.ts';

/** Several networks are separated by commas or blanks, or given by several options. */
function createNetworks(): Option {
  const option = new Option(
    '--network <name...>',
    `what the edges mean: ${NETWORK_NAMES.join(', ')}; of several networks, separated by commas, the map has all, and the first one is shown at first (default: ${NETWORK_NAMES[0]})`,
  ).choices(NETWORK_NAMES);
  const checkName = option.parseArg;
  return option.argParser((value: string, previous: NetworkName[] | undefined) =>
    value
      .split(',')
      .filter(Boolean)
      .reduce<NetworkName[] | undefined>((names, name) => checkName?.(name, names), previous),
  );
}

/** Adds the commands that read papers. `waitForSignal` resolves when the user stops the program. */
export function addReadingCommands(program: Command, scriptUrl: URL, waitForSignal: () => Promise<unknown>): void {
  addBuild(program, scriptUrl);
  addUpdate(program, scriptUrl);
  addWatch(program, scriptUrl, waitForSignal);
  addRead(program, scriptUrl);
}

function addBuild(program: Command, scriptUrl: URL): void {
  const authorWeight = createOptionFrom('--author-weight <x>', WEIGH_OPTIONS.authorWeight);
  const command = program
    .command('build')
    .description('Read papers and write their map')
    .argument('<input...>', INPUT_HELP)
    .option('-o, --output <file>', 'write the map to a file, or to stdout with -', 'map.json')
    .addOption(createOptionFrom('--neighbors <n>', JOIN_OPTIONS.neighbors))
    .addOption(createOptionFrom('--min-similarity <x>', JOIN_OPTIONS.minSimilarity))
    .addOption(createOptionFrom('--resolution <x>', TOPIC_OPTIONS.resolution))
    .addOption(createOptionFrom('--seed <n>', TOPIC_OPTIONS.seed))
    .addOption(authorWeight)
    .addOption(createOptionFrom('--threads <n>', THREAD_OPTIONS.threads))
    .addOption(createColumns())
    .addOption(createNetworks())
    .addOption(createOptionFrom('--counting <way>', NETWORK_OPTIONS.counting))
    .addOption(createOptionFrom('--normalization <way>', NETWORK_OPTIONS.normalization))
    .addOption(createOptionFrom('--min-occurrences <n>', NETWORK_OPTIONS.minOccurrences))
    .addOption(createOptionFrom('--coupling-weight <x>', NETWORK_OPTIONS.couplingWeight))
    .option(
      '--vectors <file>',
      'rank neighbors by terms and by these vectors (.npz, .npy with .ids.txt, JSON Lines, CSV, or Parquet)',
    )
    .option('--thesaurus <file>', 'labels and what replaces them, as a thesaurus file of VOSviewer')
    .option(
      '--neighbors-from <path>',
      'take the neighbors from Parquet files that a join on several machines wrote; see "More than one machine" in docs/guide.md',
    )
    .option('--no-concepts', 'skip the concepts; "find --concept" needs them')
    .option('--recipe <file>', 'apply options and edits saved by the explorer; other options take precedence')
    .option(
      '--resume',
      'keep the result of each stage next to the output, and go on after the last one if a build was interrupted',
    )
    .addOption(
      createOption(
        '--memory <size>',
        'keep papers on disk and run stages one after the other if the build would take more memory, such as 8GB (default: as much as it needs)',
        parseSize,
      ),
    )
    .option('--report <file>', 'write statistics of the build as JSON, to stdout with -')
    .option('--json', 'print the same statistics on stdout', false)
    .option('--force', 'replace output files that papergraph did not write')
    .option('-q, --quiet', 'print neither progress nor a summary')
    .action(async (inputs: string[], options: BuildOptions) => {
      const { build } = await import('../commands/build.ts');
      const given = listGivenOptions(command);
      await build(inputs, options, given, scriptUrl);
    });
  addDeprecatedName(command, '--author-share', authorWeight);
}

function addUpdate(program: Command, scriptUrl: URL): void {
  program
    .command('update')
    .description('Add papers to a map, or remove some; papers, topics, and positions stay as they are where possible')
    .argument('<map>', 'map written by "papergraph build", or - for stdin')
    .argument('[input...]', INPUT_HELP)
    .option('-o, --output <file>', 'write the map to a file, or to stdout with - (default: replace the map)')
    .addOption(
      new Option('--remove <paper...>', 'papers to remove: their ids, DOIs, citation keys, or titles').default(
        [],
        'none',
      ),
    )
    .option('--from-source', 'repeat the fetches that the map comes from, for what is new since the last one')
    .option('--contact <email>', 'email address that the services of --from-source can write to if there is a problem')
    .option('--remove-from <file>', 'file with papers to remove, one per line')
    .addOption(createOptionFrom('--threads <n>', THREAD_OPTIONS.threads))
    .addOption(createColumns())
    .option('--recipe <file>', 'repeat the edits that were made to the map; other options must be those of the map')
    .option('--report <file>', 'write statistics and what has changed as JSON, to stdout with -')
    .option('--json', 'print the same statistics on stdout', false)
    .option('--force', 'replace output files that papergraph did not write')
    .option('-q, --quiet', 'print neither progress nor a summary')
    .addOption(createOptionFrom('--neighbors <n>', JOIN_OPTIONS.neighbors))
    .addOption(createOptionFrom('--min-similarity <x>', JOIN_OPTIONS.minSimilarity))
    .addOption(createOptionFrom('--resolution <x>', TOPIC_OPTIONS.resolution))
    .addOption(createOptionFrom('--seed <n>', TOPIC_OPTIONS.seed))
    .addOption(createOptionFrom('--author-weight <x>', WEIGH_OPTIONS.authorWeight))
    .addOption(new Option('--no-concepts', 'skip the concepts'))
    .addHelpText('after', '\nOptions of the analysis are those of the map; other values are refused.')
    .action(async (map: string, inputs: string[], options: UpdateCommandOptions, command: Command) => {
      const { update } = await import('../commands/update.ts');
      await update(map, inputs, options, listGivenOptions(command), scriptUrl);
    });
}

function addWatch(program: Command, scriptUrl: URL, waitForSignal: () => Promise<unknown>): void {
  program
    .command('watch')
    .description('Keep a map up to date with a library that changes, until Ctrl-C')
    .argument('<input...>', 'files or directories, such as the automatic export of a reference manager')
    .option('-o, --output <file>', 'the map; it is updated if it exists', 'map.json')
    .addOption(createOptionFrom('--threads <n>', THREAD_OPTIONS.threads))
    .addOption(createColumns())
    .option('--open', 'show the map in the browser; the page follows')
    .option('-q, --quiet', 'print problems only')
    .action(async (inputs: string[], options: WatchOptions) => {
      const { watch } = await import('../commands/watch.ts');
      await watch(inputs, options, scriptUrl, waitForSignal());
    });
}

function addRead(program: Command, scriptUrl: URL): void {
  program
    .command('read')
    .description('Read papers, merge duplicates, and show what was read, without a map')
    .argument('<input...>', INPUT_HELP)
    .option('-o, --output <file>', 'write the merged papers; the name ends in .bib, .ris, .json, .csv or .xlsx')
    .option('--json', 'print { records, merged, files, problems, notes, merges, possibleDuplicates, papers }', false)
    .addOption(createColumns())
    .option('--force', 'replace an output file that exists')
    .option('-q, --quiet', 'print neither progress nor a summary')
    .action(async (inputs: string[], options: ReadCommandOptions) => {
      const { read } = await import('../commands/read.ts');
      await read(inputs, options, scriptUrl);
    });
}
