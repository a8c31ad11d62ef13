import { contract, type Network } from '../graph/adjacency.ts';
import type { SparseRows } from '../model/sparse.ts';
import { gather } from './local-moving.ts';
import { louvainLevels } from './louvain.ts';

/** A place where runs of Louvain start: a network, and which of its nodes each node of the whole network went into. */
interface Start {
  network: Network;
  nodeOf: Uint32Array;
}

/** A run's groups on every level, finest first; each level is coarser than the one before, the last is the result. */
export type Levels = Uint32Array[];

/** Networks with fewer ties are run whole; a run then takes some milliseconds. */
const RUN_WHOLE = 20_000;
/** Ties that fresh starts may walk in all: what bounds their number, at least {@link FEWEST_STARTS}. */
const WALKED = 600_000;
const FEWEST_STARTS = 2;
const MOST_STARTS = 8;

/**
 * Runs of Louvain over many seeds, at any resolution, in a time that fits the network's size. In a large network most of a run
 * goes into its first level, thousands of groups of some twenty papers that hardly depend on the resolution. So a few
 * fresh starts make that level, each with its own seed, and all runs go on from one of them.
 */
export class Communities {
  readonly #network: Network;
  readonly #ties: SparseRows;
  readonly #finest: number;
  readonly #seed: number;
  readonly #starts: Start[] = [];
  readonly #runs = new Map<string, Levels>();

  /**
   * @param network Without nodes that have no tie.
   * @param ties The ties of its nodes.
   * @param finest The highest resolution that will be asked for.
   */
  constructor(network: Network, ties: SparseRows, finest: number, seed: number) {
    this.#network = network;
    this.#ties = ties;
    this.#finest = finest;
    this.#seed = seed;
  }

  /** Where the run of this number starts; made when first asked for. */
  #start(number: number): Start {
    const { order, edges } = this.#network;
    const ties = edges.weights.length;
    const whole = ties < RUN_WHOLE;
    const starts = whole ? 1 : Math.min(MOST_STARTS, Math.max(FEWEST_STARTS, Math.floor(WALKED / ties)));
    const s = number % starts;
    const made = (): Start => {
      if (whole) return { network: this.#network, nodeOf: Uint32Array.from({ length: order }, (_, i) => i) };
      const nodeOf = gather(this.#ties, this.#finest, this.#seed + s);
      return { network: contract(this.#ties, nodeOf), nodeOf };
    };
    this.#starts[s] ??= made();
    return this.#starts[s];
  }

  /** The run of this number (0, 1, ...) at this resolution, over the nodes of the whole network. A run that was asked for is kept. */
  run(resolution: number, number: number): Levels {
    const name = `${resolution} ${number}`;
    const known = this.#runs.get(name);
    if (known) return known;
    const { network, nodeOf } = this.#start(number);
    const found = louvainLevels(network, resolution, this.#seed + 1000 + number);
    const levels = found.map((level) => nodeOf.map((node) => level[node]!));
    const all = network.order < nodeOf.length ? [nodeOf, ...levels] : levels;
    this.#runs.set(name, all);
    return all;
  }
}
