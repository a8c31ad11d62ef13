import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../../components/controls.tsx';
import { dismissToast } from '../../state/actions/page.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** Milliseconds after which the message disappears, unless the pointer or the focus is on it. */
const DURATION = 8000;

/** A message about what was just done, usually with a button that reverses it. Screen readers announce its text separately. */
export function ToastMessage() {
  const toast = state.toast.value;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stopTimer = () => clearTimeout(timer.current);
  const startTimer = () => {
    stopTimer();
    if (!toast?.stays) timer.current = setTimeout(dismissToast, DURATION);
  };
  useEffect(() => {
    if (toast) startTimer();
    return stopTimer;
  }, [toast]);
  if (!toast) return null;
  const { text, action } = toast;
  const run = () => {
    dismissToast();
    action?.run();
  };
  return (
    <section
      class="toast"
      aria-label={strings.toast.label}
      onMouseEnter={stopTimer}
      onMouseLeave={startTimer}
      onFocusCapture={stopTimer}
      onBlurCapture={startTimer}
    >
      <p>{text}</p>
      {action && (
        <button type="button" class="text-button" onClick={run}>
          {action.label}
        </button>
      )}
      <IconButton icon="close" name={strings.errors.dismiss} onClick={dismissToast} />
    </section>
  );
}
