/** Seconds of a stage for several numbers of papers. */
export interface PlottedStage {
  name: string;
  points: (readonly [papers: number, seconds: number])[];
  /** Exponent of the best-fitting power of the number of papers. */
  exponent: number;
}

/** A part of the plot, with its own axes. */
export interface Panel {
  title: string;
  stages: PlottedStage[];
}

const PANEL = { left: 56, top: 40, width: 300, height: 300, right: 130, bottom: 44 };
const FONT_SIZE = 12;
/** Distance of the labels of two lines, at least. */
const LABEL_DISTANCE = 15;

/** Colors that are told apart without seeing all hues (Okabe and Ito 2008), without yellow. */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000', '#7f7f7f', '#8c510a'];

/** Returns an SVG image of times by number of papers, both on logarithmic axes that all panels share. */
export function drawScalingPlot(panels: readonly Panel[]): string {
  const points = panels.flatMap(({ stages }) => stages.flatMap((stage) => stage.points));
  const scales = {
    x: createScale(
      points.map(([papers]) => papers),
      PANEL.width,
    ),
    y: createScale(
      points.map(([, seconds]) => seconds),
      PANEL.height,
    ),
  };
  const panelWidth = PANEL.left + PANEL.width + PANEL.right;
  const width = panels.length * panelWidth;
  const height = PANEL.top + PANEL.height + PANEL.bottom;
  const names = [...new Set(panels.flatMap(({ stages }) => stages.map(({ name }) => name)))];
  const colorOf = (name: string) => COLORS[names.indexOf(name) % COLORS.length]!;
  const parts = panels.map((panel, index) => drawPanel(panel, index * panelWidth + PANEL.left, scales, colorOf));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="${FONT_SIZE}">`,
    '<title>Seconds of each stage by number of papers</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

interface Scale {
  /** Powers of ten within the axis. */
  ticks: number[];
  /** Returns the distance of a value from the start of the axis, in pixels. */
  place(value: number): number;
}

function createScale(values: readonly number[], length: number): Scale {
  const [min, max] = [Math.log10(Math.min(...values)), Math.log10(Math.max(...values))];
  const first = Math.ceil(min - 1e-9);
  const ticks = Array.from({ length: Math.max(0, Math.floor(max) - first + 1) }, (_, i) => 10 ** (first + i));
  return { ticks, place: (value) => ((Math.log10(value) - min) / (max - min || 1)) * length };
}

function drawPanel(
  { title, stages }: Panel,
  left: number,
  { x, y }: { x: Scale; y: Scale },
  colorOf: (stage: string) => string,
): string {
  const { top, width, height } = PANEL;
  const toX = (papers: number) => round(left + x.place(papers));
  const toY = (seconds: number) => round(top + height - y.place(seconds));
  const grid = [
    ...x.ticks.flatMap((tick) => [
      `<path d="M${toX(tick)} ${top}v${height}" stroke="#ddd"/>`,
      `<text x="${toX(tick)}" y="${top + height + 18}" text-anchor="middle">${tick.toLocaleString('en')}</text>`,
    ]),
    ...y.ticks.flatMap((tick) => [
      `<path d="M${left} ${toY(tick)}h${width}" stroke="#ddd"/>`,
      `<text x="${left - 6}" y="${toY(tick) + 4}" text-anchor="end">${tick} s</text>`,
    ]),
  ];
  const lines = stages.map(({ name, points }) => {
    const path = points.map(([papers, seconds]) => `${toX(papers)} ${toY(seconds)}`).join('L');
    return `<path d="M${path}" fill="none" stroke="${colorOf(name)}" stroke-width="2"/>`;
  });
  const ends = stages.map(({ points }) => toY(points.at(-1)![1]));
  const places = spreadLabels(ends);
  const labels = stages.map(
    ({ name, exponent }, k) =>
      `<text x="${left + width + 8}" y="${places[k]! + 4}" fill="${colorOf(name)}">${name} (${exponent.toFixed(2)})</text>`,
  );
  return [
    `<text x="${left}" y="${top - 14}" font-weight="bold">${title}</text>`,
    ...grid,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="#888"/>`,
    ...lines,
    ...labels,
    `<text x="${left + width / 2}" y="${top + height + 36}" text-anchor="middle">papers</text>`,
  ].join('\n');
}

/** Moves labels apart, from the top down. Returns their places in the order of the arguments. */
function spreadLabels(wanted: readonly number[]): number[] {
  const places = [...wanted];
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  for (const [position, index] of order.entries()) {
    const above = order[position - 1];
    if (above !== undefined) places[index] = Math.max(places[index]!, places[above]! + LABEL_DISTANCE);
  }
  return places;
}

const round = (value: number) => Math.round(value * 10) / 10;
