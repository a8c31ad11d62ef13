import { stopLoading } from '../../state/actions/session.ts';
import type { Phase } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** The progress of loading, with a button to stop it. */
export function Loading({ phase }: { phase: Phase & { kind: 'loading' } }) {
  const { stage, fraction, remaining } = phase;
  return (
    <section class="loading" aria-label={strings.loading.heading}>
      <p class="loading-stage" role="status">
        {stage}
      </p>
      <progress aria-label={stage} {...(fraction !== undefined && { value: fraction })} max={1} />
      <p class="loading-footer">
        <span>{remaining !== undefined && remaining > 1 ? strings.loading.remaining(remaining) : ''}</span>
        <button type="button" class="secondary" onClick={stopLoading}>
          {strings.loading.stop}
        </button>
      </p>
    </section>
  );
}
