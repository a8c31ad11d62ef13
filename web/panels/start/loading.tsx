import { stopLoading } from '../../state/actions/session.ts';
import { type Phase, state } from '../../state/store.ts';
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
      <IdentifiedFiles />
      <p class="loading-footer">
        <span>{remaining !== undefined && remaining > 1 ? strings.loading.remaining(remaining) : ''}</span>
        <button type="button" class="secondary" onClick={stopLoading}>
          {strings.loading.stop}
        </button>
      </p>
    </section>
  );
}

/** Number of files that are listed. */
const MAX_FILES = 6;

/** The files that are being opened, with their formats. */
function IdentifiedFiles() {
  const files = state.identifiedFiles.value;
  if (files.length === 0) return null;
  return (
    <ul class="loading-files">
      {files.slice(0, MAX_FILES).map(({ name, format, problem }) => (
        <li key={name} class={problem ? 'refused' : ''}>
          <span>{name}</span>
          <span>{problem ? strings.reading.refused : format}</span>
        </li>
      ))}
      {files.length > MAX_FILES && <li>{strings.reading.moreFiles(files.length - MAX_FILES)}</li>}
    </ul>
  );
}
