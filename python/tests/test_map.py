from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, VERSION_1, write_map

import papergraph
from papergraph import MapFileError


def test_small_map_of_version_3(tmp_path: Path, small_sections: dict[str, Any]) -> None:
    path = tmp_path / "map.json"
    write_map(path, small_sections, 3)
    m = papergraph.read_map(path)
    assert m.papers.index.tolist() == ["a", "b", "c"]
    assert m.papers["title"].tolist() == ["A", "B “quoted”", "C"]
    assert m.papers["year"].tolist() == [2001, pd.NA, 2003]
    assert m.papers["citations"].tolist() == [4, pd.NA, pd.NA]
    assert m.papers["topic"].tolist() == [1, 1, pd.NA]
    assert m.papers["topic_label"].iloc[0] == "Tides"
    assert pd.isna(m.papers["topic_label"].iloc[2])
    assert m.papers["subtopic_label"].iloc[0] == "Fronts"
    assert m.papers[["x", "y"]].iloc[1].tolist() == [-3, 4.5]
    assert m.papers["x"].isna().tolist() == [False, False, True]
    assert m.papers["files"].tolist() == [["a.bib"], [], []]
    assert m.topics.loc[1, "terms"] == ["tides", "fronts"]
    assert m.topics.loc[1, "central"] == ["b"]
    assert m.topics["parent"].tolist() == [pd.NA, 1]
    assert m.edges.values.tolist() == [["a", "b", 0.25]]
    assert m.terms["documents"].tolist() == [2, 300, 1]
    assert m.terms["idf"].tolist() == [1.5, 0.5, 2]
    assert m.terms["is_author"].tolist() == [False, False, True]
    assert m.term_matrix.toarray().tolist() == [[0.5, 0.25, 0], [0, 1, 0], [0, 0, 0]]
    assert m.adjacency_matrix.toarray().tolist() == [[0, 0.25, 0], [0.25, 0, 0], [0, 0, 0]]
    assert len(m.concepts) == 0
    assert m.concept_matrix.shape == (3, 0)
    assert m.problems.values.tolist() == [["a.bib", 9, "lost", "problem"]]
    assert m.graph().nodes["c"] == {"title": "C", "year": 2003}
    assert m.igraph().vs["topic_label"] == ["Tides", "Tides", None]
    assert m.options == {"neighbors": 10}
    assert m.papers["abstract"].tolist() == ["x", "y", None]
    assert m.papers["author_count"].tolist() == [1, pd.NA, pd.NA]
    # Papers that are not placed belong to no topic with any confidence.
    assert m.papers["confidence"].isna().tolist() == [False, False, True]
    assert m.network == "similarity"
    assert repr(m) == "<papergraph.Map: 3 papers, 1 topic, 1 edge>"


def test_attributes_of_graphs_are_numbers_of_python(tmp_path: Path, small_sections: dict[str, Any]) -> None:
    path = tmp_path / "map.json"
    write_map(path, small_sections, 3)
    m = papergraph.read_map(path)
    assert json.loads(json.dumps(nx.node_link_data(m.graph(), edges="edges")))["nodes"][0]["year"] == 2001
    nx.write_gml(m.graph(), tmp_path / "map.gml")
    assert [type(value) for value in m.igraph().vs["year"]] == [int, type(None), int]


def test_map_of_version_1() -> None:
    stored = json.loads(VERSION_1.read_text("utf8"))
    m = papergraph.read_map(VERSION_1)
    assert m.papers.index.tolist() == stored["nodes"]["ids"]
    assert m.hash == stored["index"]["hash"]
    assert "neighbors" in m.options and "neighbours" not in m.options
    assert m.neighbor_matrix.shape == (len(m.papers), len(m.papers))
    organizations = [paper.get("organisation", paper.get("organization")) for paper in stored["papers"]]
    assert m.papers["organization"].tolist() == organizations


