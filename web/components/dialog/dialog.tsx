import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { strings } from '../../strings/strings.ts';
import { IconButton } from '../controls.tsx';

interface DialogProps {
  /** Class of the dialog, and beginning of the id of its heading. */
  class: string;
  heading: string;
  /** Called when the user closes the dialog; removes it from the page. */
  onClose(): void;
  children: ComponentChildren;
}

/** A modal dialog. Afterwards, the element that opened it has the focus again. */
export function Dialog({ class: name, heading, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const headingId = `${name}-heading`;
  return (
    <dialog class={`dialog ${name}`} ref={dialog} aria-labelledby={headingId} onClose={onClose}>
      <div class="dialog-header">
        <h2 id={headingId}>{heading}</h2>
        <IconButton icon="close" name={strings.paper.close} onClick={() => dialog.current?.close()} />
      </div>
      {children}
    </dialog>
  );
}
