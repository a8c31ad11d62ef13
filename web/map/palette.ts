import { NO_TOPIC } from '../../src/graph/colors.ts';

/** What the picture is painted with. */
export interface Paints {
  background: string;
  ink: string;
  muted: string;
  /** Papers without topic, year, venue. */
  none: string;
  /** Papers that a filter leaves out. */
  ghost: string;
  link: string;
  accent: string;
}

export const paints = (dark: boolean): Paints =>
  dark
    ? {
        background: '#12161d',
        ink: '#eceae4',
        muted: '#98a1b0',
        none: NO_TOPIC,
        ghost: '#232a35',
        link: '#8d99ad',
        accent: '#f4ab5f',
      }
    : {
        background: '#faf9f5',
        ink: '#1e2530',
        muted: '#5c6470',
        none: NO_TOPIC,
        ghost: '#e8e5dc',
        link: '#6d7480',
        accent: '#c2570c',
      };

/** Colours from low to high, of rising contrast to the background; as many as asked for. */
export function ramp(steps: number, dark: boolean): string[] {
  const stops = dark ? ['#39507c', '#4f8a9e', '#a3c48b', '#ffe681'] : ['#d8c65a', '#6fb08a', '#2f7a94', '#23306e'];
  return Array.from({ length: steps }, (_, at) => {
    const place = steps > 1 ? (at / (steps - 1)) * (stops.length - 1) : 0;
    const from = Math.min(Math.floor(place), stops.length - 2);
    return mix(stops[from]!, stops[from + 1]!, place - from);
  });
}

/** A colour between two, `share` of the way from the first to the second; #rrggbb each. */
export function mix(first: string, second: string, share: number): string {
  const channel = (at: number) => {
    const a = Number.parseInt(first.slice(at, at + 2), 16);
    const b = Number.parseInt(second.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
