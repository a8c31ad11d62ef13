import type { Theme } from './store.ts';

const KEY = 'papergraph-theme';

/** Returns the theme chosen on an earlier visit. Browsers may deny access to the storage. */
export function loadTheme(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  } catch {
    return 'auto';
  }
}

/** Saves the theme for the next visit, if the browser allows it. */
export function saveTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The theme is then lost on reload.
  }
}
