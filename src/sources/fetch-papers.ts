import type { FetchOptions, FetchRequest, FetchSummary, PageMark } from '../model/fetched-file.ts';
import { findCandidates } from './candidates.ts';
import { addRecord, type FetchState, formatHeader, formatLine, formatRecord } from './fetch-state.ts';
import { type ClientEnvironment, createClient } from './http/client.ts';
import { servicesOf } from './registry.ts';
import type { Page, Send, Service, Task } from './service.ts';
import { isUnlistable } from './services/answers.ts';

/** Maximum number of records, unless another limit is given. */
export const DEFAULT_LIMIT = 10_000;

/** What a step of a fetch adds to the file. */
export interface FetchStep {
  /** Complete lines, to be appended to the file at once. */
  lines: string;
  /** Number of records so far, and the number expected, for progress. */
  records: number;
  expected: number;
}

/**
 * Fetches the records of a request, page by page, and continues where a state ends. The state is updated.
 *
 * What is fetched depends on the answers alone: after an interruption the same records follow in the same order.
 * @throws {InputError} if the service refuses the request, or cannot be reached after several attempts
 */
export async function* fetchPapers(
  request: FetchRequest,
  state: FetchState,
  environment: ClientEnvironment,
): AsyncGenerator<FetchStep> {
  const run = new FetchRun(request, state, environment);
  if (!state.header) {
    const date = new Date(environment.now()).toISOString().slice(0, 10);
    yield run.createStep(formatHeader(request, date));
  }
  yield* run.fetchRequested();
  const stopped = yield* run.followLinks();
  const missing = (request.ids ?? []).filter((id) => !state.byName.has(id));
  const summary: FetchSummary = {
    date: new Date(environment.now()).toISOString(),
    records: state.records.length,
    ...(state.matched !== undefined && { matched: state.matched }),
    missing: run.isFull ? [] : missing,
    ...(stopped !== undefined && { stopped }),
  };
  state.summary = summary;
  yield run.createStep(formatLine({ _end: summary }));
}

/** The progress of a fetch. */
class FetchRun {
  readonly #services: readonly Service[];
  readonly #send: Map<Service, Send>;
  readonly #limit: number;
  readonly #options: FetchOptions;
  #expected: number;

