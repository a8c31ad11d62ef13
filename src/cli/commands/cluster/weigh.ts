import { toWeighablePapers } from '../../../map-graph.ts';
import { withDefaults } from '../../../model/options.ts';
import { BLOCK_DEFAULTS, type BlockOptions } from '../../../similarity/blocks/block-options.ts';
import { divideCollection } from '../../../similarity/blocks/divide-collection.ts';
import { JOIN_DEFAULTS, type JoinOptions } from '../../../similarity/join/join-options.ts';
import type { WeighOptions } from '../../../text/weigh-options.ts';
import { weigh as weighPapers } from '../../../text/weighting/weigh.ts';
import { withoutRepetition } from '../../../util/text/without-repetition.ts';
import { describeCollection } from '../../blocks/collection-key.ts';
import { writeBlocks } from '../../blocks/write-blocks.ts';
import { UsageError } from '../../errors.ts';
import { openOutputs } from '../../output/open-outputs.ts';
import { writeOutput } from '../../output/write-output.ts';
import { readInputs } from '../../read-inputs.ts';
import { formatJson } from '../../terminal/escape.ts';
import { pluralize, printLine, printProblems } from '../../terminal/messages.ts';
import { noProgress, showProgress } from '../../terminal/progress.ts';

/** Options of `papergraph weigh`. */
export interface WeighCommandOptions extends BlockOptions {
  output: string;
  neighbors?: number;
  minSimilarity?: number;
  authorWeight?: number;
  threads?: number;
  columns?: Record<string, string>;
  json: boolean;
  force?: true;
  quiet?: boolean;
}

/** Reads papers, weighs their terms, and writes them in blocks that are joined on several machines. */
export async function weigh(inputs: string[], options: WeighCommandOptions): Promise<void> {
  const { neighbors, minSimilarity, authorWeight, threads, columns = {} } = options;
  const [output, stdout] = await openOutputs(
    [{ name: options.output, kind: 'blocks' }, ...(options.json ? [{ name: '-', kind: 'report' as const }] : [])],
    { inputs, force: options.force },
  );
  const { destination, fileIds } = output!;
  if (destination.type !== 'file')
    throw new UsageError(`${destination.name} is no file: name a file for the blocks with -o`);
  const progress = options.quiet ? noProgress : showProgress();
  const hooks = {
    progress: progress.update.bind(progress),
    warn: withoutRepetition(printLine),
  };
  const weighOptions: WeighOptions = { ...(authorWeight !== undefined && { authorWeight }) };
  const joinOptions: JoinOptions = {
    ...(neighbors !== undefined && { neighbors }),
    ...(minSimilarity !== undefined && { minSimilarity }),
  };
  try {
    const inputOptions = { onSkip: printLine, outputFileIds: fileIds };
    const threadOptions = threads === undefined ? {} : { threads };
    const { papers, problems } = await readInputs(inputs, { columns, ...threadOptions }, { ...hooks, ...inputOptions });
    const { rows } = await weighPapers(toWeighablePapers(papers, {}), { ...weighOptions, ...threadOptions }, hooks);
    const { blockSize } = withDefaults(BLOCK_DEFAULTS, options);
    const divided = await divideCollection(rows, withDefaults(JOIN_DEFAULTS, joinOptions), blockSize);
    const key = describeCollection(papers, rows, { ...weighOptions, ...joinOptions });
    await writeBlocks(destination.path, papers, divided, key);
    await output!.commit();
    progress.stop();
    printProblems(problems);
    if (options.json) {
      const counts = { papers: papers.length, blocks: divided.blocks.length, problems };
      await writeOutput(stdout!.destination, [formatJson(counts)]);
    }
    if (options.quiet) return;
    const summary = `${pluralize(papers.length, 'paper')} in ${pluralize(divided.blocks.length, 'block')}`;
    printLine(`${summary} -> ${destination.name}`);
  } finally {
    progress.stop();
  }
}
