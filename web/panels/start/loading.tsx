import { stop } from '../../state/actions/session.ts';
import type { Phase } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** How far the map is, and a way to stop it. */
export function Loading({ phase }: { phase: Phase & { kind: 'loading' } }) {
  const { stage, share, remaining } = phase;
  return (
    <section class="loading" aria-label={texts.loading.heading}>
      <p class="loading-stage" role="status">
        {stage}
      </p>
      <progress aria-label={stage} {...(share !== undefined && { value: share })} max={1} />
      <p class="loading-foot">
        <span>{remaining !== undefined && remaining > 1 ? texts.loading.remaining(remaining) : ''}</span>
        <button type="button" class="secondary" onClick={stop}>
          {texts.loading.stop}
        </button>
      </p>
    </section>
  );
}