def test_papers_and_edges_are_those_of_the_export(sample: papergraph.Map, exported: dict[str, Any]) -> None:
    nodes = {node["id"]: node for node in exported["nodes"]}
    assert set(nodes) == set(sample.papers.index)
    for paper, row in sample.papers.iterrows():
        node = nodes[paper]
        assert row["title"] == node["label"]
        if "topic_label" in node and not pd.isna(row["topic"]):
            assert row["topic_label"] == node["topic_label"]
    edges = exported.get("edges", exported.get("links"))
    expected = {frozenset((edge["source"], edge["target"])): edge["weight"] for edge in edges}
    assert {frozenset((a, b)): weight for a, b, weight in sample.edges.values.tolist()} == pytest.approx(expected, abs=1e-6)


def export(command: list[str], path: Path, *options: str) -> dict[str, Any]:
    result = subprocess.run([*command, "export", str(path), "-f", "json", *options], check=True, capture_output=True)
    return json.loads(result.stdout)


def test_papers_have_every_field_of_the_export(command: list[str], tmp_path: Path) -> None:
    record = {
        "title": "Tides", "abstract": "Gliders cross the fronts of the sea and are not alone.",
        "other_abstracts": ["Die Gleiter kreuzen die Fronten, die mit der Rinde verbunden sind, und sie sind nicht allein."],
        "authors": ["García Márquez, Gabriel"],
        "orcids": ["Ada Li 0000-0002-1825-0097"],
        "date": "2016-06-05", "venue": "Seas", "series": "Coasts", "volume": "20", "number": "3", "pages": "11-18", "publisher": "Harbor",
        "editors": ["Claire Moreau"], "organization": "Society", "type": "article", "language": "en", "keywords": ["gliders; fronts", "sea"],
        "doi": "10.1000/front.7", "arxiv": "1606.01234", "pmid": "21000002", "pmcid": "PMC9900002", "isbn": "978-0-306-40615-7",
        "issn": "1234-5679", "identifiers": ["openalex:W1"], "urls": ["https://a.org/1", "https://a.org/2"], "code": "https://github.com/a/b",
        "note": "Twice.", "votes": 4, "citations": 12, "references": ["10.1000/old.1"], "citation_key": "garcia2016",
    }  # fmt: skip
    source, path = tmp_path / "papers.jsonl", tmp_path / "map.json"
    source.write_text(json.dumps(record), "utf8")
    m = papergraph.build(source, path, command=command)
    node = export(command, path)["nodes"][0]
    # What only drawings need, other names of the same, and the topic "Other", which papers without a topic have.
    others = {"id", "label", "size", "color", "sources", "neighbors", "topic", "topic_label"}
    row = m.papers.iloc[0]
    expected = {key: value for key, value in node.items() if key not in others}
    assert len(expected) > 35
    assert {key: row[key] for key in expected} == expected
    assert papergraph.build(m.papers, command=command).papers.drop(columns="files").equals(m.papers.drop(columns="files"))


def test_edges_of_networks_are_those_of_the_export(command: list[str], tmp_path: Path) -> None:
    papers = [{"title": f"Paper {i}", "authors": authors} for i, authors in enumerate([["A B", "C D"], ["A B", "C D", "E F"], ["E F", "G H"]])]
    path = tmp_path / "map.json"
    m = papergraph.build(pd.DataFrame(papers), path, command=command, network=["co-authorship"])
    assert m.network == "co-authorship"
    assert repr(m) == f"<papergraph.Map: 4 authors, {len(m.topics)} topic{'s' * (len(m.topics) != 1)}, 4 edges>"
    expected = [[edge[key] for key in m.edges.columns] for edge in export(command, path)["edges"]]
    for row, edge in zip(m.edges.values.tolist(), expected, strict=True):
        assert row[:2] == edge[:2]
        assert row[2:] == pytest.approx(edge[2:])
    assert m.edges.columns.tolist() == ["source", "target", "weight", "count", "strength"]
    assert m.graph().number_of_edges() == m.igraph().ecount() == 4


def test_similarity_is_the_product_of_two_rows(sample: papergraph.Map) -> None:
    similarity = (sample.term_matrix @ sample.term_matrix.T).toarray()
    positions = {paper: i for i, paper in enumerate(sample.papers.index)}
    for a, b, weight in sample.edges.head(200).values.tolist():
        assert similarity[positions[a], positions[b]] == weight
    assert (sample.adjacency_matrix - sample.adjacency_matrix.T).nnz == 0
    # Every edge is a nearest neighbor of one of its ends.
    one_way = sample.neighbor_matrix.maximum(sample.neighbor_matrix.T)
    assert (abs(one_way - sample.adjacency_matrix) > 1e-12).nnz == 0


