import { Dialog } from '../../components/dialog/dialog.tsx';
import { showShortcuts } from '../../state/actions/page.ts';
import { strings } from '../../strings/strings.ts';

const close = () => showShortcuts(false);

/** A dialog with the keyboard shortcuts. */
export function Shortcuts() {
  return (
    <Dialog class="shortcuts" heading={strings.shortcuts.heading} onClose={close}>
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
    </Dialog>
  );
}
