import { useRef } from 'preact/hooks';
import { openFiles } from '../state/actions/open.ts';
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
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          openFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
