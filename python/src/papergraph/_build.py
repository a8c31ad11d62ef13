"""Builds maps with the command line of papergraph."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from papergraph._map import Map, read_map


class BuildError(RuntimeError):
    """The command line could not build the map; the message is its own."""


def build(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | pd.DataFrame,
    output: str | os.PathLike[str] | None = None,
    *,
    command: Sequence[str] | None = None,
    **options: Any,
) -> Map:
    """Builds a map and reads it. This needs Node.

    ``inputs`` are files, directories, or patterns, or a DataFrame with columns such as title, abstract, authors, year.
    ``output`` is the map file; by default it is temporary. ``options`` are those of ``papergraph build``, with
    underscores: ``neighbors=20``, ``min_similarity=0.1``, ``concepts=False``. ``command`` runs papergraph; by default
    ``papergraph``, or ``npx papergraph`` if that is not installed.

    Raises BuildError if the map cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="papergraph-") as directory:
        paths = _to_paths(inputs, directory)
        target = os.path.join(directory, "map.json") if output is None else os.fspath(output)
        arguments = [*(command or _find_command()), "build", *paths, "--output", target, "--quiet", *_to_flags(options)]
        try:
            result = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False)
        except OSError as error:
            raise BuildError(f"cannot run {arguments[0]}: {error}") from error
        if result.returncode != 0:
            raise BuildError(result.stderr.strip() or f"{arguments[0]} exited with {result.returncode}")
        return read_map(target)


def _find_command() -> list[str]:
    program = shutil.which("papergraph")
    if program:
        return [program]
    npx = shutil.which("npx")
    if npx:
        return [npx, "--yes", "papergraph"]
    raise BuildError("papergraph is not installed: install Node.js, then run: npm install --global papergraph")


def _to_paths(inputs: Any, directory: str) -> list[str]:
    if isinstance(inputs, pd.DataFrame):
        path = os.path.join(directory, "papers.jsonl")
        # Values that are missing are no values.
        records = inputs.reset_index(names="id") if inputs.index.name == "id" else inputs
        records.to_json(path, orient="records", lines=True, force_ascii=False, date_format="iso")
        return [path]
    names = [inputs] if isinstance(inputs, (str, os.PathLike)) else list(inputs)
    # A name that begins with a hyphen would be an option.
    return [os.path.join(".", name) if os.fspath(name).startswith("-") else os.fspath(name) for name in names]


def _to_flags(options: dict[str, Any]) -> list[str]:
    flags: list[str] = []
    for name, value in options.items():
        flag = name.replace("_", "-")
        if value is None or value is True and name == "concepts":
            continue
        if value is True:
            flags.append(f"--{flag}")
        elif value is False:
            flags.append(f"--no-{flag}")
        elif isinstance(value, dict):
            flags += [f"--{flag}", ",".join(f"{key}={column}" for key, column in value.items())]
        else:
            flags += [f"--{flag}", str(value)]
    return flags
