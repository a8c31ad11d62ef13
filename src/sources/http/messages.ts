import type { Service } from '../service.ts';

/** Longest message of a service that is shown. */
const MAX_MESSAGE = 200;

/** Said of a service that accepts no connection. */
export const UNREACHABLE = 'cannot be reached';

/** Returns whether an error of `fetch` comes from the connection or from the signal that limits its time. */
export const isNetworkError = (error: unknown): boolean =>
  (error instanceof TypeError && error.cause !== undefined) ||
  (error instanceof DOMException && ['TimeoutError', 'AbortError'].includes(error.name));

/** Says why a request got no answer, on one line. */
export function describeFailure(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || name === 'AbortError') return 'did not answer in time';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'cannot be found: there may be no internet connection';
  if (code === 'ECONNREFUSED') return UNREACHABLE;
  return `broke off the connection${code === undefined ? '' : ` (${code})`}`;
}

/** Says that a service refused a request, and what to do. */
export function describeRefusal({ title, name, access }: Service, status: number, text: string): string {
  if (name === 'zotero' && status === 403)
    return `${title} refused the request: allow other applications to communicate with it in its settings under Advanced`;
  const said = extractMessage(text);
  const advice =
    (status === 401 || status === 403) && access.keyVariable !== undefined
      ? `check the key in ${access.keyVariable}`
      : 'check the query and the identifiers';
  return `${title} refused the request (${status}${said === '' ? '' : `: ${said}`}): ${advice}`;
}

/** Returns what the answer says about an error, on one line. */
function extractMessage(text: string): string {
  // A message says more than the name of an error, which may come before it.
  const message = [/"(?:message|detail)"\s*:\s*"((?:[^"\\]|\\.)*)"/, /"(?:error|title)"\s*:\s*"((?:[^"\\]|\\.)*)"/]
    .map((pattern) => pattern.exec(text)?.[1])
    .find(Boolean);
  const plain = message?.replace(/\\(?:[nrt]|(.))/g, (_, character: string | undefined) => character ?? ' ');
  return (plain ?? text.replace(/<[^<>]*>/g, ' ')).replace(/\s+/g, ' ').trim().slice(0, MAX_MESSAGE);
}
