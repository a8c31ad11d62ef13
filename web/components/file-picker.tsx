import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { openFiles } from '../state/actions/start.ts';
import { Icon } from './icon.tsx';

/** A button that opens the file dialog of the browser. A small one shows only its icon. */
export function FilePicker(props: { class: string; label: string; small?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={props.class}
        onClick={() => input.current?.click()}
        {...(props.small && { 'aria-label': props.label, title: props.label })}
      >
        <Icon name="open" />
        {!props.small && props.label}
      </button>
      <FileInput inputRef={input} />
    </>
  );
}

/** The hidden element that opens the file dialog when it is clicked. */
export function FileInput({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  return (
    <input
      ref={inputRef}
      type="file"
      multiple
      hidden
      onChange={(event) => {
        openFiles([...(event.currentTarget.files ?? [])]);
        event.currentTarget.value = '';
      }}
    />
  );
}
