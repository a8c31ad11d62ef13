import type { PreparedRecord } from './compare-records.ts';

/**
 * Clusters of records that describe the same paper (a union-find structure). Records with different IDs of the same kind
 * never join the same cluster.
 */
export class RecordClusters {
  #parents: Int32Array;
  /** IDs by kind, for the roots of clusters with several records. */
  #ids: Map<number, Map<string, string>> = new Map();
  #records: PreparedRecord[];

  /** Puts each record in a cluster of its own. */
  constructor(records: PreparedRecord[]) {
    this.#records = records;
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

  /** Merges the clusters of two records. Returns false, and changes nothing, when their IDs conflict. */
  union(a: number, b: number): boolean {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA === rootB) return true;
    const [idsA, idsB] = [this.#idsOf(rootA), this.#idsOf(rootB)];
    for (const [kind, id] of idsB) if ((idsA.get(kind) ?? id) !== id) return false;
    const [root, child] = rootA < rootB ? [rootA, rootB] : [rootB, rootA];
    this.#parents[child] = root;
    this.#ids.set(root, new Map([...idsA, ...idsB]));
    this.#ids.delete(child);
    return true;
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
  toArrays(): number[][] {
    const clusters = new Map<number, number[]>();
    for (let index = 0; index < this.#parents.length; index++) {
      const root = this.find(index);
      const cluster = clusters.get(root);
      if (cluster) cluster.push(index);
      else clusters.set(root, [index]);
    }
    return [...clusters.values()];
  }
}
