"""Joins blocks of papers in a Node process that runs papergraph's kernel."""

from __future__ import annotations

import json
import signal
import struct
import subprocess
from collections.abc import Sequence

# What Node and the system say about memory.
_MEMORY_MESSAGES = ("heap out of memory", "lack of memory", "Cannot allocate memory", "Array buffer allocation failed")


class KernelError(RuntimeError):
    """A Node process failed. Its message is one line."""


def join_message(command: Sequence[str], header: dict, arrays: Sequence[bytes]) -> list[bytes]:
    """Sends arrays to `papergraph join-blocks` and returns the arrays of its answer.

    A message is the length of its header as 4 bytes, the header as JSON, and the arrays, whose lengths are in the header.
    """
    text = json.dumps({**header, "lengths": [len(array) for array in arrays]}).encode()
    message = b"".join([struct.pack("<I", len(text)), text, *arrays])
    blocks = " and ".join(str(block) for block in header["blocks"])
    try:
        process = subprocess.run([*command, "join-blocks"], input=message, capture_output=True)
    except OSError as error:
        raise KernelError(
            f"{command[0]} cannot be started on this machine ({error.strerror}): install papergraph there, or name it with --papergraph"
        ) from None
    if process.returncode != 0:
        raise KernelError(f"joining block {blocks} failed: {_explain(process.returncode, process.stderr)}")
    return _read_arrays(process.stdout, blocks)


def _explain(code: int, stderr: bytes) -> str:
    text = stderr.decode(errors="replace")
    # A shell reports the signal that ended a program as 128 plus its number.
    is_killed = code in (-signal.SIGKILL, 128 + signal.SIGKILL)
    if is_killed or any(message in text for message in _MEMORY_MESSAGES):
        return (
            "Node ran out of memory; give executors more memory outside of the JVM (spark.executor.memoryOverhead), "
            "fewer cores, or weigh with a smaller --block-size"
        )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else f"Node exited with {code}"


def _read_arrays(answer: bytes, blocks: str) -> list[bytes]:
    try:
        (length,) = struct.unpack_from("<I", answer)
        lengths = json.loads(answer[4 : 4 + length])["lengths"]
    except (struct.error, ValueError, KeyError):
        raise KernelError(f"joining block {blocks} failed: the answer of Node is no message") from None
    arrays, start = [], 4 + length
    for size in lengths:
        arrays.append(answer[start : start + size])
        start += size
    if start != len(answer):
        raise KernelError(f"joining block {blocks} failed: the answer of Node is incomplete")
    return arrays
