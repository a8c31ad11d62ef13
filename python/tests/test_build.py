from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT

import papergraph


def test_builds_from_files(command: list[str], tmp_path: Path) -> None:
    output = tmp_path / "map.json"
    m = papergraph.build([ROOT / "seeds"], output, command=command, neighbors=5, concepts=False)
    assert m.options["neighbors"] == 5
    assert len(m.concepts) == 0
    assert papergraph.read_map(output).hash == m.hash


def test_builds_from_a_data_frame(command: list[str], sample: papergraph.Map) -> None:
    frame = sample.papers[["title", "abstract", "authors", "year", "doi"]].head(30).reset_index(drop=True)
    m = papergraph.build(frame, command=command)
    assert sorted(m.papers["title"]) == sorted(frame["title"])
    by_title = frame.set_index("title")["year"]
    for _, paper in m.papers.iterrows():
        expected = by_title[paper["title"]]
        assert pd.isna(paper["year"]) if pd.isna(expected) else paper["year"] == expected


def test_errors_are_those_of_the_command(command: list[str], tmp_path: Path) -> None:
    with pytest.raises(papergraph.BuildError, match="no such file or directory"):
        papergraph.build(tmp_path / "none.bib", command=command)
    with pytest.raises(papergraph.BuildError, match="unknown option '--neighbours'"):
        papergraph.build([ROOT / "seeds"], command=command, neighbours=3)
    with pytest.raises(papergraph.BuildError, match="cannot run"):
        papergraph.build([ROOT / "seeds"], command=[str(tmp_path / "nothing")])
    with pytest.raises(papergraph.BuildError, match="^nothing to read: give files"):
        papergraph.build([], command=command)


def test_the_same_data_frame_gives_the_same_map(command: list[str], sample: papergraph.Map) -> None:
    frame = sample.papers.head(5)
    assert papergraph.build(frame, command=command).hash == papergraph.build(frame, command=command).hash


def test_without_the_command_line_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(papergraph.BuildError, match="^papergraph is not installed: run .*$"):
        papergraph.build([ROOT / "seeds"])


def test_the_command_may_be_one_name(tmp_path: Path) -> None:
    with pytest.raises(papergraph.BuildError, match="^cannot run papergraph-of-no-one: "):
        papergraph.build([ROOT / "seeds"], command="papergraph-of-no-one")