  constructor(
    private readonly request: FetchRequest,
    private readonly state: FetchState,
    environment: ClientEnvironment,
  ) {
    this.#services = servicesOf(request.source);
    this.#options = request.options;
    this.#limit = request.options.limit ?? DEFAULT_LIMIT;
    this.#expected = Math.min(this.#limit, request.ids?.length ?? state.matched ?? 0);
    this.#send = new Map(
      this.#services.map((service) => [service, createClient(service, environment, request.options.baseUrl)]),
    );
  }

  /** Whether the limit is reached. */
  get isFull(): boolean {
    return this.state.records.length >= this.#limit;
  }

  createStep(lines: string): FetchStep {
    const records = this.state.records.length;
    return { lines, records, expected: Math.max(records, this.#expected) };
  }

  /** Fetches what was asked for. */
  async *fetchRequested(): AsyncGenerator<FetchStep> {
    const { query, ids } = this.request;
    if (ids) yield* this.#fetchRecords(ids, 0);
    else
      yield* this.#runTask(
        this.#services[0]!,
        { kind: 'search', query: query ?? '' },
        { round: 0, step: 'records', task: 0 },
      );
  }

  /** Follows citations in rounds. Returns why it stopped; undefined if citations are not followed. */
  async *followLinks(): AsyncGenerator<FetchStep, string | undefined> {
    const { cites = false, citedBy = false, rounds = 1, minLinks = 1 } = this.#options;
    if (!cites && !citedBy) return undefined;
    for (let round = 1; round <= rounds; round++) {
      if (this.isFull) return `the limit of ${this.#limit} records is reached`;
      yield* this.#fetchLinks(round);
      const candidates = findCandidates(this.state, { cites, citedBy, minLinks, round });
      this.#expected = Math.min(this.#limit, this.state.records.length + candidates.length);
      yield* this.#fetchRecords(candidates, round);
      if (!this.isFull && !this.state.records.some((record) => record.round === round))
        return `round ${round} found no new paper${minLinks > 1 ? ` with ${minLinks} links` : ''}`;
    }
    return this.isFull
      ? `the limit of ${this.#limit} records is reached`
      : `${rounds} ${rounds === 1 ? 'round is' : 'rounds are'} done`;
  }

  /** Fetches records by their identifiers. A service is asked for those that the services before it do not have. */
  async *#fetchRecords(ids: readonly string[], round: number): AsyncGenerator<FetchStep> {
    let task = 0;
    for (const [i, service] of this.#services.entries()) {
      const asked = this.#services.slice(0, i).map(({ name }) => name);
      const wanted = ids.filter((id) => {
        const found = this.state.byName.get(id);
        return !found || !asked.includes(found.service);
      });
      for (const batch of splitIds(wanted, service.idsPerTask)) {
        yield* this.#runTask(service, { kind: 'ids', ids: batch }, { round, step: 'records', task });
        task++;
      }
    }
  }

  /** Fetches the links of the papers of the previous round. */
  async *#fetchLinks(round: number): AsyncGenerator<FetchStep> {
    let task = 0;
    for (const service of this.#services) {
      const papers = this.state.records.filter(
        (record) => record.service === service.name && record.round === round - 1,
      );
      for (const kind of ['cites', 'citedBy'] as const) {
        const size = this.#options[kind] ? service.links[kind] : undefined;
        if (typeof size !== 'number') continue;
        for (let start = 0; start < papers.length; start += size) {
          const ids = papers.slice(start, start + size).map(({ id }) => id);
          yield* this.#runTask(service, { kind, ids }, { round, step: 'links', task });
          task++;
        }
      }
    }
  }

  /** Fetches all pages of a task that are not in the file yet. */
  async *#runTask(service: Service, task: Task, place: Omit<PageMark, 'next'>): AsyncGenerator<FetchStep> {
    const { mark } = this.state;
    const order = mark ? comparePlaces(mark, place) : -1;
    if (order > 0 || (order === 0 && mark!.next === null)) return;
    let cursor = order === 0 ? (mark!.next ?? undefined) : undefined;
    while (!(this.isFull && place.step === 'records')) {
      const page = await service.page(task, cursor, this.#options, this.#send.get(service)!);
      // A service that repeats a page would never end.
      const next = page.next === cursor ? undefined : page.next;
      yield this.createStep(this.#addPage(service, task, place, page, next));
      if (next === undefined) return;
      cursor = next;
    }
  }

  /** Adds a page to the state and returns its lines. */
  #addPage(service: Service, task: Task, place: Omit<PageMark, 'next'>, page: Page, next: string | undefined): string {
    const { state } = this;
    const lines: string[] = [];
    if (task.kind === 'search' && page.total !== undefined && page.total !== state.matched) {
      state.matched = page.total;
      this.#expected = Math.min(this.#limit, page.total);
      lines.push(formatLine({ _matched: page.total }));
    }
    for (const record of page.records) {
      if (this.isFull || !page.answer) break;
      if (!addRecord(state, record, place.round)) continue;
      const { date, url } = page.answer;
      const query = task.kind === 'search' ? task.query : place.round === 0 ? 'ids' : 'links';
      const round = place.round > 0 ? { round: place.round } : {};
      lines.push(formatRecord({ service: service.name, query, date, url, ...round }, record.content));
    }
    const links = page.links ?? [];
    if (links.length > 0) lines.push(formatLine({ _links: links }));
    state.links.push(...links);
    state.mark = { ...place, next: next ?? null };
    lines.push(formatLine({ _page: state.mark }));
    return lines.join('');
  }
}

/** Compares two places in the order of a fetch: negative if the first one comes before the second. */
function comparePlaces(a: Omit<PageMark, 'next'>, b: Omit<PageMark, 'next'>): number {
  const stepOf = (place: Omit<PageMark, 'next'>) => (place.step === 'links' ? 0 : 1);
  return a.round - b.round || stepOf(a) - stepOf(b) || a.task - b.task;
}

/** Splits identifiers into batches of one kind: a filter of a service cannot have DOIs and other identifiers. */
function splitIds(ids: readonly string[], size: number): string[][] {
  const alone = ids.filter(isUnlistable);
  const listed = ids.filter((id) => !isUnlistable(id));
  const isDoi = (id: string) => id.startsWith('10.');
  const batches = [listed.filter(isDoi), listed.filter((id) => !isDoi(id))].flatMap((list) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, k) => list.slice(k * size, (k + 1) * size)),
  );
  return [...batches, ...alone.map((id) => [id])];
}
