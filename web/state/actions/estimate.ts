import { texts } from '../../strings/strings.ts';
import type { Progress } from '../../worker/protocol.ts';
import { state } from '../store.ts';

/** Seconds after which the pace of a stage tells something. */
const TELLING = 1;

/** Shows progress with the time to go, judged by the pace of the stage. */
export function estimated(): (progress: Progress) => void {
  let stage: string | undefined;
  let since = 0;
  show(texts.loading.opening);
  return (progress) => {
    if (progress.stage !== stage) {
      stage = progress.stage;
      since = performance.now();
    }
    const share = progress.total > 0 ? progress.done / progress.total : undefined;
    const passed = (performance.now() - since) / 1000;
    show(
      texts.loading.stages[progress.stage],
      share,
      share && passed > TELLING ? (passed * (1 - share)) / share : undefined,
    );
  };
}

function show(stage: string, share?: number, remaining?: number): void {
  state.phase.value = { kind: 'loading', stage, share, remaining };
}
