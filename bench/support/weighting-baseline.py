"""Measures scikit-learn's TfidfVectorizer. Called by weighting.ts.

    python3 weighting-baseline.py TEXTS.jsonl

Prints [[wall-clock seconds, CPU seconds] for words, the same for words and word pairs].
"""
import json
import sys
import time

from sklearn.feature_extraction.text import TfidfVectorizer

with open(sys.argv[1], encoding="utf-8") as lines:
    texts = [json.loads(line) for line in lines]
times = []
for max_words in 1, 2:
    vectorizer = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True,
                                 ngram_range=(1, max_words))
    start, cpu_start = time.perf_counter(), time.process_time()
    vectorizer.fit_transform(texts)
    times.append([time.perf_counter() - start, time.process_time() - cpu_start])
print(json.dumps(times))
