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
      <FileInput inputRef={input} multiple onFiles={openFiles} />
    </>
  );
}

interface FileInputProps {
  inputRef: RefObject<HTMLInputElement | null>;
  /** Endings of the files that the dialog offers, separated by commas. Default: all files. */
  accept?: string;
  /** Whether several files can be selected. Default false. */
  multiple?: boolean;
  onFiles(files: File[]): void;
}

/** The hidden element that opens the file dialog when it is clicked. */
export function FileInput({ inputRef, accept, multiple = false, onFiles }: FileInputProps) {
  return (
    <input
      ref={inputRef}
      type="file"
      accept={accept}
      multiple={multiple}
      hidden
      onChange={(event) => {
        onFiles([...(event.currentTarget.files ?? [])]);
        event.currentTarget.value = '';
      }}
    />
  );
}
