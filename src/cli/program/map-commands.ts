import { type Command, Option } from 'commander';
import { DPI_OPTION, FIGURE_OPTIONS } from '../../export/figures/figure-options.ts';
import { GEXF_OPTIONS } from '../../export/graphs/gexf.ts';
import { exportFormats } from '../../export/registry.ts';
import { MEASURE_NAMES, MEASURE_OPTIONS } from '../../graph/measures/measures.ts';
import { NETWORK_NAMES } from '../../networks/network-options.ts';
import { RELATED_OPTIONS } from '../../similarity/query/find-related.ts';
import type { DiffOptions } from '../commands/diff.ts';
import type { ExportOptions } from '../commands/export.ts';
import type { FindOptions } from '../commands/find.ts';
import type { InfoOptions } from '../commands/info.ts';
import type { LinksOptions } from '../commands/links.ts';
import type { MeasuresOptions } from '../commands/measures.ts';
import type { OpenOptions } from '../commands/open.ts';
import type { RelatedOptions } from '../commands/related.ts';
import type { TopicsOptions } from '../commands/topics.ts';
import { addDeprecatedName, createOptionFrom, LIST_OPTIONS, listGivenOptions, SERVE_OPTIONS } from './options.ts';

/** Adds the commands that use a map. `waitForSignal` resolves when the user stops the program. */
export function addMapCommands(program: Command, scriptUrl: URL, waitForSignal: () => Promise<unknown>): void {
  addInfo(program);
  addTopics(program);
  addLinks(program);
  addMeasures(program);
  addRelated(program);
  addFind(program);
  addExport(program, scriptUrl);
  addDiff(program, scriptUrl);
  addOpen(program, scriptUrl, waitForSignal);
}

