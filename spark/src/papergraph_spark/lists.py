"""Lists of the nearest neighbors of the papers of a block, as flat arrays with a fixed number of slots per paper."""

from __future__ import annotations

import numpy as np

# (ids, dot products), little-endian int32; a dot product of 0 marks an empty slot.
Lists = tuple[bytes, bytes]


def merge(left: Lists, right: Lists, first: int, neighbors: int) -> Lists:
    """Returns the nearest neighbors of both lists of the papers of a block, whose first paper has the number `first`.

    Larger dot products come first. Of equal ones, papers that follow sooner come first, and after the last paper the first one, as
    in papergraph's own join. The order of merging does not matter.
    """
    ids = np.concatenate([_read(left[0], neighbors), _read(right[0], neighbors)], axis=1)
    dots = np.concatenate([_read(left[1], neighbors), _read(right[1], neighbors)], axis=1)
    papers = np.arange(first, first + len(ids), dtype=np.uint32)
    distances = ids.view(np.uint32) - papers[:, None]
    order = np.lexsort((distances, -dots.astype(np.int64)), axis=1)[:, :neighbors]
    return tuple(np.take_along_axis(array, order, axis=1).tobytes() for array in (ids, dots))


def flatten(lists: Lists, neighbors: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns the number of neighbors of each paper, and the ids and similarities of all of them."""
    ids, dots = (_read(array, neighbors) for array in lists)
    is_used = dots > 0
    # The integer that represents the weight 1 is 32,768. Both divisions are exact.
    return is_used.sum(axis=1), ids[is_used], dots[is_used] / 32768 / 32768


def _read(array: bytes, neighbors: int) -> np.ndarray:
    return np.frombuffer(array, dtype="<i4").reshape(-1, neighbors)
