"""Shows a map in Jupyter, with a selection that Python and the page share."""

from __future__ import annotations

import pathlib
from typing import Any

import anywidget
import numpy as np
import traitlets

from papergraph._map import Map

_STATIC = pathlib.Path(__file__).parent / "static"


class _Ids(traitlets.List):
    """A list of ids; an index or column of a data frame is one, too."""

    def validate(self, obj: Any, value: Any) -> Any:
        return super().validate(obj, value.tolist() if hasattr(value, "tolist") else value)


class MapWidget(anywidget.AnyWidget):
    """A map of papers. ``selected`` has the ids of the selected papers; set it to select papers from Python.

    Drag to move the map, turn the wheel to zoom, click a paper to select it, Shift and click to add it, Shift and drag
    to select an area.
    """

    _esm = _STATIC / "widget.js"
    _css = _STATIC / "widget.css"

    #: Ids of the selected papers.
    selected = _Ids(traitlets.Unicode()).tag(sync=True)
    #: Height in pixels.
    height = traitlets.Int(480).tag(sync=True)
    _ids = traitlets.List(traitlets.Unicode()).tag(sync=True)
    _titles = traitlets.List(traitlets.Unicode()).tag(sync=True)
    _positions = traitlets.Bytes().tag(sync=True)
    _topics = traitlets.Bytes().tag(sync=True)
    _labels = traitlets.List().tag(sync=True)
    _nouns = traitlets.Unicode("papers").tag(sync=True)

    def __init__(self, paper_map: Map, **options: Any) -> None:
        unknown = [name for name in options if not self.has_trait(name)]
        if unknown:
            raise TypeError(f"a map widget has no option {unknown[0]!r}: its options are height, selected, and layout")
        papers = paper_map.papers
        placed = papers[papers["x"].notna()]
        topics = paper_map.topics
        labels = [
            {"topic": int(topic), "label": row["label"], "x": float(group["x"].median()), "y": float(group["y"].median())}
            for topic, row in topics[topics["parent"].isna()].iterrows()
            if len(group := placed[placed["topic"] == topic]) > 0
        ]
        super().__init__(
            _ids=placed.index.tolist(),
            _titles=placed["title"].tolist(),
            _positions=placed[["x", "y"]].to_numpy("<f4").tobytes(),
            _topics=placed["topic"].fillna(0).to_numpy(np.dtype("<u4")).tobytes(),
            _labels=labels,
            _nouns=paper_map.nodes,
            **options,
        )
        self._known = frozenset(papers.index)

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> list[str]:
        known = getattr(self, "_known", None)
        unknown = [] if known is None else [paper for paper in proposal["value"] if paper not in known]
        if unknown:
            raise traitlets.TraitError(f"the map has no paper {unknown[0]!r}: use ids from Map.papers.index")
        return list(dict.fromkeys(proposal["value"]))
