import type { TaskStage } from './workers/worker-connection.ts';

/** The functions of stages that run in workers. They are loaded when a worker needs them. */
const STAGES: Record<TaskStage, () => Promise<object>> = {
  read: async () => {
    const { ReadTasks } = await import('./read/threads/read-tasks.ts');
    return new ReadTasks();
  },
  concepts: async () => {
    const { ConceptBlock } = await import('./concepts/blocks/concept-block.ts');
    return new ConceptBlock();
  },
  topics: async () => {
    const { TopicTasks } = await import('./topics/runs/topic-tasks.ts');
    return new TopicTasks();
  },
  layout: async () => {
    const { LayoutTasks } = await import('./layout/layout-tasks.ts');
    return new LayoutTasks();
  },
  quality: async () => {
    const { NeighborhoodTasks } = await import('./layout/neighborhood-tasks.ts');
    return new NeighborhoodTasks();
  },
  'map-file': async () => {
    const { BlockCompressor } = await import('./map-file/blocks/block-compressor.ts');
    return new BlockCompressor();
  },
};

/** Creates the tasks of a stage, for one worker. */
export const createTasks = (stage: TaskStage): Promise<object> => STAGES[stage]();
