"""Ranks related papers as scikit-learn users do; the yardstick of quality.ts.

Reads one JSON object from stdin: {"texts": path of a JSON Lines file of strings, "queries": [row, ...]}.
Prints one JSON object: {name: {"seconds": of weighing, "terms": columns, "ranked": [[row, ...] for each query]}}.
"""
import json
import sys
import time

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

VECTORIZERS = {
    "scikit-learn defaults": lambda: TfidfVectorizer(),
    "arxiv-sanity-lite's settings": lambda: TfidfVectorizer(
        strip_accents="unicode", stop_words="english", token_pattern=r"(?u)\b[a-zA-Z_][a-zA-Z0-9_]+\b",
        ngram_range=(1, 2), max_features=20000, sublinear_tf=True, max_df=0.1, min_df=5),
}
BLOCK = 100


def rank(rows, queries):
    columns, ranked = rows.T.tocsr(), []
    for start in range(0, len(queries), BLOCK):
        block = queries[start:start + BLOCK]
        for query, sums in zip(block, (rows[block] @ columns).toarray()):
            sums[query] = -1
            best = np.argpartition(-sums, min(100, len(sums) - 1))[:100]
            ranked.append([int(row) for row in best[np.lexsort((best, -sums[best]))] if sums[row] > 0])
    return ranked


job = json.load(sys.stdin)
with open(job["texts"], encoding="utf-8") as lines:
    texts = [json.loads(line) for line in lines]
result = {}
for name, make in VECTORIZERS.items():
    start = time.perf_counter()
    try:
        rows = make().fit_transform(texts).tocsr()
    except ValueError as error:
        result[name] = {"error": str(error)}
        continue
    seconds = time.perf_counter() - start
    result[name] = {"seconds": seconds, "terms": rows.shape[1], "ranked": rank(rows, job["queries"])}
print(json.dumps(result))
