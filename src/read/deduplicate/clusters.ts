import { forEachInSteps, type Steps } from '../../util/pause.ts';
import type { PreparedRecord } from './compare/prepared-record.ts';
import { areCompatible } from './compare/records.ts';

/** Number of different records of a cluster that others are compared with; keeps the work linear. */
const maxRepresentatives = 12;

/**
 * Clusters of records that describe the same paper (a union-find structure). Records with different IDs of the same kind
 * never join the same cluster, and records that are linked by their fields must be compatible with the whole cluster.
 */
export class RecordClusters {
  #parents: Int32Array;
  /** IDs by kind, for the roots of clusters with several records. */
  #ids: Map<number, Map<string, string>> = new Map();
  /** Different records, for the roots of clusters with several records. */
  #representatives: Map<number, number[]> = new Map();
  /** Why records were merged, for the roots of clusters with several records. */
  #reasons: Map<number, Set<string>> = new Map();
  #records: PreparedRecord[];
  /** The smallest index of a record that may share a cluster with any other. */
  #firstMergeable: number;

  /**
   * Puts each record in a cluster of its own.
   * @param distinct Number of records at the start that are known to be different papers and never join one cluster. Default 0.
   */
  constructor(records: PreparedRecord[], distinct = 0) {
    this.#records = records;
    this.#firstMergeable = distinct;
    this.#parents = Int32Array.from(records, (_, index) => index);
  }

  /** Returns the root of the cluster of a record: the smallest index in it. */
  find(index: number): number {
    let root = index;
    while (this.#parents[root] !== root) root = this.#parents[root];
    let node = index;
    while (this.#parents[node] !== root) {
      const parent = this.#parents[node];
      this.#parents[node] = root;
      node = parent;
    }
    return root;
  }

  /**
   * Merges the clusters of two records. Returns false, and changes nothing, when their IDs conflict or, unless the records
   * share an ID, when a record of one cluster is incompatible with one of the other.
   *
   * @param reason Why the two are the same paper.
   */
  union(a: number, b: number, reason: string, sharesId = false): boolean {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA === rootB) return true;
    // The root is the smallest index, so a cluster has a record that is known to be distinct only if its root is one.
    if (rootA < this.#firstMergeable && rootB < this.#firstMergeable) return false;
    const [idsA, idsB] = [this.#idsOf(rootA), this.#idsOf(rootB)];
    for (const [kind, id] of idsB) if ((idsA.get(kind) ?? id) !== id) return false;
    if (!sharesId && !this.#areCompatible(rootA, rootB)) return false;
    const [root, child] = rootA < rootB ? [rootA, rootB] : [rootB, rootA];
    this.#ids.set(root, new Map([...idsA, ...idsB]));
    this.#reasons.set(root, new Set([...(this.#reasons.get(root) ?? []), ...(this.#reasons.get(child) ?? []), reason]));
    this.#representatives.set(root, this.#mergeRepresentatives(root, child));
    this.#parents[child] = root;
    for (const map of [this.#ids, this.#reasons, this.#representatives]) map.delete(child);
    return true;
  }

  /** Returns why the records of a cluster were merged. */
  reasonsOf(root: number): string[] {
    return [...(this.#reasons.get(root) ?? [])].sort();
  }

  #representativesOf(root: number): number[] {
    return this.#representatives.get(root) ?? [root];
  }

  #areCompatible(rootA: number, rootB: number): boolean {
    const others = this.#representativesOf(rootB);
    return this.#representativesOf(rootA).every((a) =>
      others.every((b) => areCompatible(this.#records[a], this.#records[b])),
    );
  }

  #mergeRepresentatives(rootA: number, rootB: number): number[] {
    const merged = [...this.#representativesOf(rootA)];
    for (const candidate of this.#representativesOf(rootB)) {
      if (merged.length >= maxRepresentatives) break;
      const { record, titleKey } = this.#records[candidate];
      const isRepeated = merged.some((index) => {
        const other = this.#records[index];
        return (
          other.titleKey === titleKey &&
          other.record.year === record.year &&
          other.record.volume === record.volume &&
          other.record.pages === record.pages &&
          other.record.abstract === record.abstract &&
          other.record.authors?.join() === record.authors?.join()
        );
      });
      if (!isRepeated) merged.push(candidate);
    }
    return merged;
  }

  #idsOf(root: number): Map<string, string> {
    const clusterIds = this.#ids.get(root);
    if (clusterIds) return clusterIds;
    const { doi, record } = this.#records[root];
    const ids = new Map<string, string>();
    if (doi) ids.set('doi', doi);
    if (record.arxiv) ids.set('arxiv', record.arxiv);
    if (record.pmid) ids.set('pmid', record.pmid);
    return ids;
  }

  /** Returns the record indexes of each cluster, in ascending order. */
  *toArrays(): Steps<number[][]> {
    const clusters: number[][] = [];
    const clusterOf = new Int32Array(this.#parents.length).fill(-1);
    yield* forEachInSteps(this.#records, (_, index) => {
      const root = this.find(index);
      if (clusterOf[root] < 0) clusterOf[root] = clusters.push([]) - 1;
      clusters[clusterOf[root]].push(index);
    });
    return clusters;
  }
}
