"""The real server as a process of its own over the data in a folder, and the processor time it has used."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = 8479
NO_LIMIT = 10**9


@contextmanager
def served(folder: Path, *, worker: bool = False, database: str | None = None) -> Iterator[int]:
    """The server over the SQLite file in a folder (or over `database`), with or without its background work; gives its process id."""
    command = [
        sys.executable,
        "-m",
        "consultation",
        "serve",
        "--port",
        str(PORT),
        "--worker" if worker else "--no-worker",
    ]
    environment = {
        **os.environ,
        "CONSULTATION_DATA_DIR": str(folder),
        "CONSULTATION_DEMO": "0",
        "CONSULTATION_COMMENTS_PER_HOUR": str(NO_LIMIT),
        **({} if database is None else {"CONSULTATION_DATABASE_URL": database}),
    }
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
    try:
        _wait()
        yield server.pid
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def _wait() -> None:
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def cpu_ms(pid: int) -> float:
    """The processor time a process has used, in milliseconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
