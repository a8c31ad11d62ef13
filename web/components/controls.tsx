import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { strings } from '../strings/strings.ts';
import { Icon, type IconName } from './icon.tsx';

/** A button with an icon. Its name is the tooltip and the accessible name. */
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

/** A labeled drop-down list. `hidesLabel` leaves the label to screen readers. */
export function Select<T extends string>(props: {
  label: string;
  hidesLabel?: boolean;
  value: T;
  /** The name of each value. */
  options: Partial<Record<T, string>>;
  onChange(value: T): void;
}) {
  // The object has exactly the keys of its type, so the cast is safe.
  const options = Object.entries(props.options) as [T, string][];
  return (
    <label class="select">
      <span class={props.hidesLabel ? 'visually-hidden' : ''}>{props.label}</span>
      <select
        value={props.value}
        onChange={(event) => {
          props.onChange(event.currentTarget.value as T);
          // A change that fails, or takes a while, does not show as if it had happened.
          event.currentTarget.value = props.value;
        }}
      >
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

/** A slider from 0 to `max` with its formatted value. */
export function Slider(props: {
  name: string;
  value: number;
  max: number;
  step: number;
  format(value: number): string;
  onInput(value: number): void;
}) {
  return (
    <div class="slider">
      <input
        type="range"
        aria-label={props.name}
        aria-valuetext={props.format(props.value)}
        min={0}
        max={props.max}
        step={props.step}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
      />
      <output>{props.format(props.value)}</output>
    </div>
  );
}

/** An icon button that opens a menu. Escape or a click outside closes it. */
export function Menu(props: { icon: IconName; name: string; children: (close: () => void) => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  const container = useRef<HTMLDivElement>(null);
  // A layout effect, so that the listeners are in place before the menu is visible.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !container.current?.contains(event.target)) setOpen(false);
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setOpen(false);
      container.current?.querySelector('button')?.focus();
    };
    const element = container.current;
    addEventListener('pointerdown', closeOutside);
    element?.addEventListener('keydown', closeOnEscape);
    return () => {
      removeEventListener('pointerdown', closeOutside);
      element?.removeEventListener('keydown', closeOnEscape);
    };
  }, [isOpen]);
  return (
    <div class="menu" ref={container}>
      <button
        type="button"
        class="icon-button"
        aria-label={props.name}
        title={props.name}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={props.icon} />
      </button>
      {isOpen && <div class="menu-sheet">{props.children(() => setOpen(false))}</div>}
    </div>
  );
}

/** A section of a panel with a heading and, next to it, an optional control. */
export function Section(props: { heading: string; aside?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="section">
      <div class="section-header">
        <h3>{props.heading}</h3>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

/** Shortens a list until all items are asked for. Returns the listed items, and the button that asks for the others if there are any. */
export function useShortened<T>(items: readonly T[], limit: number) {
  const [showsAll, setShowsAll] = useState(false);
  const isShortened = items.length > limit && !showsAll;
  return {
    listed: isShortened ? items.slice(0, limit) : items,
    showAllButton: isShortened && (
      <button type="button" class="text-button" onClick={() => setShowsAll(true)}>
        {strings.list.showAll(items.length)}
      </button>
    ),
  };
}
