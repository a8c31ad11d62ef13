"""The parts of the job that need no cluster."""

from __future__ import annotations

import random
import struct
import sys

import numpy as np
import pytest

from papergraph_spark.job import summarize
from papergraph_spark.kernel import KernelError, join_message
from papergraph_spark.lists import flatten, merge


def to_lists(rows, neighbors):
    slots = [slot for row in rows for slot in [*row, *[(0, 0)] * (neighbors - len(row))]]
    return tuple(np.array(column, dtype="<i4").tobytes() for column in zip(*slots))


def test_merge_equals_sorting_all_neighbors():
    generator = random.Random(3)
    for _ in range(200):
        neighbors, first, papers = generator.randint(1, 5), generator.randint(0, 40), generator.randint(1, 6)

        def order(paper):
            return lambda entry: (-entry[1], (entry[0] - paper) % 2**32)

        rows = []
        for paper in range(first, first + papers):
            others = [other for other in range(60) if other != paper]
            found = [(other, generator.randint(1, 4) << 20) for other in generator.sample(others, generator.randint(0, 12))]
            cut = generator.randint(0, len(found))
            sides = [sorted(side, key=order(paper))[:neighbors] for side in (found[:cut], found[cut:])]
            rows.append((sides, sorted(found, key=order(paper))[:neighbors]))
        left, right = (to_lists([sides[side] for sides, _ in rows], neighbors) for side in (0, 1))
        expected = flatten(to_lists([result for _, result in rows], neighbors), neighbors)
        for merged in (merge(left, right, first, neighbors), merge(right, left, first, neighbors)):
            for actual, wanted in zip(flatten(merged, neighbors), expected):
                assert actual.tolist() == wanted.tolist()


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "joining block 3 failed: Node ran out of memory; give"),
        ("import sys; sys.exit('FATAL ERROR: JavaScript heap out of memory')", "failed: Node ran out of memory"),
        ("import sys; sys.exit('papergraph: something else')", "joining block 3 failed: papergraph: something else"),
        ("import sys; sys.exit(7)", "Node exited with 7"),
        ("print('x')", "the answer of Node is no message"),
    ],
)
def test_failures_of_node_are_one_line(script, message):
    with pytest.raises(KernelError) as error:
        join_message([sys.executable, "-c", script], {"blocks": [3]}, [b""])
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_an_incomplete_answer_and_a_missing_command_are_reported():
    answer = struct.pack("<I", 15) + b'{"lengths":[9]}' + b"12345678"
    script = f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({answer!r})"
    with pytest.raises(KernelError, match="the answer of Node is incomplete"):
        join_message([sys.executable, "-c", script], {"blocks": [0, 1]}, [b"x"])
    with pytest.raises(KernelError, match="cannot be started on this machine"):
        join_message(["/no/such/papergraph"], {"blocks": [0]}, [])


def test_errors_of_executors_become_one_line():
    text = "Job aborted.\n  File x\npapergraph_spark.kernel.KernelError: joining block 0 failed: reason\n\tat java"
    assert summarize(RuntimeError(text)) == "joining block 0 failed: reason"
    assert summarize(ValueError("first\nsecond")) == "first"
