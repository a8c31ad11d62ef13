import { strings } from '../../strings/strings.ts';
import type { Progress } from '../../worker/protocol.ts';
import { state } from '../store.ts';

/** Seconds of a stage after which its remaining time is estimated. */
const MIN_ELAPSED = 1;

/**
 * Returns a callback that shows the progress of a build, with the remaining time of the current stage.
 *
 * @param firstStage what is shown until the first progress.
 */
export function progressReporter(firstStage: string): (progress: Progress) => void {
  let stage: string | undefined;
  let startTime = 0;
  show(firstStage);
  return (progress) => {
    if (progress.stage !== stage) {
      stage = progress.stage;
      startTime = performance.now();
    }
    const fraction = progress.total > 0 ? progress.done / progress.total : undefined;
    const elapsed = (performance.now() - startTime) / 1000;
    const remaining = fraction && elapsed > MIN_ELAPSED ? (elapsed * (1 - fraction)) / fraction : undefined;
    show(strings.loading.stages[progress.stage], fraction, remaining);
  };
}

function show(stage: string, fraction?: number, remaining?: number): void {
  state.phase.value = { kind: 'loading', stage, fraction, remaining };
}
