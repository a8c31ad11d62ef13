import { showShortcuts } from './page.ts';

/** Keyboard shortcuts that work everywhere on the page. */

/** Returns whether keys typed into an element are text. */
export const isTextField = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && ['text', 'search', 'number'].includes(target.type));

/** Handles "/" (focuses the search box) and "?" (lists the shortcuts). Text fields receive the characters instead. */
export function handleShortcutKeys(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTextField(event.target)) return;
  if (event.key === '/') {
    const searchBox = document.querySelector<HTMLInputElement>('.search input');
    if (!searchBox) return;
    event.preventDefault();
    searchBox.focus();
    searchBox.select();
  } else if (event.key === '?') {
    event.preventDefault();
    showShortcuts(true);
  }
}
