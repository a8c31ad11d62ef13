/** Moves the focus of keyboard users on when the element that has it is removed. */

let usesKeyboard = false;
addEventListener('keydown', () => (usesKeyboard = true), true);
addEventListener('pointerdown', () => (usesKeyboard = false), true);

/** Returns whether the user last used the keyboard, not the pointer. */
export const isUsingKeyboard = () => usesKeyboard;

/** Returns whether the element that had the focus was removed. */
export const isFocusLost = () => document.activeElement === document.body || document.activeElement === null;

/** Where the focused control was: in an entry of a list, which was in a section. */
interface Place {
  control: HTMLElement;
  list: Element;
  /** Index of the entry in the list. */
  index: number;
  section: Element | null;
}

/**
 * Keeps the focus in lists: when an entry is removed, the same control of the next entry has the focus, or else that of the previous
 * entry, or the heading above the list.
 */
export function keepFocusInLists(page: HTMLElement): void {
  let place: Place | undefined;
  const remember = () => {
    place = findPlace(document.activeElement);
  };
  const restore = () => {
    if (!place || place.control.isConnected || !usesKeyboard || !isFocusLost()) return;
    const { section } = place;
    const target = findNext(place) ?? (section?.isConnected ? section.querySelector<HTMLElement>('h2, h3') : null);
    place = undefined;
    if (!target) return;
    // Headings can have the focus only with this attribute.
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus();
  };
  new MutationObserver(restore).observe(page, { childList: true, subtree: true });
  page.addEventListener('focusin', remember);
}

function findPlace(control: Element | null): Place | undefined {
  const entry = control?.closest('li');
  const list = entry?.parentElement;
  if (!entry || !list || !(control instanceof HTMLElement)) return undefined;
  return { control, list, index: [...list.children].indexOf(entry), section: list.closest('section') };
}

/** Returns the same control of the entry that is now in the place of the removed one, or of the last entry. */
function findNext({ control, list, index }: Place): HTMLElement | undefined {
  const entry = list.isConnected ? (list.children[index] ?? list.lastElementChild) : null;
  if (!(entry instanceof HTMLElement)) return undefined;
  // In a tree, entries have the focus themselves.
  if (entry.tagName === control.tagName) return entry;
  const controls = [...entry.querySelectorAll<HTMLElement>(control.tagName)];
  return controls.find(({ className }) => className === control.className) ?? controls[0];
}
