"""Measures Python libraries on the texts and rows of papergraph. Called by scale.ts through python-baselines.ts.

    python3 python-baselines.py DIRECTORY unigrams|bigrams|scipy|topn|pynndescent [BLOCKS|THREADS]

DIRECTORY contains texts.jsonl (one JSON string per line) and the rows as starts.bin (uint32), ids.bin (uint32) and
values.bin (uint16). Prints {"seconds": ...}. scipy with BLOCKS joins only this number of evenly spaced blocks of 1,000
rows and also prints their "share" of all rows. topn runs sparse_dot_topn, and pynndescent the approximate method under
UMAP, whose "recall" is the share of the exact neighbors in neighbor-starts.bin and neighbor-ids.bin (uint32) that it finds.
"""
import json
import os
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix

directory, measurement = sys.argv[1:3]
NEIGHBORS, BLOCK = 10, 1000


def read_rows():
    starts, ids = (
        np.fromfile(os.path.join(directory, name), np.uint32).astype(np.int32) for name in ("starts.bin", "ids.bin"))
    values = np.fromfile(os.path.join(directory, "values.bin"), np.uint16).astype(np.float32) / 32768
    return csr_matrix((values, ids, starts))


def measure_weighting(max_words):
    from sklearn.feature_extraction.text import TfidfVectorizer

    with open(os.path.join(directory, "texts.jsonl"), encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    vectorizer = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True,
                                 ngram_range=(1, max_words), dtype=np.float32)
    start = time.perf_counter()
    vectorizer.fit_transform(texts)
    return {"seconds": time.perf_counter() - start}


def measure_scipy(rows, blocks):
    columns = rows.T.tocsr()
    papers = rows.shape[0]
    starts = range(0, papers, BLOCK)
    if blocks:
        starts = sorted({int(i * max(0, papers - BLOCK) / max(1, blocks - 1)) for i in range(blocks)})
    joined, start_time = 0, time.perf_counter()
    for start in starts:
        product = (rows[start : start + BLOCK] @ columns).tocsr()
        for row in range(product.shape[0]):
            values = product.data[product.indptr[row] : product.indptr[row + 1]]
            if len(values) > NEIGHBORS + 1:
                np.argpartition(-values, NEIGHBORS + 1)
        joined += product.shape[0]
    return {"seconds": time.perf_counter() - start_time, "share": joined / papers}


def measure_sparse_dot_topn(rows, threads):
    from sparse_dot_topn import sp_matmul_topn

    start = time.perf_counter()
    sp_matmul_topn(rows, rows.T.tocsr(), top_n=NEIGHBORS + 1, n_threads=threads, sort=True)
    return {"seconds": time.perf_counter() - start}


def measure_pynndescent(rows, threads):
    from pynndescent import NNDescent

    rows.sort_indices()
    # Compiles what it needs, which is not measured.
    NNDescent(rows[:500], metric="cosine", n_neighbors=NEIGHBORS + 1, n_jobs=threads, random_state=1)
    start = time.perf_counter()
    found, _ = NNDescent(
        rows, metric="cosine", n_neighbors=NEIGHBORS + 1, n_jobs=threads, random_state=1).neighbor_graph
    seconds = time.perf_counter() - start
    starts, ids = (
        np.fromfile(os.path.join(directory, name), np.uint32) for name in ("neighbor-starts.bin", "neighbor-ids.bin"))
    hits = total = 0
    for paper in range(len(starts) - 1):
        exact = ids[starts[paper] : starts[paper + 1]][:NEIGHBORS]
        # The paper itself is among its neighbors.
        hits += len(set(exact.tolist()) & set(found[paper].tolist()))
        total += len(exact)
    return {"seconds": seconds, "recall": hits / total}


if measurement in ("unigrams", "bigrams"):
    result = measure_weighting(1 if measurement == "unigrams" else 2)
elif measurement == "scipy":
    result = measure_scipy(read_rows(), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
elif measurement == "pynndescent":
    result = measure_pynndescent(read_rows(), int(sys.argv[3]))
else:
    result = measure_sparse_dot_topn(read_rows(), int(sys.argv[3]))
print(json.dumps(result))
