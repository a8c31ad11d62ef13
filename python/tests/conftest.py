from __future__ import annotations

import base64
import gzip
import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import papergraph

ROOT = Path(__file__).resolve().parents[2]
VERSION_1 = ROOT / "test" / "fixtures" / "maps" / "version-1.json"


@pytest.fixture(scope="session")
def command() -> list[str]:
    """The command line of this checkout."""
    node, cli = shutil.which("node"), ROOT / "dist" / "cli.js"
    if node is None or not cli.exists():
        pytest.fail("the command line is not built: run npm run test:python")
    return [node, str(cli)]


@pytest.fixture(scope="session")
def sample_path(command: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A map of the sample papers, in the version that the command line writes."""
    path = tmp_path_factory.mktemp("map") / "seeds.json"
    subprocess.run([*command, "build", str(ROOT / "seeds"), "-o", str(path), "-q"], check=True, cwd=path.parent)
    return path


@pytest.fixture(scope="session")
def sample(sample_path: Path) -> papergraph.Map:
    return papergraph.read_map(sample_path)


@pytest.fixture(scope="session")
def exported(command: list[str], sample_path: Path) -> dict[str, Any]:
    """The same map as the command line exports it for networkx: papers, topics, and edges."""
    result = subprocess.run([*command, "export", str(sample_path), "-f", "json"], check=True, capture_output=True)
    return json.loads(result.stdout)


def write_map(path: Path, sections: dict[str, Any], version: int, compressed: bool = True) -> None:
    """Writes a map file as docs/map-file.md describes it."""
    lines = [f'{{"format":"papergraph map","version":{version},\n'.encode()]
    ranges: dict[str, list[Any]] = {}
    size = len(lines[0])
    for name, value in sections.items():
        line = f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'), ensure_ascii=False)},\n".encode()
        ranges[name] = [size, size + len(line), hashlib.sha256(line).hexdigest()]
        size += len(line)
        lines.append(line)
    listed = json.dumps(ranges, separators=(",", ":"))
    digest = hashlib.sha256(listed.encode()).hexdigest()
    lines.append(f'"index":{{"sections":{listed},"hash":"{digest}"}}}}\n'.encode())
    text = b"".join(lines)
    path.write_bytes(gzip.compress(text) if compressed else text)


def encode(values: list[float] | np.ndarray, dtype: str, unit: float | None = None) -> dict[str, Any]:
    """Encodes an array as version 3 does."""
    numbers = np.asarray(values) if unit is None else np.round(np.asarray(values) / unit)
    rows = numbers.astype(dtype).view("u1").reshape(len(numbers), -1)
    planes = max((k + 1 for k in range(rows.shape[1]) if rows[:, k].any()), default=1)
    stored = {"dtype": dtype, "planes": planes, "base64": base64.b64encode(rows[:, :planes].T.tobytes()).decode()}
    return stored if unit is None else {**stored, "unit": unit}


@pytest.fixture
def small_sections() -> dict[str, Any]:
    """Three papers; the third has no abstract and no place on the map."""
    return {
        "summary": {
            "records": 3,
            "merged": 0,
            "quality": {"modularity": 0.5},
            "options": {"neighbors": 10},
            "topics": [
                {"id": 1, "label": "Tides", "size": 2, "terms": [1, 0], "central": [1], "stability": 0.75},
                {"id": 2, "label": "Fronts", "size": 1, "parent": 1, "terms": [0], "central": [0], "stability": 1},
            ],
        },
        "nodes": {
            "ids": ["a", "b", "c"],
            "titles": ["A", "B", "C"],
            "years": encode([2001, 0, 2003], "<i4"),
            "topicOf": encode([1, 1, 0], "<u4"),
            "subtopicOf": encode([2, 0, 0], "<u4"),
            "confidence": encode([1, 0.5, 0], "<f4"),
            "secondTopic": encode([0, 0, 0], "<u4"),
            "degrees": encode([1, 1, 0], "<u4"),
            "positions": encode([1, 2, -3, 4.5, np.nan, np.nan], "<f4"),
        },
        "edgeSources": encode([0], "<u4"),
        "edgeTargets": encode([1], "<u4"),
        "edgeWeights": encode([0.25], "<u4", 2**-30),
        "metadata": {},
        "neighborStarts": encode([0, 1, 2, 2], "<u4"),
        "neighborIds": encode([1, 0], "<u4"),
        "neighborValues": encode([0.25, 0.25], "<u4", 2**-30),
        "vocabulary": {
            "keys": ["front", "tide", "ada"],
            "forms": ["fronts", "tides", "by Ada"],
            "documents": encode([2, 300, 1], "<u4"),
            "idf": encode([1.5, 0.5, 2], "<f8"),
            "longForms": [],
            "authors": 1,
        },
        "rowStarts": encode([0, 2, 3, 3], "<u4"),
        "rowIds": encode([0, 1, 1], "<u4"),
        "rowValues": encode([16384, 8192, 32768], "<u2"),
        "papers": [
            {"id": "a", "title": "A", "abstract": "x", "year": 2001, "citations": 4, "authors": ["Ada"], "sources": [{"file": "a.bib", "line": 1}]},
            {"id": "b", "title": "B “quoted”", "abstract": "y", "sources": []},
            {"id": "c", "title": "C", "year": 2003, "sources": []},
        ],
        "problems": {"problems": [{"file": "a.bib", "line": 9, "reason": "lost"}], "notes": []},
    }
