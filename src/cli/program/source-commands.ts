import { Argument, type Command, Option } from 'commander';
import { SERVICE_NAMES, type SourceName } from '../../model/fetched-file.ts';
import { NETWORK_NAMES } from '../../networks/network-options.ts';
import { FETCH_OPTIONS } from '../../sources/options.ts';
import type { FetchCommandOptions } from '../commands/fetch.ts';
import type { McpOptions } from '../commands/mcp.ts';
import { createOptionFrom } from './options.ts';

/** Adds the commands that use, or are used by, other programs. */
export function addSourceCommands(program: Command): void {
  addFetch(program);
  addMcp(program);
}

function addMcp(program: Command): void {
  program
    .command('mcp')
    .description('Answer the questions of an assistant about a map (Model Context Protocol on stdin and stdout)')
    .argument('<map>', 'map written by "papergraph build"')
    .addOption(
      new Option(
        '--network <name>',
        'the network of questions that name none, of a map with several ones (default: the first one)',
      ).choices(NETWORK_NAMES),
    )
    .action(async (map: string, options: McpOptions) => {
      const { serveAssistant } = await import('../commands/mcp.ts');
      await serveAssistant(map, options);
    });
}

function addFetch(program: Command): void {
  program
    .command('fetch')
    .description('Fetch records from a service, or from Zotero, into a file that "papergraph build" reads')
    .addArgument(new Argument('<source>', 'where to fetch from').choices([...SERVICE_NAMES, 'doi']))
    .argument('[query...]', 'search terms in the syntax of the service, or identifiers of papers; for doi also files')
    .option('-o, --output <file>', 'append the records to a file, or write them to stdout with -', 'papers.jsonl')
    .addOption(createOptionFrom('--since <date>', FETCH_OPTIONS.since))
    .addOption(createOptionFrom('--limit <n>', FETCH_OPTIONS.limit))
    .option('--cites', `${FETCH_OPTIONS.cites.description}: the works that they cite`)
    .option('--cited-by', `${FETCH_OPTIONS.citedBy.description}: the works that cite them`)
    .addOption(createOptionFrom('--rounds <n>', FETCH_OPTIONS.rounds))
    .addOption(createOptionFrom('--min-links <n>', FETCH_OPTIONS.minLinks))
    .option('--collection <name>', FETCH_OPTIONS.collection.description)
    .option('--group <name>', FETCH_OPTIONS.group.description)
    .option('--contact <email>', 'email address that the services can write to if there is a problem')
    .addOption(createOptionFrom('--base-url <url>', FETCH_OPTIONS.baseUrl))
    .addOption(
      new Option(
        '--cache <directory>',
        'where answers are kept for a day (default: the directory for caches of your system)',
      ),
    )
    .option('--no-cache', 'do not use answers that were kept')
    .option('--json', 'print { source, file, records, new, matched, missing, stopped }', false)
    .option('--force', 'start again and replace the output')
    .option('-q, --quiet', 'print neither progress nor a summary')
    .addHelpText(
      'after',
      '\nAn interrupted fetch continues when the same command is run again. Keys are read from the environment:',
    )
    .addHelpText('after', '  OPENALEX_API_KEY, SEMANTIC_SCHOLAR_API_KEY, NCBI_API_KEY, CROSSREF_PLUS_API_TOKEN')
    .action(
      async (source: SourceName, query: string[], options: FetchCommandOptions & { cache?: string | boolean }) => {
        const { fetchSource } = await import('../commands/fetch.ts');
        const { cache, ...others } = options;
        await fetchSource(source, query, {
          ...others,
          ...(typeof cache === 'string' ? { cache } : cache === false && { cache }),
        });
      },
    );
}
