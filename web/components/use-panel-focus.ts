import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isFocusLost, isUsingKeyboard } from './keep-focus.ts';

/**
 * Moves the focus into a panel that was opened with the keyboard, and back to where it was when the panel is closed.
 *
 * @param content identifies what the panel shows; null while it is closed.
 */
export function usePanelFocus(panel: RefObject<HTMLElement | null>, content: unknown): void {
  const opener = useRef<HTMLElement | null>(null);
  const wasOpen = useRef(false);
  // A layout effect, so that the focus does not jump after the next key press.
  useLayoutEffect(() => {
    const isOpen = content !== null;
    const active = document.activeElement;
    const isClosing = wasOpen.current && !isOpen;
    if (isOpen && !wasOpen.current) opener.current = active instanceof HTMLElement ? active : null;
    wasOpen.current = isOpen;
    if (!isUsingKeyboard()) return;
    if (isOpen) panel.current?.focus({ preventScroll: true });
    // The focus is on the body if the element that had it was in the panel.
    else if (isClosing && isFocusLost()) focusOpener(opener.current);
  }, [content]);
}

/** Focuses the element that opened the panel, or else the map. */
function focusOpener(opener: HTMLElement | null): void {
  const target = opener?.isConnected && opener !== document.body ? opener : document.querySelector<HTMLElement>('.map');
  target?.focus({ preventScroll: true });
}
