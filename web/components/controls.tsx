import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';

/** Whether panes are sheets over the map, which a second tap closes: the same width as in the style sheet. */
export const narrow = () => matchMedia('(max-width: 760px)').matches;

/** A button with a sign only; its name is read aloud and shown as a tip. */
export function IconButton(props: {
  icon: IconName;
  name: string;
  onClick(): void;
  pressed?: boolean;
  disabled?: boolean;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.name}
      title={props.name}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
      {...(props.pressed !== undefined && { 'aria-pressed': props.pressed })}
    >
      <Icon name={props.icon} />
    </button>
  );
}

/** A choice of one among few, with its label before it. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: Record<T, string>;
  onChange(value: T): void;
}) {
  // The table has the names of its type and no others, so that nothing else can be chosen.
  const options = Object.entries(props.options) as [T, string][];
  return (
    <label class="choice">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value as T)}>
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="down" size={12} />
    </label>
  );
}

/** A button that opens a small sheet beneath it; Escape and a click elsewhere close it. */
export function Menu(props: { icon: IconName; name: string; children: (close: () => void) => ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  // Before the sheet is seen: whoever is quick can close it at once.
  useLayoutEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false);
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      place.current?.querySelector('button')?.focus();
    };
    const element = place.current;
    addEventListener('pointerdown', elsewhere);
    element?.addEventListener('keydown', leave);
    return () => {
      removeEventListener('pointerdown', elsewhere);
      element?.removeEventListener('keydown', leave);
    };
  }, [open]);
  return (
    <div class="menu" ref={place}>
      <button
        type="button"
        class="icon-button"
        aria-label={props.name}
        title={props.name}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={props.icon} />
      </button>
      {open && <div class="menu-sheet">{props.children(() => setOpen(false))}</div>}
    </div>
  );
}

/** A part of a panel with its heading. */
export function Section(props: { heading: string; aside?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="section">
      <div class="section-head">
        <h3>{props.heading}</h3>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
