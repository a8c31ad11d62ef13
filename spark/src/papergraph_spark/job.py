"""The job for spark-submit: papers, or blocks of weighted papers, to neighbors."""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pyspark import RDD, StorageLevel
from pyspark.sql import SparkSession

from .kernel import MORE_MEMORY, KernelError, join_message
from .lists import Lists, flatten, merge

SCHEMA = "paper int, id string, neighbors array<int>, similarities array<double>, collection string"


def find_neighbors(spark: SparkSession, blocks: str, output: str, command: Sequence[str] = ("papergraph",)) -> dict:
    """Joins the blocks that `papergraph weigh` wrote and writes the neighbors of each paper as Parquet.

    :param blocks: Path of the Parquet file, as Spark names it.
    :param output: Path of the directory to write; it must not exist.
    :param command: How to start papergraph on the executors.
    :return: The number of pairs of different blocks, and how many of them were joined.
    """
    exists, delete = _open_directory(spark, output)
    if exists():
        raise KernelError(f"{output} exists: delete it, or name another directory with --output")
    parts = spark.read.parquet(blocks)
    info = sorted(parts.select("block", "first", "neighbors", "min_dot_product").collect())
    count = len(info)
    if count == 0:
        raise KernelError(f"{blocks} has no blocks: write it with papergraph weigh")
    neighbors, min_dot_product = info[0].neighbors, info[0].min_dot_product
    first_of = {row.block: row.first for row in info}
    base = {"neighbors": neighbors, "minDotProduct": min_dot_product}
    command = list(command)

    # One block per partition, so that a task is one call of Node and is repeated by itself.
    rows: RDD = parts.select("block", "starts", "terms", "weights").rdd.map(
        lambda row: (row.block, (bytes(row.starts), bytes(row.terms), bytes(row.weights)))
    )
    rows = rows.partitionBy(count, lambda block: block).persist(StorageLevel.MEMORY_AND_DISK)
    max_weights = parts.select("block", "max_weights").rdd.map(lambda row: (row.block, bytes(row.max_weights))).collectAsMap()
    shared = spark.sparkContext.broadcast([max_weights[block] for block in range(count)])

    def join_within(item: tuple) -> tuple:
        block, arrays = item
        header = {**base, "first": [first_of[block]], "blocks": [block]}
        ids, dots, thresholds, reachable = join_message(command, header, [*arrays, *shared.value])
        return block, (ids, dots), thresholds, list(reachable)

    within = rows.map(join_within, preservesPartitioning=True).persist(StorageLevel.MEMORY_AND_DISK)
    reachable = within.map(lambda item: (item[0], item[3])).collectAsMap()
    all_pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    pairs = [(a, b) for a, b in all_pairs if reachable[a][b] or reachable[b][a]]
    number_of = {pair: number for number, pair in enumerate(pairs)}
    pairs_of = {block: [pair for pair in pairs if block in pair] for block in range(count)}

    def send_to_pairs(item: tuple) -> Iterator[tuple]:
        (block, arrays), (_, _, thresholds, _) = item
        for pair in pairs_of[block]:
            yield pair, (block, [*arrays, thresholds])

    def join_pair(item: tuple) -> list[tuple[int, Lists]]:
        pair, sides = item
        sides = sorted(sides, key=lambda side: side[0])
        header = {**base, "first": [first_of[block] for block in pair], "blocks": pair}
        arrays = join_message(command, header, [array for _, side in sides for array in side])
        return [(pair[0], tuple(arrays[:2])), (pair[1], tuple(arrays[2:]))]

    found = within.map(lambda item: (item[0], item[1]))
    if pairs:
        sent = rows.zip(within).flatMap(send_to_pairs)
        between = sent.groupByKey(len(pairs), lambda pair: number_of[pair]).flatMap(join_pair)
        found = found.union(between)
    merged = found.groupByKey(count, lambda block: block).map(
        lambda item: (item[0], _merge_all(list(item[1]), first_of[item[0]], neighbors))
    )
    names = parts.select("block", "ids", "collection").rdd.map(lambda row: (row.block, (bytes(row.ids), row.collection)))
    table = merged.join(names, count).flatMap(lambda item: _to_rows(item, first_of[item[0]], neighbors))
    try:
        spark.createDataFrame(table, SCHEMA).write.parquet(output)
    except BaseException:
        # Spark leaves an empty directory, which the next run would refuse.
        with contextlib.suppress(Exception):
            delete()
        raise
    return {"blocks": count, "pairs": len(all_pairs), "joined": len(pairs)}


