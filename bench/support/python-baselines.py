"""Measures Python libraries on the texts and rows of papergraph. Called by scale.ts through python-baselines.ts.

    python3 python-baselines.py DIRECTORY unigrams|bigrams|scipy|topn [BLOCKS]

DIRECTORY contains texts.jsonl (one JSON string per line) and the rows as starts.bin (uint32), ids.bin (uint32) and
values.bin (uint16). Prints {"seconds": ...}. scipy with BLOCKS joins only this number of evenly spaced blocks of 1,000
rows and also prints their "share" of all rows. topn runs sparse_dot_topn on 2 threads.
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


def measure_sparse_dot_topn(rows):
    from sparse_dot_topn import sp_matmul_topn

    start = time.perf_counter()
    sp_matmul_topn(rows, rows.T.tocsr(), top_n=NEIGHBORS + 1, n_threads=2, sort=True)
    return {"seconds": time.perf_counter() - start}


if measurement in ("unigrams", "bigrams"):
    result = measure_weighting(1 if measurement == "unigrams" else 2)
elif measurement == "scipy":
    result = measure_scipy(read_rows(), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
else:
    result = measure_sparse_dot_topn(read_rows())
print(json.dumps(result))
