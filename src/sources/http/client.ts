import { InputError } from '../../model/errors.ts';
import {
  type Answer,
  MalformedAnswer,
  NotFoundError,
  type Send,
  type Service,
  type ServiceRequest,
} from '../service.ts';
import { describeFailure, describeRefusal, isNetworkError, UNREACHABLE } from './messages.ts';
import { getBackoff, isTemporary, MAX_ATTEMPTS, MAX_WAIT_MS, parseRetryAfter } from './retry.ts';

/** Stores answers, so that the same request is not sent twice. */
export interface AnswerCache {
  get(key: string): Promise<Answer | undefined>;
  set(key: string, answer: Answer): Promise<void>;
}

/** What a client needs from its environment. */
export interface ClientEnvironment {
  fetch: typeof fetch;
  /** Waits for some milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** Returns the current time, in milliseconds since 1970. */
  now(): number;
  /** Returns a signal that gives up a request that takes too long. */
  createTimeout(): AbortSignal;
  /** Returns the key of a service by the name of its environment variable. */
  getKey(variable: string): string | undefined;
  /** Name and version of the program. */
  userAgent: string;
  /** Address at which the services can reach the user. */
  contact?: string;
  cache?: AnswerCache;
  /** Called before a wait of more than a few seconds. */
  onWait?(reason: string, milliseconds: number): void;
}

const MAX_REDIRECTS = 5;

/** Waits shorter than this are not announced. */
const ANNOUNCED_WAIT_MS = 3000;

/** Creates the function that sends requests to a service: at most at its rate, repeated where that may help, and cached. */
export function createClient(service: Service, environment: ClientEnvironment, baseUrl = service.baseUrl): Send {
  const { access } = service;
  const key = access.keyVariable === undefined ? undefined : environment.getKey(access.keyVariable);
  const redact = (text: string) => (key === undefined ? text : text.replaceAll(key, '***'));
  const interval = getInterval(service, key, environment.contact);
  let nextStart = 0;

  /** Waits until the next request may start. */
  const takeTurn = async () => {
    const now = environment.now();
    const start = Math.max(now, nextStart);
    nextStart = start + interval;
    if (start > now) await environment.sleep(start - now);
  };
  const wait = async (reason: string, milliseconds: number) => {
    if (milliseconds >= ANNOUNCED_WAIT_MS) environment.onWait?.(`${service.title} ${reason}`, milliseconds);
    await environment.sleep(milliseconds);
  };

  /** Sends a request once. A refusal that does not pass is thrown. */
  const tryRequest = async <T>(
    url: URL,
    request: ServiceRequest,
    check: (answer: Answer) => T,
  ): Promise<{ answer: Answer; value: T } | Failure> => {
    const received = await receive(service, environment, url, request, key).catch((error: unknown) => {
      if (!isNetworkError(error)) throw error;
      return { reason: describeFailure(error) };
    });
    if ('reason' in received) return received;
    const { response, text } = received;
    const { ok, status, headers } = response;
    if (ok) {
      const total = headers.get('Total-Results');
      const date = new Date(environment.now()).toISOString();
      const answer: Answer = { text, date, url: url.href, ...(total !== null && { total: Number(total) }) };
      const checked = tryCheck(answer, check);
      if (checked) return { answer, value: checked.value };
    } else if (!isTemporary(status)) {
      const message = redact(describeRefusal(service, status, text));
      throw isNotFound(status, text) ? new NotFoundError(message) : new InputError(message);
    }
    const retryAfter = parseRetryAfter(headers.get('Retry-After'), environment.now());
    return { reason: status === 200 ? 'sent a malformed answer' : `answered ${status}`, status, retryAfter };
  };

  return async (request, check) => {
    const url = createUrl(baseUrl, request);
    const cacheKey = request.body === undefined ? url.href : `${url.href}\n${JSON.stringify(request.body)}`;
    const cached = service.isCached ? await environment.cache?.get(cacheKey) : undefined;
    const reused = cached && tryCheck(cached, check);
    if (reused) return { answer: cached, value: reused.value };
    for (let attempt = 1; ; attempt++) {
      await takeTurn();
      const result = await tryRequest(url, request, check);
      if ('value' in result) {
        if (service.isCached) await environment.cache?.set(cacheKey, result.answer);
        return result;
      }
      const { reason, status, retryAfter } = result;
      const milliseconds = retryAfter ?? getBackoff(url.href, attempt);
      if (attempt >= MAX_ATTEMPTS || milliseconds > MAX_WAIT_MS || isZoteroClosed(service, reason))
        throw new InputError(
          redact(describeEnd(service, reason, attempt, milliseconds, status === 429 && key === undefined)),
        );
      await wait(reason, milliseconds);
    }
  };
}

