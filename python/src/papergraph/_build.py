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
    command: str | Sequence[str] | None = None,
    **options: Any,
) -> Map:
    """Builds a map and reads it. This needs Node.

    ``inputs`` are files, directories, or patterns, or a DataFrame with columns such as title, abstract, authors, year.
    ``output`` is the map file; by default it is temporary. ``options`` are those of ``papergraph build``, with
    underscores: ``neighbors=20``, ``min_similarity=0.1``, ``network=["similarity", "keywords"]``, ``concepts=False``.
    ``command`` runs papergraph: by default ``papergraph``; ``["node", "dist/cli.js"]`` in a clone.

    Raises BuildError if the map cannot be built.
    """
    program = [command] if isinstance(command, str) else command or _find_command()
    # A temporary file would have another name each time, and with it the map another hash.
    text, paths = (_to_json_lines(inputs), ["-"]) if isinstance(inputs, pd.DataFrame) else ("", _to_paths(inputs))
    with tempfile.TemporaryDirectory(prefix="papergraph-") as directory:
        target = os.path.join(directory, "map.json") if output is None else os.fspath(output)
        arguments = [*program, "build", *paths, "--output", target, "--quiet", *_to_flags(options)]
        try:
            result = subprocess.run(arguments, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
        except OSError as error:
            raise BuildError(f"cannot run {arguments[0]}: {error}") from error
        if result.returncode != 0:
            raise BuildError(result.stderr.strip() or f"{arguments[0]} exited with {result.returncode}")
        return read_map(target)


def _find_command() -> list[str]:
    program = shutil.which("papergraph")
    if program is None:
        raise BuildError('papergraph is not installed: run "npm install --global ." in a clone that is built, or give its command')
    return [program]


def _to_json_lines(frame: pd.DataFrame) -> str:
    """Returns one paper per line. Values that are missing are no values."""
    records = frame.reset_index(names="id") if frame.index.name == "id" else frame
    return records.to_json(orient="records", lines=True, force_ascii=False, date_format="iso")


def _to_paths(inputs: Any) -> list[str]:
    names = [inputs] if isinstance(inputs, (str, os.PathLike)) else list(inputs)
    if not names:
        raise BuildError("nothing to read: give files, directories, patterns, or a DataFrame")
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
        elif isinstance(value, (list, tuple)):
            flags += [f"--{flag}", ",".join(map(str, value))]
        elif isinstance(value, dict):
            flags += [f"--{flag}", ",".join(f"{key}={column}" for key, column in value.items())]
        else:
            flags += [f"--{flag}", str(value)]
    return flags
