"""The side that asks: a file goes to a process that does nothing but read files, and comes back as a draft or a refusal.

The process is started once and kept (`worker_process`); it reads each file in a child of its own, under hard limits of time
and memory. Whatever a file does, only that child pays.
"""

import atexit
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from signal import SIGALRM, SIGXCPU
from typing import Any, Final

import msgspec

from consultation.core.file_vocabulary import TextView
from consultation.ingest import refusals
from consultation.ingest.grammar import UZBEKISTAN
from consultation.ingest.reading import Ingested
from consultation.ingest.refusals import Code, RefusedFile
from consultation.ingest.safety import Limits, sniff
from consultation.ingest.wire import from_wire, message_from_wire

Json = dict[str, Any]
Progress = Callable[[int, int], None]
_TRIES: Final = 2
_OUT_OF_TIME: Final = frozenset({-SIGXCPU, -SIGALRM})


def ingest(
    data: bytes,
    file_name: str = "",
    limits: Limits | None = None,
    *,
    jurisdiction: str = UZBEKISTAN,
    view: TextView = TextView.ACCEPTED,
    progress: Progress | None = None,
) -> Ingested:
    """Read an uploaded file behind limits. RefusedFile with a sentence when it cannot be taken in.

    `file_name` is what the person called the file; the kind is told from the content, so the name decides nothing.
    `jurisdiction` is one of `resources.jurisdictions()`: whose acts these are. `view` says which text is
    read where the file holds tracked changes. `progress` hears (bytes read, of bytes).
    """
    del file_name
    limits = limits or Limits()
    sniff(data, limits)
    answer, end = _heard(answers(data, limits, jurisdiction, view, wants_progress=progress is not None), progress)
    return _draft(answer, end)


def answers(
    data: bytes,
    limits: Limits,
    jurisdiction: str,
    view: TextView = TextView.ACCEPTED,
    *,
    wants_progress: bool = False,
) -> Iterator[Json]:
    """What the process says about a file, object after object.

    How far it has come, if that is wanted: {"read", "of"} in bytes; the draft as `wire` writes it, or {"refused", "message"},
    unless the child was killed; last {"end", "cpu_seconds", "peak_bytes"}: how the child ended and what it cost.
    """
    request = {
        "limits": asdict(limits),
        "jurisdiction": jurisdiction,
        "view": view.value,
        "progress": wants_progress,
    }
    for _ in range(_TRIES):
        is_taken = False
        for said in _PROCESS.ask(request, data):
            is_taken = True
            yield said
        if is_taken:
            return
        _PROCESS.close()  # it died before it took the file: a new one is asked
    raise RuntimeError("the process that reads files cannot be started")


def _heard(lines: Iterator[Json], progress: Progress | None) -> tuple[Json | None, int]:
    """The answer, if there was one, and how the child ended."""
    answer, end = None, 1
    for said in lines:
        if "read" in said and progress is not None:
            progress(said["read"], said["of"])
        elif "end" in said:
            end = said["end"]
        else:
            answer = said
    return answer, end


def _draft(answer: Json | None, end: int) -> Ingested:
    if answer is None:
        if end >= 0:
            raise RuntimeError("a file could not be read because of a fault of ours; the trace is in the log")
        raise refusals.too_demanding(Code.TIME if end in _OUT_OF_TIME else Code.MEMORY)
    if "refused" in answer:
        raise RefusedFile(Code(answer["refused"]), message_from_wire(answer["message"]))
    return from_wire(answer)


class _Process:
    """The process that reads files, started when it is first needed and again after a fork or when it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._socket: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: Mapping[str, object], data: bytes) -> Iterator[Json]:
        """What the process says about a file, one object after another; the last one tells how the child ended."""
        into_child, ours = os.pipe()
        answers, from_child = os.pipe()
        with os.fdopen(ours, "wb", buffering=0) as out, os.fdopen(answers, "rb") as lines:
            try:
                self._send([into_child, from_child])
            finally:
                os.close(into_child)
                os.close(from_child)
            _write(out.fileno(), msgspec.json.encode(request) + b"\n" + data)
            out.close()
            for line in lines:
                try:
                    yield msgspec.json.decode(line)
                except msgspec.DecodeError:  # cut off in the middle: the child was killed
                    continue

    def _send(self, ends: list[int]) -> None:
        with self._lock, suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(self._started(), [b"."], ends)

    def _started(self) -> socket.socket:
        if self._socket is None or self._owner != os.getpid():
            self._socket, theirs = socket.socketpair()
            self._owner = os.getpid()
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "consultation.ingest.worker_process"],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    env=_environment(),
                    start_new_session=True,
                )
        return self._socket

    def close(self) -> None:
        """End the process, if this one started it."""
        with self._lock:
            if self._socket is not None and self._process is not None and self._owner == os.getpid():
                self._socket.close()
                self._process.wait()
            self._socket = None


def _write(into: int, content: bytes) -> None:
    """All of it, unless the child has ended before it read everything."""
    view = memoryview(content)
    try:
        while view:
            view = view[os.write(into, view) :]
    except BrokenPipeError:
        return


def _environment() -> dict[str, str]:
    """Only what Python needs to find the same modules; no settings and no secrets reach the process."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}


_PROCESS: Final = _Process()
atexit.register(_PROCESS.close)