def _open_directory(spark: SparkSession, path: str) -> tuple[Callable[[], bool], Callable[[], bool]]:
    """Returns functions that tell whether a directory exists, and delete it, in any storage that Spark writes."""
    directory = spark._jvm.org.apache.hadoop.fs.Path(path)
    storage = directory.getFileSystem(spark._jsc.hadoopConfiguration())
    return lambda: storage.exists(directory), lambda: storage.delete(directory, True)


def _merge_all(lists: Sequence[Lists], first: int, neighbors: int) -> Lists:
    result = lists[0]
    for other in lists[1:]:
        result = merge(result, other, first, neighbors)
    return result


def _to_rows(item: tuple, first: int, neighbors: int) -> Iterator[tuple]:
    _, (lists, (ids, collection)) = item
    counts, papers, similarities = flatten(lists, neighbors)
    start = 0
    for i, (paper_id, size) in enumerate(zip(json.loads(ids), counts.tolist())):
        end = start + size
        yield first + i, paper_id, papers[start:end].tolist(), similarities[start:end].tolist(), collection
        start = end


def weigh(spark: SparkSession, papers: str, format: str, command: Sequence[str], options: Sequence[str], work: str) -> str:
    """Writes papers that Spark can read as Parquet, and runs `papergraph weigh` on them once, on the machine of the driver."""
    source = Path(work) / "papers"
    spark.read.format(format).load(papers).write.mode("overwrite").parquet(source.as_uri())
    blocks = Path(work) / "blocks.parquet"
    try:
        done = subprocess.run([*command, "weigh", str(source), "-o", str(blocks), "-q", "--force", *options], stderr=subprocess.PIPE)
    except OSError as error:
        raise KernelError(f"{command[0]} cannot be started ({error.strerror}): name papergraph with --papergraph") from None
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise KernelError(f"weighing the papers failed: {lines[-1] if lines else done.returncode}")
    return blocks.as_uri()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the job. Returns the exit code; a failure is one line on stderr."""
    parser = argparse.ArgumentParser(prog="papergraph-spark", description="Find the nearest neighbors of papers on Spark")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--blocks", help='file that "papergraph weigh" wrote, in a storage that all machines read')
    source.add_argument("--papers", help="papers that Spark can read; they are weighed on the machine of the driver")
    parser.add_argument("--format", default="parquet", help="format of --papers (default: parquet)")
    parser.add_argument("--weigh-options", default="", help='options of "papergraph weigh", such as "--neighbors 20"')
    parser.add_argument("--work", help="directory that all machines read, for --papers (default: a temporary one)")
    parser.add_argument("--output", required=True, help="directory for the neighbors; it must not exist")
    parser.add_argument("--papergraph", default="papergraph", help="command of papergraph on all machines (default: papergraph)")
    options = parser.parse_args(arguments)
    command = shlex.split(options.papergraph)
    spark = None
    try:
        spark = SparkSession.builder.appName("papergraph").getOrCreate()
        with tempfile.TemporaryDirectory(prefix="papergraph-spark-") as temporary:
            blocks = options.blocks or weigh(
                spark, options.papers, options.format, command, shlex.split(options.weigh_options), options.work or temporary
            )
            counts = find_neighbors(spark, blocks, options.output, command)
        print(
            f"{counts['blocks']} blocks, {counts['joined']} of {counts['pairs']} pairs of blocks joined -> {options.output}",
            file=sys.stderr,
        )
        return 0
    except Exception as error:  # Whatever fails on a cluster ends as one line; Spark's log has the rest.
        print(f"papergraph-spark: {summarize(error)}", file=sys.stderr)
        return 1
    finally:
        if spark:
            spark.stop()


def summarize(error: Exception) -> str:
    """Returns what is wrong on one line. Spark puts the traceback of an executor into the message of its own error."""
    text = str(error)
    kernel = re.search(r"KernelError: (.*)", text)
    if kernel:
        return kernel[1].strip()
    # A system that is short of memory may end an executor instead of its Node process. Then its results cannot be fetched, either.
    lost = re.search(r"ExecutorLostFailure.*Reason: (.*)|FetchFailedException: (.*)", text)
    if lost:
        return f"executors were lost several times ({(lost[1] or lost[2]).strip()}); if they ran out of memory, {MORE_MEMORY}"
    # Py4J first says which call has failed, which means nothing to a user.
    java = re.match(r"An error occurred while calling .*\n: (?:[\w.$]+: )?(.*)", text)
    if java:
        return java[1].strip()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
