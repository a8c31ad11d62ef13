"""Joins blocks of papers in a Node process that runs papergraph's kernel."""

from __future__ import annotations

import json
import re
import signal
import struct
import subprocess
from collections.abc import Sequence

# What Node, V8, WebAssembly, and the system say about memory. V8 has many messages: "Zone Allocation failed - process out of memory", ...
_MEMORY_MESSAGES = re.compile(
    r"out of memory|javascript OOM|lack of memory|(can ?not|could not) allocate|allocation failed|bad_alloc", re.IGNORECASE
)

# How a process ends that aborts itself or uses memory that it was not given. Windows lacks some of these signals.
_CRASHES = [one for one in signal.Signals if one.name in ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGTRAP")]

# What helps.
MORE_MEMORY = (
    "give executors more memory outside of the JVM (spark.executor.memoryOverhead), fewer cores, or weigh with a smaller --block-size"
)


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
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    # The system kills a process when memory is short.
    if _is_signal(code, signal.SIGKILL) or _MEMORY_MESSAGES.search(text):
        return f"Node ran out of memory; {MORE_MEMORY}"
    # Node crashes without a word when it lacks the memory to start, for example, for a thread.
    for crash in _CRASHES:
        if _is_signal(code, crash) and not lines:
            return f"Node crashed with {crash.name}, most likely for lack of memory; {MORE_MEMORY}"
    return lines[-1] if lines else f"Node exited with {code}"


def _is_signal(code: int, number: signal.Signals) -> bool:
    """Returns whether a signal ended a program. A shell reports it as 128 plus its number."""
    return code in (-number, 128 + number)


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
