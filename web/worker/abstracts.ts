import { weighText } from '../../src/text/weighting/weigh-text.ts';
import type { Holding } from './open-map.ts';
import type { AbstractAnswer, AbstractHit } from './protocol.ts';
import { Sought } from './query-match.ts';

/** Abstracts that are read and searched between two breaths of the worker. */
const STRETCH = 500;

/** Of a map on a server with more papers than this, only those are read that hold the words as terms. */
const MOST_READ = 20_000;

/** Papers that hold the words as terms and are read one by one, the strongest first. */
const MOST_CANDIDATES = 200;

interface Question {
  query: string;
  sought: Sought;
  /** Papers that hold all words of the query that are terms of the map, those in which they weigh most first. */
  candidates: number[];
}

/** Searches abstracts for words and phrases: first the papers that the map's own terms point to, then all others. */
export class AbstractSearch {
  readonly #map: Holding;
  /** Abstracts read so far. */
  readonly #abstracts: string[] = [];
  #question: Promise<Question> | undefined;
  #asked = '';

  constructor(map: Holding) {
    this.#map = map;
  }

  /** Searches one stretch; `from` is 0, or `next` of the answer before. */
  async find(query: string, from: number): Promise<AbstractAnswer> {
    if (query !== this.#asked || !this.#question) {
      this.#asked = query;
      this.#question = this.#read(query);
    }
    const { sought, candidates } = await this.#question;
    const papers = (await this.#map.nodes()).ids.length;
    const byTerms = this.#map.remote && papers > MOST_READ;
    if (from < candidates.length) {
      const hits = await this.#among(candidates.slice(from, from + STRETCH), sought);
      const next = from + STRETCH < candidates.length ? from + STRETCH : candidates.length;
      return { hits, byTerms, next: byTerms && next === candidates.length ? null : next };
    }
    if (byTerms) return { hits: [], byTerms, next: null };
    const start = from - candidates.length;
    const end = Math.min(start + STRETCH, papers);
    await this.#fetch(start, end);
    const known = new Set(candidates);
    const stretch = Array.from({ length: end - start }, (_, i) => start + i).filter((paper) => !known.has(paper));
    return { hits: await this.#among(stretch, sought), byTerms, next: end < papers ? from + STRETCH : null };
  }

  async #among(papers: number[], sought: Sought): Promise<AbstractHit[]> {
    const texts = await Promise.all(papers.map((paper) => this.#abstract(paper)));
    return papers.flatMap((paper, i) => {
      const passage = sought.in(texts[i]!);
      return passage ? [{ paper, ...passage }] : [];
    });
  }

  async #abstract(paper: number): Promise<string> {
    this.#abstracts[paper] ??= (await this.#map.paper(paper)).abstract;
    return this.#abstracts[paper];
  }

  async #fetch(start: number, end: number): Promise<void> {
    if (Array.from({ length: end - start }).every((_, i) => this.#abstracts[start + i] !== undefined)) return;
    const papers = await this.#map.stretch(start, end);
    papers.forEach(({ abstract }, i) => {
      this.#abstracts[start + i] = abstract;
    });
  }

  async #read(query: string): Promise<Question> {
    const sought = new Sought(query);
    const [vocabulary, rows, { options }] = await Promise.all([
      this.#map.vocabulary(),
      this.#map.rows(),
      this.#map.summary(),
    ]);
    const words = weighText(vocabulary, sought.words, options).ids.filter((id) => !vocabulary.keys[id]!.includes(' '));
    const wanted = new Set(words);
    const found: { paper: number; weight: number }[] = [];
    for (let paper = 0; wanted.size > 0 && paper + 1 < rows.starts.length; paper++) {
      let held = 0;
      let weight = 0;
      for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
        if (!wanted.has(rows.ids[k]!)) continue;
        held++;
        weight += rows.values[k]!;
      }
      if (held === wanted.size) found.push({ paper, weight });
    }
    found.sort((a, b) => b.weight - a.weight || a.paper - b.paper);
    return { query, sought, candidates: found.slice(0, MOST_CANDIDATES).map(({ paper }) => paper) };
  }
}