const addMapCommand = (program: Command, name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .argument('<map>', `map written by "papergraph build"${name === 'open' ? '' : ', or - for stdin'}`);

/** The network of a map with several ones. */
const createNetwork = () =>
  new Option('--network <name>', 'one of the networks of the map (default: the first one)').choices(NETWORK_NAMES);

function addInfo(program: Command): void {
  addMapCommand(program, 'info', 'Show the size and quality of a map, and the options it was built with')
    .addOption(createNetwork())
    .option('--json', 'print { hash, records, merged, papers, ..., topics, quality, options }', false)
    .action(async (map: string, options: InfoOptions) => {
      const { info } = await import('../commands/info.ts');
      await info(map, options);
    });
}

function addTopics(program: Command): void {
  addMapCommand(program, 'topics', 'List the topics, or the papers of one topic')
    .addOption(createNetwork())
    .argument('[topic]', 'id or label of a topic or subtopic')
    .addOption(createOptionFrom('-n, --limit <n>', LIST_OPTIONS.limit))
    .option('--json', 'print [{ id, label, size, stability, terms, subtopics }], for one topic with its papers', false)
    .action(async (map: string, topic: string | undefined, options: TopicsOptions) => {
      const { listTopics } = await import('../commands/topics.ts');
      await listTopics(map, topic, options);
    });
}

function addLinks(program: Command): void {
  addMapCommand(
    program,
    'links',
    'List the links of a paper, author, keyword, or other node, with what both ends share',
  )
    .addOption(createNetwork())
    .argument('<node>', 'id, DOI, citation key, title or name, or the beginning of one')
    .addOption(createOptionFrom('-n, --limit <n>', LIST_OPTIONS.limit))
    .option('--json', 'print [{ id, title, weight, count?, summary, shared: [{ term, share }] }]', false)
    .action(async (map: string, node: string, options: LinksOptions) => {
      const { listLinks } = await import('../commands/links.ts');
      await listLinks(map, node, options);
    });
}

function addMeasures(program: Command): void {
  addMapCommand(program, 'measures', 'List the nodes of a map by PageRank, betweenness, links, or bursts')
    .addOption(createNetwork())
    .addOption(
      new Option('--sort <measure>', 'measure that determines the order')
        .choices([...MEASURE_NAMES])
        .default(MEASURE_NAMES[0]),
    )
    .addOption(createOptionFrom('-n, --limit <n>', LIST_OPTIONS.limit))
    .addOption(createOptionFrom('--samples <n>', MEASURE_OPTIONS.samples))
    .addOption(createOptionFrom('--seed <n>', MEASURE_OPTIONS.seed))
    .option('--json', 'print [{ id, title, degree, weightedDegree, betweenness, pageRank, bursts }]', false)
    .action(async (map: string, options: MeasuresOptions) => {
      const { listMeasures } = await import('../commands/measures.ts');
      await listMeasures(map, options);
    });
}

function addRelated(program: Command): void {
  const expand = new Option('--expand', 'expand the query with the nearest neighbors (default)').hideHelp();
  const command = addMapCommand(program, 'related', 'List the papers most similar to a paper or a text')
    .addOption(createNetwork())
    .argument(
      '[query...]',
      'the id, DOI, citation key, or title of a paper in the map, or of several, or the beginning of a title (five words, or with ... at its end); or any text; - for stdin',
    )
    .addOption(createOptionFrom('-n, --limit <n>', RELATED_OPTIONS.count))
    .addOption(new Option('--like <query...>', 'more examples of relevant papers').default([], 'none'))
    .addOption(new Option('--unlike <query...>', 'examples of irrelevant papers').default([], 'none'))
    .addOption(createOptionFrom('--diversity <x>', RELATED_OPTIONS.diversity))
    .option('--no-expand', 'compare the terms of the papers themselves only, not those of their nearest neighbors')
    .addOption(expand)
    .option('--library <input...>', 'mark the papers that these files contain')
    .option(
      '--json',
      'print { queries: [{ query, readAs, paper? }], papers: [{ id, title, similarity, terms: [{ term, share, added? }], fused?, known? }], rankedBy? }',
      false,
    )
    .action(async (map: string, query: string[], options: RelatedOptions, command: Command) => {
      if (query.length === 0 && options.like.length === 0)
        command.error('missing query: give a paper, a text, or --like');
      const { related } = await import('../commands/related.ts');
      await related(map, query, options);
    });
  addDeprecatedName(command, '--wide', expand);
}

function addFind(program: Command): void {
  addMapCommand(program, 'find', 'List the papers that mention concepts, with the sentences that do')
    .argument('[concept...]', 'mentions all of these concepts; quote a name of several words')
    .addOption(new Option('--concept <name...>', 'mentions all of these concepts, too').default([], 'none'))
    .option('--author <name>', "an author's name contains this text")
    .option('--has-code', 'links to its code')
    .addOption(createOptionFrom('-n, --limit <n>', LIST_OPTIONS.limit))
    .option('--json', 'print { concepts, counts, papers: [{ id, title, authors, code, proofs }] }', false)
    .action(async (map: string, names: string[], options: FindOptions, command: Command) => {
      const concept = [...names, ...options.concept];
      if (concept.length === 0 && options.author === undefined && !options.hasCode)
        command.error('missing condition: give a concept, --author or --has-code');
      const { find } = await import('../commands/find.ts');
      await find(map, { ...options, concept });
    });
}

function addExport(program: Command, scriptUrl: URL): void {
  addMapCommand(program, 'export', 'Write a map in another format')
    .addOption(createNetwork())
    .addOption(
      new Option('-f, --format <format>', 'output format (default: by the name of the output)').choices(
        exportFormats.map(({ name }) => name),
      ),
    )
    .option(
      '-o, --output <file>',
      'output file, or - for stdout (default: stdout; csv writes NAME-nodes.csv and NAME-edges.csv, neo4j, parquet, and vosviewer several files named likewise)',
    )
    .option('--force', 'replace output files that papergraph did not write, and BibTeX and RIS files')
    .option('-q, --quiet', 'print no summary')
    .option('--json', 'print { format, files, papers } on stdout', false)
    .addOption(createOptionFrom('--min-similarity <x>', GEXF_OPTIONS.minSimilarity))
    .addOption(createOptionFrom('--terms <n>', GEXF_OPTIONS.terms))
    .option('--no-abstracts', 'leave out the abstracts')
    .option('--measures', 'add weighted degree, betweenness, PageRank, and bursts of the nodes')
    .option('--no-safe-cells', 'write no apostrophes before texts that a spreadsheet could take for formulas')
    .option('--evidence', 'write the terms, places, and sentences that the edges of RDF are based on')
    .option('--bom', 'start CSV with a byte order mark, which Excel needs')
    .addOption(createOptionFrom('--gexf-version <version>', GEXF_OPTIONS.gexfVersion))
    .addOption(createOptionFrom('--theme <theme>', FIGURE_OPTIONS.theme))
    .addOption(createOptionFrom('--width <size>', FIGURE_OPTIONS.width))
    .addOption(createOptionFrom('--dpi <n>', DPI_OPTION))
    .addOption(createOptionFrom('--title <text>', FIGURE_OPTIONS.title))
    .addOption(createOptionFrom('--max-edges <n>', FIGURE_OPTIONS.maxEdges))
    .option('--contours', FIGURE_OPTIONS.contours.description)
    .option('--density', FIGURE_OPTIONS.density.description)
    .addHelpText('after', '\nA format refuses options that it does not use.')
    .action(async (map: string, options: ExportOptions, command: Command) => {
      const { exportMap } = await import('../commands/export.ts');
      const given = listGivenOptions(command);
      await exportMap(map, options, given, scriptUrl);
    });
}

function addDiff(program: Command, scriptUrl: URL): void {
  program
    .command('diff')
    .description('Show what is new in a map, or write the new papers as references or a feed')
    .argument('<earlier>', 'map written by "papergraph build" or "papergraph update", or - for stdin')
    .argument('<later>', 'a later map, or - for stdin')
    .addOption(
      new Option(
        '--network <name>',
        'network whose topics are compared (default: the first one that both maps have)',
      ).choices(NETWORK_NAMES),
    )
    .addOption(
      new Option(
        '-f, --format <format>',
        'write the new papers in a format (default: by the name of the output)',
      ).choices(['bibtex', 'ris', 'csl-json', 'atom']),
    )
    .option(
      '-o, --output <file>',
      'file for the new papers, or - for stdout; the name ends in .bib, .ris, .json or .atom',
    )
    .option('--title <text>', 'title of the Atom feed (default: New papers)')
    .option('--force', 'replace an output file that exists')
    .option('-q, --quiet', 'print no summary')
    .option('--json', 'print { added, changed, removed, topics: [{ kind, from, to }] }', false)
    .action(async (earlier: string, later: string, options: DiffOptions, command: Command) => {
      const { diff } = await import('../commands/diff.ts');
      await diff(earlier, later, options, listGivenOptions(command), scriptUrl);
    });
}

function addOpen(program: Command, scriptUrl: URL, waitForSignal: () => Promise<unknown>): void {
  addMapCommand(program, 'open', 'Show a map in the browser until Ctrl-C')
    .addOption(createOptionFrom('--port <n>', SERVE_OPTIONS.port))
    .option(
      '--host <address>',
      'address to serve on; any other than the default can be read by other machines',
      '127.0.0.1',
    )
    .option('--no-browser', 'print the address without opening a browser')
    .option('--json', 'print { url, papers }', false)
    .action(async (map: string, options: OpenOptions) => {
      const { open } = await import('../commands/open.ts');
      await open(map, options, scriptUrl, waitForSignal());
    });
}
