"""The worker process: reads one file under hard limits of time and memory, and the side that starts it.

`python -m consultation.ingest.worker` takes the limits as JSON and the jurisdiction in its arguments and the file on standard input, and
writes one JSON object: the draft, or the refusal. Whatever the file does, only this process pays.
"""

import gc
import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from consultation.ingest import refusals
from consultation.ingest.grammar import UZBEKISTAN
from consultation.ingest.reading import Ingested, read_in_process
from consultation.ingest.refusals import Code, RefusedFile
from consultation.ingest.safety import Limits, sniff
from consultation.ingest.wire import from_wire, message_from_wire, message_to_wire, to_wire

_GRACE_SECONDS = 1


def ingest(
    data: bytes, file_name: str = "", limits: Limits | None = None, *, jurisdiction: str = UZBEKISTAN
) -> Ingested:
    """Read an uploaded file in a worker process. RefusedFile with a sentence when it cannot be taken in.

    `file_name` is what the person called the file; the kind is told from the content, so the name decides nothing.
    `jurisdiction` is one of `resources.jurisdictions()`: whose acts these are.
    """
    del file_name
    limits = limits or Limits()
    sniff(data, limits)
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            [sys.executable, "-m", __name__, json.dumps(asdict(limits)), jurisdiction],
            input=data,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as error:
        raise refusals.too_demanding(Code.TIME) from error
    return _answer(done)


def _environment() -> dict[str, str]:
    """Only what Python needs to find the same modules; no settings and no secrets reach the worker."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}


def _answer(done: subprocess.CompletedProcess[bytes]) -> Ingested:
    try:
        wire: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        is_time = done.returncode in {-24, -9}  # SIGXCPU, or SIGKILL after it
        raise refusals.too_demanding(Code.TIME if is_time else Code.MEMORY) from None
    if "refused" in wire:
        raise RefusedFile(Code(wire["refused"]), message_from_wire(wire["message"]))
    return from_wire(wire)


def _limit(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + _GRACE_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _read(data: bytes, limits: Limits, jurisdiction: str) -> dict[str, Any]:
    try:
        return to_wire(read_in_process(data, limits, jurisdiction))
    except RefusedFile as refusal:
        return _refused(refusal)
    except (MemoryError, RecursionError):
        return _refused(refusals.too_demanding(Code.MEMORY))


def _refused(refusal: RefusedFile) -> dict[str, Any]:
    return {"refused": refusal.code.value, "message": message_to_wire(refusal.message)}


def main() -> None:
    """Read one file from standard input and answer on standard output."""
    limits = Limits(**json.loads(sys.argv[1]))
    _limit(limits)
    gc.disable()  # one file, then the process ends: looking for garbage costs a tenth of its time
    json.dump(_read(sys.stdin.buffer.read(), limits, sys.argv[2]), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
