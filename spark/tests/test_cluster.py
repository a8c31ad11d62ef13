"""The job on a cluster: the same bits as in one process, also after a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from conftest import PAPERGRAPH, ROOT, TIMEOUT, Cluster, run_papergraph, wait_for
from papergraph_spark.kernel import join_message
from papergraph_spark.lists import flatten


@pytest.fixture(scope="session")
def expected(papers) -> tuple:
    """The neighbors that a join of all papers in one block finds, as a build in one process does."""
    path = papers.with_name("one-block.parquet")
    run_papergraph("weigh", str(papers), "-o", str(path), "--block-size", "500000", "-q")
    (row,) = parquet.read_table(path).to_pylist()
    header = {"neighbors": row["neighbors"], "minDotProduct": row["min_dot_product"], "first": [0], "blocks": [0]}
    ids, dots, *_ = join_message(PAPERGRAPH, header, [row["starts"], row["terms"], row["weights"]])
    counts, neighbors, similarities = flatten((ids, dots), row["neighbors"])
    return counts.tolist(), neighbors.tolist(), similarities.tolist()


def read_neighbors(path: Path) -> tuple:
    rows = sorted(parquet.read_table(path).to_pylist(), key=lambda row: row["paper"])
    assert [row["paper"] for row in rows] == list(range(len(rows)))
    return (
        [len(row["neighbors"]) for row in rows],
        [paper for row in rows for paper in row["neighbors"]],
        [similarity for row in rows for similarity in row["similarities"]],
    )


def finish(job: subprocess.Popen) -> str:
    output, _ = job.communicate(timeout=TIMEOUT)
    return output


def write_script(path: Path, lines: str) -> list[str]:
    """Writes a command that stands for papergraph on the executors."""
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return [str(path)]


RUN = f'exec {" ".join(PAPERGRAPH)} "$@"'


def test_neighbors_and_map_are_those_of_one_process(cluster: Cluster, blocks, papers, expected, tmp_path):
    output = tmp_path / "neighbors"
    printed = finish(cluster.submit(PAPERGRAPH, output, blocks))
    assert "5 blocks, 10 of 10 pairs of blocks joined" in printed
    assert read_neighbors(output) == expected
    maps = [tmp_path / "one.json", tmp_path / "spark.json"]
    for path, arguments in zip(maps, ([], ["--neighbors-from", str(output)])):
        run_papergraph("build", str(papers), "-o", str(path), "-q", "--no-concepts", *arguments)
    assert maps[0].read_bytes() == maps[1].read_bytes()


def test_a_worker_and_its_executor_are_killed(cluster: Cluster, blocks, expected, tmp_path):
    held, release = tmp_path / "held", tmp_path / "release"
    # The first joins of two blocks wait until a worker is dead.
    command = write_script(
        tmp_path / "papergraph", f'touch {held}.$$; while [ ! -e {release} ]; do sleep 0.1; done\n{RUN}'
    )
    job = cluster.submit(command, tmp_path / "neighbors", blocks)
    wait_for(lambda: len(list(tmp_path.glob("held.*"))) >= 2, "start of two joins", job)
    worker = cluster.workers[0]
    executors = subprocess.run(["ps", "-o", "pid=", "--ppid", str(worker.pid)], capture_output=True, text=True).stdout
    assert executors.split()
    for pid in [worker.pid, *map(int, executors.split())]:
        os.kill(pid, signal.SIGKILL)
    release.touch()
    printed = finish(job)
    assert job.returncode == 0, printed
    assert read_neighbors(tmp_path / "neighbors") == expected
    cluster.replace_worker(worker)
