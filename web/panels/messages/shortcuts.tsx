import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../../components/controls.tsx';
import { showShortcuts } from '../../state/actions/page.ts';
import { strings } from '../../strings/strings.ts';

const close = () => showShortcuts(false);

/** A dialog with the keyboard shortcuts. */
export function Shortcuts() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog class="dialog shortcuts" ref={dialog} aria-labelledby="shortcuts-heading" onClose={close}>
      <div class="dialog-header">
        <h2 id="shortcuts-heading">{strings.shortcuts.heading}</h2>
        <IconButton icon="close" name={strings.paper.close} onClick={() => dialog.current?.close()} />
      </div>
      <dl>
        {strings.shortcuts.list.map(([keys, effect]) => (
          <div key={effect}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
