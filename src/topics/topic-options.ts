import { defineOption, either, integer, type OptionTable, oneOf, positive } from '../model/option-table.ts';
import { THREAD_OPTIONS, type ThreadOptions } from '../model/options.ts';

/** Options of `findTopics`. */
export interface TopicOptions {
  /**
   * Resolution of the community detection, above 0, at most 1000; higher values give more and smaller topics. Default 'auto': the most
   * stable resolution that gives a readable number of topics.
   */
  resolution?: number | 'auto';
  /**
   * Minimum number of papers per topic, at least 1; smaller communities are merged into the topic with which they share the
   * most edge weight. Default 'auto': a quarter of the square root of the number of papers, at least 3.
   */
  minTopicSize?: number | 'auto';
  /** Seed of the random number generator. Integer, at least 0. Default 1. */
  seed?: number;
}

/** Default values of {@link TopicOptions}. */
export const TOPIC_DEFAULTS: Required<TopicOptions> = { resolution: 'auto', minTopicSize: 'auto', seed: 1 };

/** The options of {@link TopicOptions}. */
export const TOPIC_OPTIONS: OptionTable<TopicOptions> = {
  resolution: defineOption(
    'higher gives more and smaller topics',
    either(positive(1000), oneOf('auto')),
    TOPIC_DEFAULTS.resolution,
  ),
  minTopicSize: defineOption(
    'merge communities of fewer papers into other topics',
    either(integer(1), oneOf('auto')),
    TOPIC_DEFAULTS.minTopicSize,
  ),
  seed: defineOption('seed of the random number generator', integer(0), TOPIC_DEFAULTS.seed),
};

/** All options of `findTopics`. */
export const TOPIC_STAGE_OPTIONS: OptionTable<TopicOptions & ThreadOptions> = { ...TOPIC_OPTIONS, ...THREAD_OPTIONS };
