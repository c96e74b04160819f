"""The process that reads files: it answers many at once, hides nothing and leaks nothing, and comes back after it was killed."""

import os
import signal
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from consultation.ingest import Code, Limits, RefusedFile, ingest, read_in_process, worker
from tests.ingest.packages import docx, p, r

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LAW = (FIXTURES / "law_libraries_uz_latn.docx").read_bytes()


def long_text(paragraphs: int) -> bytes:
    return docx("".join(p(r(f"{n}-modda. Matn {zlib.crc32(str(n).encode())}")) for n in range(paragraphs)))


def code_of(data: bytes, limits: Limits) -> Code:
    with pytest.raises(RefusedFile) as refused:
        ingest(data, "x.docx", limits)
    return refused.value.code


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def process_id() -> int:
    process = worker._PROCESS._process
    assert process is not None
    return process.pid


def test_the_worker_says_the_same_as_this_process() -> None:
    assert ingest(LAW, "law.docx") == read_in_process(LAW)


def test_a_file_that_takes_too_long_is_given_up() -> None:
    busy = long_text(60_000)
    assert code_of(busy, Limits(cpu_seconds=1)) == Code.TIME
    assert code_of(busy, Limits(wall_seconds=1)) == Code.TIME


def test_a_file_that_takes_too_much_memory_is_given_up() -> None:
    assert code_of(long_text(60_000), replace(Limits(), memory_bytes=64 * 1024 * 1024)) == Code.MEMORY


def test_a_refusal_comes_with_its_parameters() -> None:
    with pytest.raises(RefusedFile) as here:
        read_in_process(LAW, Limits(paragraphs=0))
    with pytest.raises(RefusedFile) as there:
        ingest(LAW, "law.docx", Limits(paragraphs=0))
    assert (there.value.code, there.value.message) == (here.value.code, here.value.message)


def test_many_files_at_once_are_kept_apart() -> None:
    files = sorted(FIXTURES.glob("*.docx"))
    with ThreadPoolExecutor(8) as threads:
        read = list(threads.map(lambda path: ingest(path.read_bytes()).title, files * 3))
    assert read == [read_in_process(path.read_bytes()).title for path in files] * 3


def test_a_killed_process_is_started_again() -> None:
    ingest(LAW)
    killed = process_id()
    os.kill(killed, signal.SIGKILL)
    assert ingest(LAW) == read_in_process(LAW)
    assert process_id() != killed


def test_no_setting_reaches_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    worker._PROCESS.close()
    monkeypatch.setenv("CONSULTATION_SECRET", "not for readers of files")
    ingest(LAW)
    seen = Path(f"/proc/{process_id()}/environ").read_bytes()
    assert b"PYTHONPATH=" in seen
    assert b"CONSULTATION" not in seen


def test_nothing_stays_open_behind_a_file() -> None:
    ingest(LAW)
    before = open_files()
    for limits in (Limits(), Limits(paragraphs=0), Limits(cpu_seconds=0)):
        for _ in range(5):
            try:
                ingest(LAW, limits=limits)
            except RefusedFile:
                continue
    assert open_files() == before


def test_progress_is_told_up_to_the_whole() -> None:
    told: list[tuple[int, int]] = []
    ingest(long_text(20_000), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len(told) > 10
    assert told[-1][0] == told[-1][1]