def test_graphs_have_the_same_edges(sample: papergraph.Map) -> None:
    graph, other = sample.graph(), sample.igraph()
    assert graph.number_of_nodes() == other.vcount() == len(sample.papers)
    assert graph.number_of_edges() == other.ecount() == len(sample.edges)
    names = other.vs["name"]
    assert {frozenset((names[edge.source], names[edge.target])) for edge in other.es} == {frozenset(edge) for edge in graph.edges}
    assert dict(graph.degree) == sample.papers["degree"].to_dict()
    assert nx.is_weighted(graph)


def test_topics_have_the_size_of_their_papers(sample: papergraph.Map) -> None:
    topics = sample.topics[sample.topics["parent"].isna()]
    assert sample.papers["topic"].value_counts().to_dict() == topics["size"].to_dict()


def test_concepts_are_in_as_many_papers_as_they_say(sample: papergraph.Map) -> None:
    counts = np.diff(sample.concept_matrix.tocsc().indptr)
    assert counts.tolist() == sample.concepts["documents"].tolist()
    assert len(sample.concepts) > 100


def test_each_network_of_a_file_equals_the_map_of_that_network_alone(command: list[str], tmp_path: Path) -> None:
    def build(name: str, networks: str) -> Path:
        path = tmp_path / name
        arguments = ["build", str(ROOT / "seeds"), "-o", str(path), "--network", networks, "-q"]
        subprocess.run([*command, *arguments], check=True, cwd=tmp_path)
        return path

    both = build("both.json", "concepts,similarity")
    networks = papergraph.read_networks(both)
    assert list(networks) == ["concepts", "similarity"]
    for name, m in networks.items():
        alone = papergraph.read_map(build(f"{name}.json", name))
        pd.testing.assert_frame_equal(m.papers, alone.papers)
        pd.testing.assert_frame_equal(m.edges, alone.edges)
        assert m.quality == alone.quality
    pd.testing.assert_frame_equal(papergraph.read_map(both).edges, networks["concepts"].edges)
    pd.testing.assert_frame_equal(papergraph.read_map(both, "similarity").edges, networks["similarity"].edges)
    with pytest.raises(MapFileError, match='has no network "citation"; its networks: concepts, similarity'):
        papergraph.read_map(both, "citation")


def test_decompressed_maps_are_read(tmp_path: Path, sample: papergraph.Map, sample_path: Path) -> None:
    data = sample_path.read_bytes()
    path = tmp_path / "plain.json"
    path.write_bytes(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    assert papergraph.read_map(path).papers.equals(sample.papers)


@pytest.mark.parametrize("place", [0.02, 0.3, 0.7, 0.97])
def test_a_changed_byte_is_an_error(tmp_path: Path, small_sections: dict[str, Any], place: float) -> None:
    path = tmp_path / "map.json"
    write_map(path, small_sections, 3, compressed=False)
    data = bytearray(path.read_bytes())
    position = int(place * len(data))
    data[position] = data[position] ^ 1
    path.write_bytes(data)
    with pytest.raises(MapFileError):
        papergraph.read_map(path)


def test_a_map_that_is_cut_short_is_an_error(tmp_path: Path, sample_path: Path) -> None:
    path = tmp_path / "short.json"
    path.write_bytes(sample_path.read_bytes()[:-5000])
    with pytest.raises(MapFileError, match="cut short or damaged.*build it again"):
        papergraph.read_map(path)


def test_other_files_and_newer_maps_are_errors(tmp_path: Path, small_sections: dict[str, Any]) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}")
    with pytest.raises(MapFileError, match="is not a papergraph map: create one"):
        papergraph.read_map(other)
    newer = tmp_path / "newer.json"
    write_map(newer, small_sections, 99)
    with pytest.raises(MapFileError, match="map version 99.*update papergraph"):
        papergraph.read_map(newer)
    with pytest.raises(FileNotFoundError):
        papergraph.read_map(tmp_path / "none.json")
