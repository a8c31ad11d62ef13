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
  let startFraction = 0;
  show(firstStage);
  return (progress) => {
    const fraction = progress.total > 0 ? progress.done / progress.total : undefined;
    if (progress.stage !== stage) {
      stage = progress.stage;
      startTime = performance.now();
      // A stage that runs beside others is shown after these, when it has done a part.
      startFraction = fraction ?? 0;
    }
    const elapsed = (performance.now() - startTime) / 1000;
    const gained = (fraction ?? 0) - startFraction;
    const remaining = fraction && gained > 0 && elapsed > MIN_ELAPSED ? (elapsed * (1 - fraction)) / gained : undefined;
    show(strings.loading.stages[progress.stage], fraction, remaining);
  };
}

function show(stage: string, fraction?: number, remaining?: number): void {
  state.phase.value = { kind: 'loading', stage, fraction, remaining };
}
