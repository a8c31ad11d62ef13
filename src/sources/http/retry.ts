import { createRandom } from '../../util/random.ts';

/** Number of times that a request is sent before the fetch is given up. */
export const MAX_ATTEMPTS = 6;

/** Longest wait that a service may ask for. */
export const MAX_WAIT_MS = 10 * 60_000;

const BASE_WAIT_MS = 1000;
const MAX_BACKOFF_MS = 60_000;

/** Returns whether a request with this status may succeed later. */
export const isTemporary = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

/**
 * Returns the milliseconds to wait before attempt `attempt` + 1: exponential, plus up to half of it, so that many programs that were
 * refused together do not return together. The part that is added depends on the address and the attempt alone.
 */
export function getBackoff(url: string, attempt: number): number {
  let seed = attempt;
  for (let i = 0; i < url.length; i++) seed = (Math.imul(seed, 31) + url.charCodeAt(i)) >>> 0;
  const wait = Math.min(MAX_BACKOFF_MS, BASE_WAIT_MS * 2 ** (attempt - 1));
  return Math.round(wait * (1 + createRandom(seed)() / 2));
}

/** Parses the header Retry-After: seconds, or a date. Returns milliseconds; undefined if there is none. Source: RFC 9110, section 10.2.3. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
