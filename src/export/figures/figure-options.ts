import { boolean, defineOption, integer, type OptionTable, oneOf, text } from '../../model/option-table.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';
import { figureWidth } from './figure-size.ts';

/** Pixels per inch of images, unless chosen. */
export const DEFAULT_DPI = 300;

/** The option `dpi` of images. */
export const DPI_OPTION = defineOption(
  'pixels per inch of PNG, for widths with a unit',
  integer(50, 2400),
  DEFAULT_DPI,
);

/** Options of all figures. */
export interface FigureOptions extends Selection {
  /** Color theme. Default "light". */
  theme?: 'light' | 'dark';
  /**
   * Width of the figure, including the legend: pixels, 400 to 100000, or a length such as '180mm', '18cm', or '7in', 50 mm to 5 m. The height
   * is proportional. Texts of figures for print have at least 7 points from 135 mm. Default 1600.
   */
  width?: number | string;
  /** Title above the legend. Default none. */
  title?: string;
  /**
   * Maximum number of edges; the weakest ones are left out, because too many obscure the structure. Integer, at least
   * 0. Default 15,000.
   */
  maxEdges?: number;
  /** Whether a smooth outline with a light fill encloses the larger part of the papers of each topic. Default false. */
  contours?: boolean;
  /** Whether the density of the papers is drawn below them, as an image. Default false. */
  density?: boolean;
}

/** Defaults of {@link FigureOptions}. */
export const FIGURE_DEFAULTS: Required<Omit<FigureOptions, keyof Selection>> = {
  theme: 'light',
  width: 1600,
  title: '',
  maxEdges: 15_000,
  contours: false,
  density: false,
};

/** The options of {@link FigureOptions}. */
export const FIGURE_OPTIONS: OptionTable<FigureOptions> = {
  ...SELECTION_OPTIONS,
  theme: defineOption('color theme', oneOf('light', 'dark'), FIGURE_DEFAULTS.theme),
  width: defineOption('width, including the legend', figureWidth, FIGURE_DEFAULTS.width),
  title: defineOption('title above the legend', text, '<none>'),
  maxEdges: defineOption('maximum number of edges', integer(0), FIGURE_DEFAULTS.maxEdges),
  contours: defineOption('draw smooth outlines around most papers of each topic', boolean, FIGURE_DEFAULTS.contours),
  density: defineOption('draw the density of the papers below them', boolean, FIGURE_DEFAULTS.density),
};
