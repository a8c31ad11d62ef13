"""The parts of the job that need no cluster."""

from __future__ import annotations

import random
import re
import shlex
import struct
import sys

import numpy as np
import pyarrow.parquet as parquet
import pytest

from conftest import PAPERGRAPH
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
        ("import sys; sys.exit('FATAL ERROR: Zone Allocation failed - process out of memory')", "failed: Node ran out of memory"),
        ("import sys; sys.exit('# Fatal javascript OOM in Ineffective mark-compacts')", "failed: Node ran out of memory"),
        ("import os; os.abort()", "failed: Node crashed with SIGABRT, most likely for lack of memory; give"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "Node crashed with SIGSEGV, most likely for lack of memory; give"),
        ("import os, sys; print('papergraph: why', file=sys.stderr, flush=True); os.abort()", "failed: papergraph: why"),
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


@pytest.fixture(scope="session")
def join(blocks):
    """Joins the first block within itself, with a command that stands for papergraph."""
    rows = sorted(parquet.read_table(blocks).to_pylist(), key=lambda row: row["block"])
    row = rows[0]
    header = {"neighbors": row["neighbors"], "minDotProduct": row["min_dot_product"], "first": [0], "blocks": [0]}
    arrays = [row["starts"], row["terms"], row["weights"], *(other["max_weights"] for other in rows)]
    return lambda command: join_message(command, header, arrays)


@pytest.fixture(scope="session")
def answer(join):
    return join(PAPERGRAPH)


# Node 20 joins the block with 98 MB and more. With less, it fails at different places, with different messages or none.
@pytest.mark.parametrize("megabytes", [56, 64, 72, 80, 84, 88, 92, 96, 100, 112])
@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux limits the memory of a process.")
def test_a_node_process_with_little_memory_answers_right_or_says_so(megabytes, join, answer):
    limited = f'ulimit -c 0; ulimit -d {megabytes * 1024}; exec {shlex.join(PAPERGRAPH)} "$@"'
    try:
        found = join(["sh", "-c", limited, "sh"])
    except KernelError as error:
        assert re.search(r"joining block 0 failed: Node (ran out|crashed with SIG\w+, most likely for lack) of memory; give", str(error))
    else:
        assert found == answer


def test_node_with_too_small_a_heap_says_so(join):
    with pytest.raises(KernelError, match="joining block 0 failed: Node ran out of memory; give"):
        join([PAPERGRAPH[0], "--max-old-space-size=4", *PAPERGRAPH[1:]])


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
    text = "An error occurred while calling o3.parquet.\n: java.lang.IllegalArgumentException: requirement failed\n\tat x"
    assert summarize(RuntimeError(text)) == "requirement failed"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "failed 4 times, most recent failure: Lost task 0.3 in stage 3.0 (TID 10) (localhost executor 3): "
            "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with code 137",
            "Command exited with code 137",
        ),
        (
            "ShuffleMapStage 7 has failed the maximum allowable number of times: 4. Most recent failure reason:\n"
            "org.apache.spark.shuffle.MetadataFetchFailedException: Missing an output location for shuffle 3 partition 1\n\tat x",
            "Missing an output location for shuffle 3 partition 1",
        ),
    ],
)
def test_lost_executors_are_one_line(text, reason):
    start = "An error occurred while calling o226.parquet.\n: org.apache.spark.SparkException: Job aborted due to stage failure: "
    line = summarize(RuntimeError(f"{start}{text}\n\tat org.apache.spark\n"))
    assert line.startswith(f"executors were lost several times ({reason}); if they ran out of memory, give executors more memory")
    assert "\n" not in line
