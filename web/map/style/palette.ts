import { NO_TOPIC_COLOR } from '../../../src/graph/colors.ts';

export { mixColors, sequentialColors } from '../../../src/graph/color-scale.ts';

/** The colors of the map in one theme, as #rrggbb. */
export interface ThemeColors {
  background: string;
  text: string;
  /** Secondary text. */
  muted: string;
  /** Papers without a topic, year or venue. */
  missing: string;
  /** Papers that a filter excludes. */
  filteredOut: string;
  edge: string;
  accent: string;
}

const LIGHT: ThemeColors = {
  background: '#faf9f5',
  text: '#1e2530',
  muted: '#5c6470',
  missing: NO_TOPIC_COLOR,
  filteredOut: '#e8e5dc',
  edge: '#6d7480',
  accent: '#c2570c',
};

const DARK: ThemeColors = {
  background: '#12161d',
  text: '#eceae4',
  muted: '#98a1b0',
  missing: NO_TOPIC_COLOR,
  filteredOut: '#232a35',
  edge: '#8d99ad',
  accent: '#f4ab5f',
};

/** Returns the colors of the light or dark theme. */
export const getThemeColors = (isDark: boolean): ThemeColors => (isDark ? DARK : LIGHT);