/** A request without a usable answer, which may succeed later. */
interface Failure {
  reason: string;
  /** Absent if nothing was received. */
  status?: number;
  /** How long the service asks to wait, in milliseconds. */
  retryAfter?: number | undefined;
}

/** Whether a service does not have what was asked for. Semantic Scholar refuses a list if it knows none of its papers. */
const isNotFound = (status: number, text: string) =>
  status === 404 || (status === 400 && text.includes('No valid paper ids given'));

/** Whether the service is Zotero on this machine, and does not run: waiting does not help. */
const isZoteroClosed = (service: Service, reason: string) => service.name === 'zotero' && reason === UNREACHABLE;

/** Says why a fetch was given up and what to do. */
function describeEnd(
  service: Service,
  reason: string,
  attempts: number,
  milliseconds: number,
  needsKey: boolean,
): string {
  if (isZoteroClosed(service, reason))
    return `${service.title} ${reason}: start Zotero, and allow other applications to communicate with it in its settings under Advanced`;
  const variable = service.access.keyVariable;
  const key = needsKey && variable !== undefined ? `, or set ${variable} to a key of this service` : '';
  const cause =
    milliseconds > MAX_WAIT_MS ? `and asks to wait ${formatMinutes(milliseconds)}` : `(${attempts} attempts)`;
  return `${service.title} ${reason} ${cause}: run the same command again later to continue${key}`;
}

function formatMinutes(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

function getInterval(service: Service, key: string | undefined, contact: string | undefined): number {
  if (key !== undefined && service.keyInterval !== undefined) return service.keyInterval;
  return (contact === undefined ? undefined : service.contactInterval) ?? service.interval;
}

function createUrl(baseUrl: string, { path, query = {} }: ServiceRequest): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}${path}`);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  return url;
}

function tryCheck<T>(answer: Answer, check: (answer: Answer) => T): { value: T } | undefined {
  try {
    return { value: check(answer) };
  } catch (error) {
    if (error instanceof MalformedAnswer) return undefined;
    throw error;
  }
}

/** Sends a request once and receives the whole answer. Keys are never sent to another host. */
async function receive(
  { title, access }: Service,
  { fetch, createTimeout, userAgent, contact }: ClientEnvironment,
  address: URL,
  { body }: ServiceRequest,
  key: string | undefined,
): Promise<{ response: Response; text: string }> {
  const secret = new URL(address);
  if (key !== undefined && access.keyParameter !== undefined) secret.searchParams.set(access.keyParameter, key);
  if (contact !== undefined && access.contactParameter !== undefined)
    secret.searchParams.set(access.contactParameter, contact);
  const headers = new Headers({ 'User-Agent': contact === undefined ? userAgent : `${userAgent} (mailto:${contact})` });
  if (key !== undefined && access.keyHeader !== undefined) headers.set(access.keyHeader, key);
  if (body !== undefined)
    headers.set('Content-Type', typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json');
  const signal = createTimeout();
  let url = secret;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url, {
      headers,
      redirect: 'manual',
      signal,
      ...(body !== undefined && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const location = response.headers.get('Location');
    if (response.status < 300 || response.status >= 400 || location === null)
      return { response, text: await response.text() };
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.host !== url.host || redirects >= MAX_REDIRECTS)
      throw new InputError(
        `${title} redirects to ${next.host}, which is not followed: give its address with --base-url`,
      );
    url = next;
  }
}
