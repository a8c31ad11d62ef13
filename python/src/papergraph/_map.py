"""A map as data frames, graphs, and matrices."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from papergraph._map_file import list_networks, read_sections, select_network

if TYPE_CHECKING:
    import igraph

    from papergraph.widget import MapWidget

#: The integer that stands for the weight 1 in rows of terms and concepts.
UNIT = 32768

#: The fields of papers that become columns, in this order, with the names that exports give them.
_FIELDS = {
    "title": "title",
    "abstract": "abstract",
    "otherAbstracts": "other_abstracts",
    "authors": "authors",
    "structuredNames": "structured_names",
    "orcids": "orcids",
    "authorCount": "author_count",
    "year": "year",
    "date": "date",
    "venue": "venue",
    "series": "series",
    "volume": "volume",
    "number": "number",
    "pages": "pages",
    "publisher": "publisher",
    "editors": "editors",
    "organization": "organization",
    "type": "type",
    "language": "language",
    "keywords": "keywords",
    "doi": "doi",
    "arxiv": "arxiv",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "isbn": "isbn",
    "issn": "issn",
    "identifiers": "identifiers",
    "url": "url",
    "urls": "urls",
    "code": "code",
    "votes": "votes",
    "citations": "citations",
    "cites": "references",
    "note": "note",
    "key": "citation_key",
}
_COUNTS = ("authorCount", "year", "votes", "citations")


class Map:
    """A map of papers. All rows and columns that stand for papers have the order of ``papers``.

    In a network of authors, keywords, concepts, or cited works, these take the place of the papers.
    """

    def __init__(self, sections: dict[str, Any]) -> None:
        self._sections = sections
        #: SHA-256 hash of the map.
        self.hash: str = sections["hash"]
        #: Options that the map was built with.
        self.options: dict[str, Any] = sections["summary"]["options"]
        #: Modularity, silhouette, stability, and trustworthiness.
        self.quality: dict[str, float] = sections["summary"]["quality"]
        #: What the edges mean: "similarity", "co-authorship", ...
        self.network: str = sections.get("network", {}).get("name", "similarity")
        #: What the rows of ``papers`` are: "papers", "authors", "keywords", "concepts", or "cited works".
        self.nodes: str = sections.get("network", {}).get("nodes", "papers")

    def __repr__(self) -> str:
        topics = int(self.topics["parent"].isna().sum())
        counts = ((len(self.papers), self.nodes), (topics, "topics"), (len(self.edges), "edges"))
        return f"<papergraph.Map: {', '.join(_pluralize(count, nouns) for count, nouns in counts)}>"

    @cached_property
    def papers(self) -> pd.DataFrame:
        """One row per paper, indexed by id. Missing values are NA; papers in no topic have the topic NA."""
        nodes = self._sections["nodes"]
        records = self._sections["papers"]
        frame = pd.DataFrame(index=pd.Index(nodes["ids"], name="id"))
        for field, column in _FIELDS.items():
            values = [_get_value(record, field) for record in records]
            frame[column] = pd.array(values, dtype="Int64") if field in _COUNTS else pd.Series(values, index=frame.index, dtype=object)
        labels = dict(zip(self.topics.index, self.topics["label"], strict=True))
        for column, key in (("topic", "topicOf"), ("subtopic", "subtopicOf"), ("second_topic", "secondTopic")):
            numbers = np.asarray(nodes[key], "int64").tolist()
            frame[column] = pd.array([number or None for number in numbers], dtype="Int64")
            frame[f"{column}_label"] = pd.Series([labels.get(number) for number in numbers], index=frame.index, dtype=object)
        positions = _as_positions(nodes["positions"])
        # The file has a 0 for papers that are not placed.
        frame["confidence"] = np.where(np.isnan(positions[:, 0]), np.nan, np.asarray(nodes["confidence"], "float64"))
        frame["degree"] = np.asarray(nodes["degrees"], "int64")
        frame["x"], frame["y"] = positions[:, 0], positions[:, 1]
        frame["files"] = [[source["file"] for source in record.get("sources", [])] for record in records]
        return frame

    @cached_property
    def topics(self) -> pd.DataFrame:
        """One row per topic and subtopic, indexed by id: label, size, parent, stability, terms, central papers."""
        ids, forms = self._sections["nodes"]["ids"], self._sections["vocabulary"]["forms"]
        topics = self._sections["summary"]["topics"]
        return pd.DataFrame(
            {
                "label": [topic["label"] for topic in topics],
                "size": [topic["size"] for topic in topics],
                "parent": pd.array([topic.get("parent") for topic in topics], dtype="Int64"),
                "stability": [topic["stability"] for topic in topics],
                "terms": [[forms[term] for term in topic["terms"]] for topic in topics],
                "central": [[ids[paper] for paper in topic["central"]] for topic in topics],
            },
            index=pd.Index([topic["id"] for topic in topics], name="id"),
        )

    @cached_property
    def edges(self) -> pd.DataFrame:
        """One row per edge: ids of two papers, and their similarity as weight.

        In maps with vectors, weights are fused scores. In other networks than similarity, they grow with the association strength of the link,
        which ``strength`` has, besides its ``count``.
        """
        ids = np.asarray(self._sections["nodes"]["ids"], object)
        sources, targets = self._sections["edgeSources"], self._sections["edgeTargets"]
        frame = pd.DataFrame(
            {
                "source": pd.Series(ids[sources], dtype=object),
                "target": pd.Series(ids[targets], dtype=object),
                "weight": np.asarray(self._sections["edgeWeights"], "float64"),
            }
        )
        if "network" in self._sections:
            totals = np.asarray(self._sections["networkTotals"], "float64")
            frame["count"] = np.asarray(self._sections["networkCounts"], "float64")
            expected = totals[sources] * totals[targets] / totals.sum()
            frame["strength"] = np.divide(frame["count"], expected, out=np.zeros(len(frame)), where=frame["count"] > 0)
        return frame

    @cached_property
    def terms(self) -> pd.DataFrame:
        """One row per column of ``term_matrix``: the term as papers write it, its key, document frequency, and idf."""
        vocabulary = self._sections["vocabulary"]
        count = len(vocabulary["keys"])
        return pd.DataFrame(
            {
                "term": pd.Series(vocabulary["forms"], dtype=object),
                "key": pd.Series(vocabulary["keys"], dtype=object),
                "documents": np.asarray(vocabulary["documents"], "int64"),
                "idf": np.asarray(vocabulary["idf"], "float64"),
                "is_author": np.arange(count) >= count - vocabulary.get("authors", 0),
            }
        )

    @cached_property
    def concepts(self) -> pd.DataFrame:
        """One row per column of ``concept_matrix``, indexed by id. Empty if the map was built without concepts."""
        concepts = self._sections.get("concepts")
        columns = ("names", "kinds", "variants", "abbreviations", "documents", "firsts")
        stored = {column: concepts[column] if concepts else [] for column in columns}
        firsts = [None if first == 0 else int(first) for first in stored["firsts"]]
        return pd.DataFrame(
            {
                "name": pd.Series(stored["names"], dtype=object),
                "kind": pd.Series(stored["kinds"], dtype=object),
                "variants": pd.Series(list(stored["variants"]), dtype=object),
                "abbreviations": pd.Series(list(stored["abbreviations"]), dtype=object),
                "documents": np.asarray(stored["documents"], "int64"),
                "first": pd.array(firsts, dtype="Int64"),
            }
        ).set_axis(pd.Index(concepts["ids"] if concepts else [], name="id", dtype=object))

    @cached_property
    def problems(self) -> pd.DataFrame:
        """One row per record that was lost, and per note: file, line, reason, kind."""
        stored = self._sections["problems"]
        rows = [{**entry, "kind": kind[:-1]} for kind in ("problems", "notes") for entry in stored[kind]]
        return pd.DataFrame(rows, columns=["file", "line", "reason", "kind"])

    @cached_property
    def term_matrix(self) -> sparse.csr_array:
        """Papers × terms, rows of unit length: the dot product of two rows is the similarity of their texts."""
        return self._matrix("row", len(self.terms), 1 / UNIT)

    @cached_property
    def neighbor_matrix(self) -> sparse.csr_array:
        """Papers × papers: the weight of each paper's links to its nearest neighbors, as in ``edges``. Not symmetric."""
        return self._matrix("neighbor", len(self.papers), 1)

    @cached_property
    def adjacency_matrix(self) -> sparse.csr_array:
        """Papers × papers: the weights of the edges. Symmetric."""
        count = len(self.papers)
        sources, targets = (np.asarray(self._sections[key], "int64") for key in ("edgeSources", "edgeTargets"))
        upper = sparse.coo_array((self.edges["weight"].to_numpy(), (sources, targets)), shape=(count, count))
        return sparse.csr_array(upper + upper.T)

    @cached_property
    def concept_matrix(self) -> sparse.csr_array:
        """Papers × concepts: the relevance of each concept that a paper mentions, 0 to 1."""
        if "concepts" not in self._sections:
            return sparse.csr_array((len(self.papers), 0))
        return self._matrix("concept", len(self.concepts), 1 / UNIT)

    def _matrix(self, name: str, columns: int, unit: float) -> sparse.csr_array:
        starts, ids, values = (self._sections[f"{name}{part}"] for part in ("Starts", "Ids", "Values"))
        data = np.asarray(values, "float64") * unit
        shape = (len(starts) - 1, columns)
        matrix = sparse.csr_array((data, np.asarray(ids, "int64"), np.asarray(starts, "int64")), shape=shape)
        matrix.sort_indices()
        return matrix

    def graph(self) -> nx.Graph:
        """Returns the graph with title, year, topic, topic_label, x, and y of each paper; unknown values are absent."""
        graph = nx.Graph()
        for paper, attributes in self._node_attributes():
            graph.add_node(paper, **{key: value for key, value in attributes.items() if value is not None})
        graph.add_weighted_edges_from(self.edges[["source", "target", "weight"]].itertuples(index=False, name=None))
        return graph

    def igraph(self) -> igraph.Graph:
        """Returns the graph for igraph; vertices are called by the ids of papers, and unknown values are None."""
        try:
            import igraph
        except ImportError as error:
            raise ImportError("igraph is not installed: pip install igraph") from error
        pairs = np.column_stack([self._sections["edgeSources"], self._sections["edgeTargets"]])
        graph = igraph.Graph(n=len(self.papers), edges=pairs.tolist())
        nodes = list(self._node_attributes())
        graph.vs["name"] = [paper for paper, _ in nodes]
        for key in nodes[0][1] if nodes else ():
            graph.vs[key] = [attributes[key] for _, attributes in nodes]
        graph.es["weight"] = self.edges["weight"].tolist()
        return graph

    def _node_attributes(self) -> Any:
        columns = ["title", "year", "topic", "topic_label", "x", "y"]
        for row in self.papers[columns].itertuples():
            yield row[0], {key: _to_python(value) for key, value in zip(columns, row[1:], strict=True)}

    def widget(self, **options: Any) -> MapWidget:
        """Returns a widget that shows the map in Jupyter: see ``papergraph.widget.MapWidget``."""
        try:
            from papergraph.widget import MapWidget
        except ImportError as error:
            raise ImportError("the widget needs anywidget: pip install anywidget") from error
        return MapWidget(self, **options)


