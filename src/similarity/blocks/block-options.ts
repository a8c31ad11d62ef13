import { defineOption, integer, type OptionTable } from '../../model/option-table.ts';

/** How a collection is divided. */
export interface BlockOptions {
  /** Maximum number of papers in a block. Integer, 1 to 500,000. Default 20,000: joining two blocks takes about 100 MB and some seconds. */
  blockSize?: number;
}

/** Defaults of {@link BlockOptions}. */
export const BLOCK_DEFAULTS = { blockSize: 20_000 };

/** The options of {@link BlockOptions}. */
export const BLOCK_OPTIONS: OptionTable<BlockOptions> = {
  blockSize: defineOption('maximum number of papers in a block', integer(1, 500_000), BLOCK_DEFAULTS.blockSize),
};
