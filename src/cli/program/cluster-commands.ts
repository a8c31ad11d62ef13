import type { Command } from 'commander';
import { THREAD_OPTIONS } from '../../model/options.ts';
import { BLOCK_OPTIONS } from '../../similarity/blocks/block-options.ts';
import { JOIN_OPTIONS } from '../../similarity/join/join-options.ts';
import { WEIGH_OPTIONS } from '../../text/weigh-options.ts';
import type { WeighCommandOptions } from '../commands/cluster/weigh.ts';
import { createColumns, createOptionFrom, INPUT_HELP } from './options.ts';

/** Adds the commands for collections that are joined on several machines. */
export function addClusterCommands(program: Command): void {
  program
    .command('weigh')
    .description('Read papers and write their weighted terms as Parquet, for a join on several machines')
    .argument('<input...>', INPUT_HELP)
    .option('-o, --output <file>', 'write the blocks to a file', 'blocks.parquet')
    .addOption(createOptionFrom('--block-size <n>', BLOCK_OPTIONS.blockSize))
    .addOption(createOptionFrom('--neighbors <n>', JOIN_OPTIONS.neighbors))
    .addOption(createOptionFrom('--min-similarity <x>', JOIN_OPTIONS.minSimilarity))
    .addOption(createOptionFrom('--author-weight <x>', WEIGH_OPTIONS.authorWeight))
    .addOption(createOptionFrom('--threads <n>', THREAD_OPTIONS.threads))
    .addOption(createColumns())
    .option('--json', 'print { papers, blocks, problems }', false)
    .option('--force', 'replace an output file that exists')
    .option('-q, --quiet', 'print neither progress nor a summary')
    .action(async (inputs: string[], options: WeighCommandOptions) => {
      const { weigh } = await import('../commands/cluster/weigh.ts');
      await weigh(inputs, options);
    });
  // The join on Spark starts it for each pair of blocks.
  program
    .command('join-blocks', { hidden: true })
    .description('Join the blocks on stdin and write their neighbors to stdout; the join on Spark starts it')
    .action(async () => {
      const { joinBlocks } = await import('../commands/cluster/join-blocks.ts');
      await joinBlocks();
    });
}
