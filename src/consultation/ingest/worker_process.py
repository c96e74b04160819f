"""The process that reads files: `python -m consultation.ingest.worker_process`, asked through a socket on standard input.

Each message is one byte with two pipes. A child reads the request (one line of JSON) and the file from the first, puts hard
limits on itself, and writes lines of JSON to the second: how far it has come, then the draft or the refusal. Beside it stands a
keeper that waits for its end and says last how it ended and what it cost. Starting from a process that has everything loaded
saves each file the tenth of a second that Python takes to start.
"""

import gc
import os
import resource
import signal
import socket
import sys
from typing import Any, Final

import msgspec

from consultation.core.file_vocabulary import TextView
from consultation.ingest import refusals
from consultation.ingest.grammar import grammar
from consultation.ingest.reading import read_in_process
from consultation.ingest.refusals import Code, RefusedFile
from consultation.ingest.safety import Limits
from consultation.ingest.wire import message_to_wire, to_wire
from consultation.resources import jurisdictions

Json = dict[str, Any]
_GRACE_SECONDS: Final = 1
_STEPS: Final = 100  # how often a child tells how far it has come


def main() -> None:
    """Answer until the side that asks is gone."""
    asked = socket.socket(fileno=sys.stdin.fileno())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers are not waited for
    for name in jurisdictions():
        grammar(name)
    gc.disable()  # a child reads one file and ends: looking for garbage costs a tenth of its time
    gc.freeze()
    while True:
        message, ends, _, _ = socket.recv_fds(asked, 1, 2)
        if not message:
            return
        if os.fork() == 0:
            asked.close()
            _keep(*ends)
            os._exit(0)
        for end in ends:
            os.close(end)


def _keep(request: int, answer: int) -> None:
    """Have a child read the file, wait for it, and say how it ended (a signal as a negative number) and what it cost."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        _read(request, answer)
        os._exit(0)
    os.close(request)
    _, status, cost = os.wait4(child, 0)
    _say(
        answer,
        {
            "end": os.waitstatus_to_exitcode(status),
            "cpu_seconds": cost.ru_utime + cost.ru_stime,
            "peak_bytes": cost.ru_maxrss * 1024,
        },
        starts_anew=True,
    )


def _read(request: int, answer: int) -> None:
    with os.fdopen(request, "rb") as asked:
        wanted = msgspec.json.decode(asked.readline())
        limits = Limits(**wanted["limits"])
        _limit(limits)
        _say(answer, _answer(asked.read(), limits, wanted, answer))


def _limit(limits: Limits) -> None:
    """What the kernel holds the child to: memory, processor time, time on the wall, no file and no network."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + _GRACE_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (0, 0)
    )  # what is open stays so; no file and no socket can be opened any more
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)


def _answer(data: bytes, limits: Limits, wanted: Json, answer: int) -> Json:
    progress = _Progress(answer) if wanted["progress"] else None
    try:
        return to_wire(
            read_in_process(data, limits, wanted["jurisdiction"], TextView(wanted["view"]), progress=progress)
        )
    except RefusedFile as refusal:
        return _refused(refusal)
    except (MemoryError, RecursionError):
        return _refused(refusals.too_demanding(Code.MEMORY))


def _refused(refusal: RefusedFile) -> Json:
    return {"refused": refusal.code.value, "message": message_to_wire(refusal.message)}


class _Progress:
    """Tells how far the reading has come, a hundred times at most."""

    def __init__(self, answer: int) -> None:
        self._answer = answer
        self._told = 0

    def __call__(self, done: int, total: int) -> None:
        step = done * _STEPS // max(total, 1)
        if step > self._told:
            self._told = step
            _say(self._answer, {"read": done, "of": total})


def _say(answer: int, what: Json, *, starts_anew: bool = False) -> None:
    """One line of JSON; after a child that may have been killed in the middle of one, on a line of its own."""
    line = msgspec.json.encode(what) + b"\n"
    view = memoryview(b"\n" + line if starts_anew else line)
    try:
        while view:
            view = view[os.write(answer, view) :]
    except BrokenPipeError:  # nobody listens any more
        os._exit(1)


if __name__ == "__main__":
    main()
