import { dismiss } from '../actions/page.ts';
import { Icon } from '../parts/icon.tsx';
import { state } from '../state.ts';
import { texts } from '../texts.ts';

/** What went wrong and what to do; stays until it is dismissed. */
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
        {notice.offer && (
          <button type="button" class="primary" onClick={notice.offer.act}>
            {notice.offer.name}
          </button>
        )}
        <button type="button" class="secondary" onClick={dismiss}>
          {texts.errors.dismiss}
        </button>
      </div>
    </div>
  );
}
