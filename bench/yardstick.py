"""What a Python user would run, on the very rows and texts that papergraph used; called by scale.ts.

    python3 yardstick.py FOLDER words|pairs|scipy|topn [BLOCKS]

FOLDER holds texts.jsonl (a JSON string a line), and starts.bin, ids.bin, values.bin (rows as uint32, uint32, uint16).
Prints {"seconds": s}. scipy with BLOCKS measures that many blocks of 1,000 rows, evenly spread, and prints "share" of all
rows; without, the whole join. topn uses sparse_dot_topn on 2 threads.
"""
import json
import os
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix

folder, what = sys.argv[1:3]
NEIGHBOURS, BLOCK = 10, 1000


def rows():
    starts, ids = (np.fromfile(os.path.join(folder, name), np.uint32).astype(np.int32) for name in ("starts.bin", "ids.bin"))
    values = np.fromfile(os.path.join(folder, "values.bin"), np.uint16).astype(np.float32) / 32768
    return csr_matrix((values, ids, starts))


def weigh(longest):
    from sklearn.feature_extraction.text import TfidfVectorizer

    with open(os.path.join(folder, "texts.jsonl"), encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    start = time.perf_counter()
    TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True, ngram_range=(1, longest), dtype=np.float32).fit_transform(texts)
    return {"seconds": time.perf_counter() - start}


def scipy_blocks(matrix, blocks):
    columns = matrix.T.tocsr()
    papers = matrix.shape[0]
    starts = range(0, papers, BLOCK)
    if blocks:
        starts = sorted({int(i * max(0, papers - BLOCK) / max(1, blocks - 1)) for i in range(blocks)})
    done, begin = 0, time.perf_counter()
    for start in starts:
        product = (matrix[start : start + BLOCK] @ columns).tocsr()
        for row in range(product.shape[0]):
            values = product.data[product.indptr[row] : product.indptr[row + 1]]
            if len(values) > NEIGHBOURS + 1:
                np.argpartition(-values, NEIGHBOURS + 1)
        done += product.shape[0]
    return {"seconds": time.perf_counter() - begin, "share": done / papers}


def topn(matrix):
    from sparse_dot_topn import sp_matmul_topn

    start = time.perf_counter()
    sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=NEIGHBOURS + 1, n_threads=2, sort=True)
    return {"seconds": time.perf_counter() - start}


if what in ("words", "pairs"):
    print(json.dumps(weigh(1 if what == "words" else 2)))
elif what == "scipy":
    print(json.dumps(scipy_blocks(rows(), int(sys.argv[3]) if len(sys.argv) > 3 else 0)))
else:
    print(json.dumps(topn(rows())))
