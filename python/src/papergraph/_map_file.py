"""Reads map files of all versions: see docs/map-file.md."""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import json
import os
import zlib
from typing import Any

import numpy as np

#: The newest version that this package reads.
VERSION = 3

_START = b'{"format":"papergraph map","version":'

#: Names in maps of version 1, by today's names.
_VERSION_1_SECTIONS = {
    "facts": "metadata",
    "neighbourStarts": "neighborStarts",
    "neighbourIds": "neighborIds",
    "neighbourValues": "neighborValues",
}
_VERSION_1_OPTIONS = {"neighbours": "neighbors", "authorShare": "authorWeight"}


class MapFileError(ValueError):
    """A file that is no map, is damaged, or was written by a newer version of papergraph."""


def read_sections(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Returns the sections of a map file, with numbers as arrays, and its hash as "hash".

    Raises MapFileError if the file is no map, is damaged, or has a newer version, and OSError if it cannot be read.
    """
    name = os.fspath(path)
    text = _read_text(path, name)
    if not text.startswith(_START):
        raise MapFileError(f'{name} is not a papergraph map: create one with "papergraph build INPUT... -o map.json"')
    content = _parse(text, name)
    version = content.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise MapFileError(f"{name} has map version {version}, this package reads up to {VERSION}: update papergraph for Python")
    index = content.pop("index", None)
    if not isinstance(index, dict):
        raise MapFileError(f"{name} is cut short or damaged: build it again, or download it again")
    _verify(text, index, name)
    sections = {_VERSION_1_SECTIONS.get(key, key) if version == 1 else key: _decode(value) for key, value in content.items()}
    if version == 1:
        _convert_version_1(sections)
    return {**sections, "hash": index["hash"]}


def list_networks(sections: dict[str, Any]) -> list[str]:
    """Returns the names of the networks of a map file, first the one that the usual sections describe."""
    first = sections.get("network", {}).get("name", "similarity")
    return [first, *(entry["network"] for entry in sections.get("networks", []))]


def select_network(sections: dict[str, Any], network: str, name: str) -> dict[str, Any]:
    """Returns the sections of one of the networks of a map file, under their usual names.

    Raises MapFileError if the file does not have the network.
    """
    networks = list_networks(sections)
    if network not in networks:
        raise MapFileError(f'{name} has no network "{network}"; its networks: {", ".join(networks)}')
    if network == networks[0]:
        return sections
    entry = next(entry for entry in sections["networks"] if entry["network"] == network)
    return {
        **{section: sections[stored] for section, stored in entry["sections"].items()},
        "hash": sections["hash"],
        "networks": sections["networks"],
    }


def _read_text(path: str | os.PathLike[str], name: str) -> bytes:
    with open(path, "rb") as file:
        is_compressed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if not is_compressed:
            return file.read()
        try:
            # The file has thousands of members. gzip.decompress would copy the rest of the file after each of them.
            with gzip.GzipFile(fileobj=file) as stream:
                return stream.read()
        except (EOFError, OSError, zlib.error) as error:
            raise MapFileError(f"{name} is cut short or damaged ({error}): build it again, or download it again") from error


def _parse(text: bytes, name: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise MapFileError(f"{name} is cut short or damaged ({error}): build it again, or download it again") from error
    return content if isinstance(content, dict) else {}


def _verify(text: bytes, index: dict[str, Any], name: str) -> None:
    """Compares every section with its checksum, and the checksums with the hash of the map."""
    sections = index.get("sections") or index.get("parts") or {}
    listed = json.dumps(sections, separators=(",", ":"), ensure_ascii=False).encode()
    if hashlib.sha256(listed).hexdigest() != index.get("hash"):
        raise MapFileError(f"{name} is damaged in its last line: build it again, or download it again")
    for section, (start, end, checksum) in sections.items():
        if hashlib.sha256(text[start:end]).hexdigest() != checksum:
            raise MapFileError(f'{name} is damaged in section "{section}": build it again, or download it again')


def _decode(value: Any) -> Any:
    """Returns a value with its stored arrays as NumPy arrays; they may be members of objects."""
    if isinstance(value, dict):
        if "base64" in value and "dtype" in value:
            return decode_array(value)
        return {key: _decode(member) for key, member in value.items()}
    return value


def decode_array(stored: dict[str, Any]) -> np.ndarray:
    """Decodes an array. Version 3 stores the lowest bytes of all numbers first, then the second lowest, and so on."""
    dtype = np.dtype(stored["dtype"])
    try:
        data = np.frombuffer(base64.b64decode(stored["base64"], validate=True), "u1")
    except binascii.Error as error:
        raise MapFileError(f"an array of the map is damaged ({error})") from error
    planes = stored.get("planes")
    if planes is None:
        return data.view(dtype)
    if planes == 0:
        raise MapFileError("an array of the map has no bytes per number")
    bytes_of = data.reshape(planes, -1)
    numbers = np.zeros((bytes_of.shape[1], dtype.itemsize), "u1")
    numbers[:, :planes] = bytes_of.T
    values = numbers.view(dtype).ravel()
    return values * stored["unit"] if "unit" in stored else values


def _convert_version_1(sections: dict[str, Any]) -> None:
    summary = sections["summary"]
    summary["options"] = {_VERSION_1_OPTIONS.get(key, key): value for key, value in summary["options"].items()}
    for paper in sections["papers"]:
        if "organisation" in paper:
            paper["organization"] = paper.pop("organisation")
