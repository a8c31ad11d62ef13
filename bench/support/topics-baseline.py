"""Runs scikit-learn's weighting and igraph's Louvain. Called by topics.ts.

    python3 topics-baseline.py weigh PAPERS.jsonl DIRECTORY
        Writes the TF-IDF rows of lines {"text": ...} to DIRECTORY: starts and ids (uint32), values (uint16, 32768 = 1).
    python3 topics-baseline.py cluster DIRECTORY PAPERS RUNS
        Runs Louvain on the edges in DIRECTORY: sources and targets (uint32), weights (float64). Prints the group of each
        paper as a JSON array, one line per run.
"""
import json
import random
import sys

import numpy as np


def weigh(path, directory):
    from sklearn.feature_extraction.text import TfidfVectorizer

    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    rows = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True).fit_transform(texts).tocsr()
    rows.sort_indices()
    rows.indptr.astype(np.uint32).tofile(directory + "/starts")
    rows.indices.astype(np.uint32).tofile(directory + "/ids")
    np.minimum(np.floor(rows.data * 32768), 32767).astype(np.uint16).tofile(directory + "/values")


def cluster(directory, papers, runs):
    import igraph

    random.seed(1)
    ends = [np.fromfile(directory + "/" + name, np.uint32) for name in ("sources", "targets")]
    graph = igraph.Graph(n=papers, edges=np.stack(ends, 1))
    weights = np.fromfile(directory + "/weights", np.float64)
    for _ in range(runs):
        print(json.dumps(graph.community_multilevel(weights=weights).membership))


if sys.argv[1] == "weigh":
    weigh(sys.argv[2], sys.argv[3])
else:
    cluster(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
