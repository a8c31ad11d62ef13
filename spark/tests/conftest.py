"""Papers, the command of papergraph, and a cluster of a master and two workers on the loopback address."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pyspark
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERGRAPH = ["node", str(ROOT / "dist" / "cli.js")]
PAPERS = int(os.environ.get("SPARK_TEST_PAPERS", "5000"))
# A busy machine needs long for what takes seconds.
TIMEOUT = 600
# Two names of one address: Spark starts no copy of a task on the machine where the task runs, and tells machines apart by their names.
HOSTS = ("127.0.0.1", "localhost")
# Processes that live for seconds gain little from optimized code.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def run_papergraph(*arguments: str, check: bool = True) -> subprocess.CompletedProcess:
    return subprocess.run([*PAPERGRAPH, *arguments], capture_output=True, text=True, timeout=TIMEOUT, check=check)


def wait_for(condition, what: str, process: subprocess.Popen | None = None) -> None:
    end = time.monotonic() + TIMEOUT
    while not condition():
        if process is not None and process.poll() is not None:
            raise AssertionError(f"the process ended before {what}: {process.communicate()}")
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not happen")
        time.sleep(0.05)


@pytest.fixture(scope="session")
def papers(tmp_path_factory) -> Path:
    """Abstracts whose sentences come from few of the sample papers each, so that terms are as unevenly distributed as there."""
    directory = tmp_path_factory.mktemp("papers")
    samples = directory / "samples.json"
    run_papergraph("read", str(ROOT / "seeds"), "-o", str(samples), "-q")
    abstracts = [re.split(r"(?<=[.!?])\s+", paper["abstract"]) for paper in json.loads(samples.read_text())]
    generator = random.Random(21)
    path = directory / "papers.jsonl"
    with path.open("w") as file:
        for number in range(PAPERS):
            sources = generator.sample(abstracts, 3)
            sentences = [generator.choice(source) for source in sources for _ in range(3)]
            paper = {"title": f"{' '.join(sentences[0].split()[:8])} {number}", "abstract": " ".join(sentences)}
            file.write(json.dumps(paper) + "\n")
    return path


@pytest.fixture(scope="session")
def blocks(papers) -> Path:
    path = papers.with_name("blocks.parquet")
    run_papergraph("weigh", str(papers), "-o", str(path), "--block-size", str(-(-PAPERS // 5)), "-q")
    return path


class Cluster:
    """A standalone master and two workers with one core each. Everything it starts, `stop` stops."""

    def __init__(self, directory: Path):
        self.directory = directory
        self.processes: list[subprocess.Popen] = []
        home = Path(pyspark.__file__).parent
        self.environment = {
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(directory / "local"),
            "SPARK_WORKER_DIR": str(directory / "work"),
            "PYSPARK_PYTHON": sys.executable,
            "PYTHONPATH": str(ROOT / "spark" / "src"),
            "SPARK_DAEMON_JAVA_OPTS": JAVA_OPTIONS,
            "SPARK_TEST_CLUSTER": str(directory),
        }
        self.spark_class = home / "bin" / "spark-class"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"spark://127.0.0.1:{port}"
        master = self._start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        wait_for(lambda: b"New state: ALIVE" in self._log(master), "start of the master", master)
        self.workers = [self._start_worker(host) for host in HOSTS]
        self.master = master
        self.wait_for_workers(2)

    def _start_worker(self, host: str) -> subprocess.Popen:
        arguments = ["--host", host, "--cores", "1", "--memory", "1g", "--webui-port", "0", self.url]
        return self._start("org.apache.spark.deploy.worker.Worker", *arguments)

    def wait_for_workers(self, count: int) -> None:
        wait_for(lambda: self._log(self.master).count(b"Registering worker") >= count, f"start of {count} workers")

    def replace_worker(self, worker: subprocess.Popen) -> None:
        """Starts a worker in place of one that was killed."""
        started = self._log(self.master).count(b"Registering worker")
        index = self.workers.index(worker)
        self.workers[index] = self._start_worker(HOSTS[index])
        self.wait_for_workers(started + 1)

    def _start(self, *arguments: str) -> subprocess.Popen:
        log = self.directory / f"process-{len(self.processes)}.log"
        with log.open("wb") as file:
            # A group of its own, so that `stop` reaches what it starts.
            process = subprocess.Popen(
                [self.spark_class, *arguments], env=self.environment, stdout=file, stderr=file, start_new_session=True
            )
        self.processes.append(process)
        return process

    def _log(self, process: subprocess.Popen) -> bytes:
        return (self.directory / f"process-{self.processes.index(process)}.log").read_bytes()

    def submit(self, command: list[str], output: Path, blocks: Path, **settings: str) -> subprocess.Popen:
        """Starts the job through spark-submit."""
        options = {
            "spark.ui.enabled": "false",
            "spark.executor.memory": "512m",
            "spark.driver.memory": "512m",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.extraJavaOptions": JAVA_OPTIONS,
            "spark.executor.extraJavaOptions": JAVA_OPTIONS,
            **settings,
        }
        pairs = [item for name, value in options.items() for item in ("--conf", f"{name}={value}")]
        script = ROOT / "spark" / "src" / "papergraph_spark" / "__main__.py"
        arguments = ["--blocks", str(blocks), "--output", str(output), "--papergraph", shlex.join(command)]
        submit = Path(self.environment["SPARK_HOME"]) / "bin" / "spark-submit"
        process = subprocess.Popen(
            [submit, "--master", self.url, *pairs, script, *arguments],
            env=self.environment,
            # spark-submit prints what a Python job writes to stderr on stdout.
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def stop(self) -> None:
        for process in reversed(self.processes):
            _kill_group(process)
        # Python on the executors has a group of its own, and does not end by itself if it was stopped.
        send_signal(self.find_processes(), signal.SIGKILL)
        wait_for(lambda: not self.find_processes(), "end of all processes")

    def find_processes(self) -> list[int]:
        """Returns all processes of the cluster and of its jobs; their environment names its directory."""
        mark = f"SPARK_TEST_CLUSTER={self.directory}".encode()
        return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if mark in _read(path).split(b"\0")]


def find_tree(root: int) -> list[int]:
    """Returns a process and everything that it started, parents first."""
    # A line is "pid (name) state ppid ...", and the name may have any characters.
    lines = ((int(path.parent.name), _read(path).rpartition(b")")[2].split()) for path in Path("/proc").glob("[0-9]*/stat"))
    parents = {pid: int(fields[1]) for pid, fields in lines if fields}
    tree = [root]
    for parent in tree:
        tree.extend(pid for pid, its_parent in parents.items() if its_parent == parent)
    return tree


def send_signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # The process has ended, or is of another user.
        return b""


def _kill_group(process: subprocess.Popen) -> None:
    # The group remains while any process that it started does.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    directory = tmp_path_factory.mktemp("cluster")
    running = Cluster.__new__(Cluster)
    running.processes = []
    try:
        running.__init__(directory)
        yield running
    finally:
        running.stop()
