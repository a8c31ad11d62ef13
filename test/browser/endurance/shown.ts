import type { Page } from 'playwright-core';

/**
 * What each part of the page shows, as text. What a link does not contain is left out: theme, messages, menus, undo, what is marked in the table, and whether
 * long lists are shown in full.
 */
export type Shown = Readonly<Record<string, string>>;

/** The parts of the page by name. */
const PARTS = {
  papers: '.visible-count',
  map: '.map-status',
  highlight: '.highlight-badge',
  details: '.details article',
  results: '.search-results',
  tab: '[role=tab][aria-selected=true]',
  legend: '.legend',
  answer: '.pane .related',
  edits: '.edit-list',
  filters: '.pane .check-row',
  readingList: '.reading-list',
  columns: '.table-panel thead',
  rows: '.table-panel tbody .paper-link, .table-panel tbody td:nth-child(2) button',
  scale: '.color-scale, .color-legend',
};

/** The values of the controls by name. */
const CONTROLS = {
  lists: '.toolbar select',
  sliders: '.toolbar input[type=range], .pane input[type=range]',
  search: '.search input',
  years: '[aria-label="From year"], [aria-label="To year"]',
  boxes: '.pane input[type=checkbox]',
};

/** Describes what the page shows. */
export const describeShown = (page: Page): Promise<Shown> =>
  page.evaluate(
    ([parts, controls]) => {
      const shown: Record<string, string> = {};
      /** Returns the text without the items that a shortened list may lack, and without the button that shows them. */
      const textOf = (element: HTMLElement) => {
        const copy = element.cloneNode(true) as HTMLElement;
        for (const item of copy.querySelectorAll('li:nth-child(n + 21)')) item.remove();
        // The papers of a topic: the central ones, or all of them.
        for (const section of copy.querySelectorAll('.section'))
          if (/^(?:Central p|P)apers$/.test(section.querySelector('h3')?.textContent ?? '')) section.remove();
        for (const button of copy.querySelectorAll('button'))
          if (/^Show all \d/.test(button.textContent)) button.remove();
        return copy.textContent;
      };
      for (const [name, selector] of Object.entries(parts))
        shown[name] = [...document.querySelectorAll<HTMLElement>(selector)].map(textOf).join('|').slice(0, 20_000);
      for (const [name, selector] of Object.entries(controls))
        shown[name] = [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(selector)]
          .map((control) => (control.type === 'checkbox' && 'checked' in control ? control.checked : control.value))
          .join('|');
      return shown;
    },
    [PARTS, CONTROLS] as const,
  );
