import { Icon } from '../../components/icon.tsx';
import { dismiss } from '../../state/actions/page.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** An error message. It stays until it is dismissed. */
export function Notice() {
  const notice = state.notice.value;
  if (!notice) return null;
  return (
    <div class="notice" role="alert">
      <Icon name="warning" size={18} />
      <div>
        <p class="notice-heading">{notice.heading}</p>
        <p>{notice.text}</p>
      </div>
      <div class="notice-actions">
        {notice.action && (
          <button type="button" class="primary" onClick={notice.action.run}>
            {notice.action.label}
          </button>
        )}
        {notice.alternative && (
          <button type="button" class="secondary" onClick={notice.alternative.run}>
            {notice.alternative.label}
          </button>
        )}
        <button type="button" class="secondary" onClick={dismiss}>
          {notice.dismissLabel ?? strings.errors.dismiss}
        </button>
      </div>
    </div>
  );
}
