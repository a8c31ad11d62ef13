from __future__ import annotations

import re

import numpy as np
import pytest
from conftest import ROOT
from traitlets import TraitError

import papergraph


def test_the_page_receives_the_papers_that_have_a_place(sample: papergraph.Map) -> None:
    widget = sample.widget(height=300)
    state = widget.get_state()
    placed = sample.papers[sample.papers["x"].notna()]
    assert state["_ids"] == placed.index.tolist()
    assert np.frombuffer(state["_positions"], "<f4").reshape(-1, 2) == pytest.approx(placed[["x", "y"]].to_numpy(), rel=1e-6)
    assert np.frombuffer(state["_topics"], "<u4").tolist() == placed["topic"].fillna(0).tolist()
    assert state["height"] == 300
    assert [label["label"] for label in state["_labels"]] == sample.topics[sample.topics["parent"].isna()]["label"].tolist()


def test_the_selection_is_shared_in_both_directions(sample: papergraph.Map) -> None:
    widget = sample.widget()
    first, second = sample.papers.index[:2]
    seen: list[list[str]] = []
    widget.observe(lambda change: seen.append(change["new"]), names="selected")
    widget.selected = [first, first, second]
    assert widget.get_state("selected") == {"selected": [first, second]}
    # What the page sends.
    widget.set_state({"selected": [second]})
    assert widget.selected == [second]
    assert seen == [[first, second], [second]]


def test_unknown_papers_cannot_be_selected(sample: papergraph.Map) -> None:
    with pytest.raises(TraitError, match="the map has no paper 'nothing'"):
        sample.widget().selected = ["nothing"]


def test_an_index_selects_papers_and_unknown_options_are_errors(sample: papergraph.Map) -> None:
    widget = sample.widget()
    widget.selected = sample.papers.index[:2]
    assert widget.selected == sample.papers.index[:2].tolist()
    with pytest.raises(TypeError, match="a map widget has no option 'heigth'"):
        sample.widget(heigth=300)


def test_topics_have_the_colors_of_the_explorer() -> None:
    def find_colors(path: str) -> list[str]:
        return re.findall("#[0-9a-f]{6}", (ROOT / path).read_text("utf8").split("const RADIUS")[0])

    assert find_colors("python/src/papergraph/static/widget.js") == find_colors("src/graph/colors.ts")


def test_nodes_are_called_what_they_are(sample: papergraph.Map) -> None:
    assert sample.nodes == "papers"
    assert sample.widget().get_state("_nouns") == {"_nouns": "papers"}
