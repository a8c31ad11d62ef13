#!/usr/bin/env python3
"""What bench/topics.ts asks of scikit-learn and igraph.

    topics.py weigh PAPERS.jsonl FOLDER    TF-IDF rows of {"text"} lines, as FOLDER/starts, ids (uint32) and values (uint16, 1 = 32768)
    topics.py cluster FOLDER PAPERS RUNS   Louvain on FOLDER/sources, targets (uint32) and weights (float64); one JSON array a run
"""
import json
import random
import sys

import numpy as np


def weigh(path, folder):
    from sklearn.feature_extraction.text import TfidfVectorizer

    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    rows = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True).fit_transform(texts).tocsr()
    rows.sort_indices()
    rows.indptr.astype(np.uint32).tofile(folder + "/starts")
    rows.indices.astype(np.uint32).tofile(folder + "/ids")
    np.minimum(np.floor(rows.data * 32768), 32767).astype(np.uint16).tofile(folder + "/values")


def cluster(folder, papers, runs):
    import igraph

    random.seed(1)
    ends = [np.fromfile(folder + "/" + name, np.uint32) for name in ("sources", "targets")]
    graph = igraph.Graph(n=papers, edges=np.stack(ends, 1))
    weights = np.fromfile(folder + "/weights", np.float64)
    for _ in range(runs):
        print(json.dumps(graph.community_multilevel(weights=weights).membership))


if sys.argv[1] == "weigh":
    weigh(sys.argv[2], sys.argv[3])
else:
    cluster(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
