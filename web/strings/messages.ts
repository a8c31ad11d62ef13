/** Strings of messages on top of the page and of the list of shortcuts. */
export const messageStrings = {
  toast: { label: 'Latest action' },
  shortcuts: {
    heading: 'Keyboard shortcuts',
    list: [
      [['/'], 'Search'],
      [['?'], 'Show this list'],
      [['Esc'], 'Close the panel, then clear the search'],
      [['Ctrl+Z'], 'Undo the last change to the map'],
      [['Ctrl+Y'], 'Redo the last undone change'],
      [['←', '→', '↑', '↓'], 'On the map: go to the next paper in that direction'],
      [['Shift+←'], 'On the map: pan (with any arrow key)'],
      [['+', '−'], 'On the map: zoom in and out'],
      [['0'], 'On the map: show the whole map'],
      [['Enter'], 'On the map: open the highlighted paper'],
    ] satisfies [keys: string[], effect: string][],
  },
};
