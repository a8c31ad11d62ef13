"""Ranks related papers with scikit-learn. Called by retrieval.ts.

Reads a JSON object from stdin: {"texts": path of a JSON Lines file of strings, "queries": [row, ...]}.
Prints {name: {"seconds": time of the weighting, "terms": number of columns, "ranked": [[row, ...] per query]}}.
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
DEPTH = 100


def rank(rows, queries):
    """Returns the most similar rows of each query, most similar first."""
    columns, ranked = rows.T.tocsr(), []
    for start in range(0, len(queries), BLOCK):
        block = queries[start:start + BLOCK]
        for query, scores in zip(block, (rows[block] @ columns).toarray()):
            scores[query] = -1
            best = np.argpartition(-scores, min(DEPTH, len(scores) - 1))[:DEPTH]
            ranked.append([int(row) for row in best[np.lexsort((best, -scores[best]))] if scores[row] > 0])
    return ranked


request = json.load(sys.stdin)
with open(request["texts"], encoding="utf-8") as lines:
    texts = [json.loads(line) for line in lines]
result = {}
for name, create_vectorizer in VECTORIZERS.items():
    start = time.perf_counter()
    try:
        rows = create_vectorizer().fit_transform(texts).tocsr()
    except ValueError as error:
        result[name] = {"error": str(error)}
        continue
    seconds = time.perf_counter() - start
    result[name] = {"seconds": seconds, "terms": rows.shape[1], "ranked": rank(rows, request["queries"])}
print(json.dumps(result))
