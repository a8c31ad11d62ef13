"""The job on a cluster: the same bits as in one process, also after a worker is killed."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from conftest import PAPERGRAPH, TIMEOUT, Cluster, find_tree, run_papergraph, send_signal, wait_for
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


# Stands for papergraph on the executors. The lines of a test know the numbers of the blocks.
WRAPPER = """
import json, os, pathlib, struct, subprocess, sys, time

directory = pathlib.Path(__file__).parent
command = {command!r}
message = sys.stdin.buffer.read()
blocks = json.loads(message[4 : 4 + struct.unpack_from("<I", message)[0]])["blocks"]

def touch(name):
    (directory / f"{{name}}.{{os.getpid()}}").touch()

def wait_for(name, count=1):
    while len(list(directory.glob(f"{{name}}.*"))) < count:
        time.sleep(0.05)

{before}
done = subprocess.run([*command, *sys.argv[1:]], input=message, stdout=subprocess.PIPE)
{after}
sys.stdout.buffer.write(done.stdout)
sys.exit(done.returncode)
"""

# The joins of two blocks wait until the test releases them.
HOLD = """
if len(blocks) == 2:
    touch("held")
    wait_for("release")
"""


def write_wrapper(directory: Path, before: str = "", after: str = "") -> list[str]:
    path = directory / "papergraph.py"
    path.write_text(WRAPPER.format(command=PAPERGRAPH, before=before, after=after))
    return [sys.executable, "-S", str(path)]


def wait_for_files(pattern: Path, count: int, job: subprocess.Popen) -> None:
    wait_for(lambda: len(list(pattern.parent.glob(pattern.name))) >= count, f"{count} files {pattern.name}", job)


def log_events(directory: Path) -> dict[str, str]:
    """Returns the settings of a job that writes its log to a directory."""
    directory.mkdir()
    return {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": directory.as_uri(),
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
    }


def read_events(directory: Path, event: str) -> list[dict]:
    """Returns the events of a kind from the log of a job."""
    (path,) = directory.iterdir()
    events = map(json.loads, path.read_text().splitlines())
    return [line for line in events if line["Event"] == event]


def is_executor(pid: int) -> bool:
    return b"CoarseGrainedExecutorBackend" in Path(f"/proc/{pid}/cmdline").read_bytes()


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
    output = tmp_path / "neighbors"
    job = cluster.submit(write_wrapper(tmp_path, before=HOLD), output, blocks)
    wait_for_files(tmp_path / "held.*", 2, job)
    worker = cluster.workers[0]
    # Without Python and Node, which must notice by themselves.
    tree = find_tree(worker.pid)
    executors = [pid for pid in tree if is_executor(pid)]
    assert executors
    send_signal([worker.pid, *executors], signal.SIGKILL)
    (tmp_path / "release.now").touch()
    printed = finish(job)
    assert job.returncode == 0, printed
    assert read_neighbors(output) == expected
    cluster.replace_worker(worker)


def test_a_worker_stalls(cluster: Cluster, blocks, expected, tmp_path):
    output, events = tmp_path / "neighbors", tmp_path / "events"
    settings = {
        "spark.executor.heartbeatInterval": "2s",
        "spark.network.timeout": "15s",
        "spark.network.timeoutInterval": "2s",
        # Each retry of a fetch from the stalled worker waits again.
        "spark.shuffle.io.connectionTimeout": "5s",
        "spark.shuffle.io.maxRetries": "0",
    }
    job = cluster.submit(write_wrapper(tmp_path, before=HOLD), output, blocks, **settings, **log_events(events))
    wait_for_files(tmp_path / "held.*", 2, job)
    worker = cluster.workers[0]
    # All of the machine: worker, executor, Python, and Node. The connections remain open, as if it were very slow.
    tree = find_tree(worker.pid)
    send_signal(tree, signal.SIGSTOP)
    try:
        (tmp_path / "release.now").touch()
        printed = finish(job)
    finally:
        send_signal(tree, signal.SIGKILL)
    assert job.returncode == 0, printed
    assert read_neighbors(output) == expected
    reasons = [event["Removed Reason"] for event in read_events(events, "SparkListenerExecutorRemoved")]
    assert any("heartbeat timed out" in reason for reason in reasons), reasons
    cluster.replace_worker(worker)


def test_a_task_is_executed_twice(cluster: Cluster, blocks, expected, tmp_path):
    output, events = tmp_path / "neighbors", tmp_path / "events"
    # The first attempt takes so long that Spark starts a copy, and answers when the copy answers, too.
    after = '''
if blocks == [0, 1]:
    touch("attempt")
    wait_for("attempt", 2)
'''
    job = cluster.submit(write_wrapper(tmp_path, after=after), output, blocks, **log_events(events), **{"spark.speculation": "true"})
    printed = finish(job)
    assert job.returncode == 0, printed
    assert len(list(tmp_path.glob("attempt.*"))) == 2
    copies = [event["Task Info"] for event in read_events(events, "SparkListenerTaskStart") if event["Task Info"]["Speculative"]]
    assert copies
    assert read_neighbors(output) == expected


def test_node_runs_out_of_memory(cluster: Cluster, blocks, tmp_path):
    output = tmp_path / "neighbors"
    # Node cannot even load papergraph in so little memory.
    before = '''
if len(blocks) == 2:
    touch("attempt")
    command.insert(1, "--max-old-space-size=4")
'''
    job = cluster.submit(write_wrapper(tmp_path, before=before), output, blocks)
    printed = finish(job)
    assert job.returncode == 1
    assert len(list(tmp_path.glob("attempt.*"))) >= 4
    (line,) = [line for line in printed.splitlines() if line.startswith("papergraph-spark:")]
    assert re.fullmatch(
        r"papergraph-spark: joining block \d and \d failed: Node ran out of memory; give executors more memory .* --block-size", line
    )
    assert not output.exists()


def test_an_existing_output_is_refused_and_stays(cluster: Cluster, blocks, tmp_path):
    (tmp_path / "file").touch()
    job = cluster.submit(PAPERGRAPH, tmp_path, blocks)
    assert f"papergraph-spark: {tmp_path} exists: delete it, or name another directory with --output\n" in finish(job)
    assert job.returncode == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]