def _pluralize(count: int, nouns: str) -> str:
    return f"{count:,} {nouns.removesuffix('s') if count == 1 else nouns}"


def _get_value(record: dict[str, Any], field: str) -> Any:
    """Returns the value of a field of a paper; None if it is unknown."""
    value = record.get(field)
    if field == "authorCount" and value is None:
        value = len(record.get("authors", [])) or None
    if field == "urls" and value is not None:
        value = [record["url"], *value]
    return None if value == "" else value


def _to_python(value: Any) -> Any:
    """Returns a value as JSON and the formats of networkx and igraph accept it, which take no numbers of NumPy."""
    if pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value


def _as_positions(stored: Any) -> np.ndarray:
    """Returns x and y of each paper; NaN for papers that are not placed."""
    values = [np.nan if value is None else value for value in stored] if isinstance(stored, list) else stored
    return np.asarray(values, "float64").reshape(-1, 2)


def read_map(path: str | os.PathLike[str], network: str | None = None) -> Map:
    """Reads a map that papergraph wrote, of any version, and verifies its checksums.

    A file can have several networks of the same papers; the first one is read by default. ``read_networks`` reads all.

    Raises MapFileError if the file is no map, is damaged, is newer than this package, or does not have the network.
    """
    sections = read_sections(path)
    return Map(sections if network is None else select_network(sections, network, os.fspath(path)))


def read_networks(path: str | os.PathLike[str]) -> dict[str, Map]:
    """Reads all networks of a map, by name. Most maps have one: "similarity".

    Raises MapFileError as ``read_map`` does.
    """
    sections = read_sections(path)
    return {network: Map(select_network(sections, network, os.fspath(path))) for network in list_networks(sections)}
