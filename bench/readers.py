"""One reader, one file: `python -m bench.readers NAME FILE ROUNDS` prints what it cost and which lines it gave.

Each reader runs in a process of its own, so that no reader pays for the memory that another left behind. A peer that is not
installed says so. Processor time counts the processes that a reader starts.
"""

import importlib
import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from bench.acts import act
from consultation.ingest import Limits, worker

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Outcome(NamedTuple):
    """Lines of text as the reader gives them, processor seconds, and bytes of memory above the start (-1 = unknown)."""

    lines: list[str]
    cpu: float
    peak: int


class Missing(Exception):
    """The reader is not installed here."""


def floor(data: bytes) -> list[str]:
    """Unzip, parse into a tree, join the text of each paragraph: less than this no reader with a tree can do."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        root = etree.fromstring(container.read("word/document.xml"))
    return ["".join(text.text or "" for text in paragraph.iter(_W + "t")) for paragraph in root.iter(_W + "p")]


def streamed_floor(data: bytes) -> list[str]:
    """The same with a tree that is thrown away as it grows."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(data)) as container, container.open("word/document.xml") as part:
        for _, paragraph in etree.iterparse(part, events=("end",), tag=_W + "p"):
            lines.append("".join(text.text or "" for text in paragraph.iter(_W + "t")))
            paragraph.clear()
    return lines


def python_docx(data: bytes) -> list[str]:
    """The loop of its documentation: paragraphs without tables, notes and numbers."""
    return [paragraph.text for paragraph in _module("docx").Document(io.BytesIO(data)).paragraphs]


def docx2python(data: bytes) -> list[str]:
    """With its own reconstruction of list numbers."""
    with _module("docx2python").docx2python(io.BytesIO(data)) as read:
        return str(read.text).replace("\t", " ").splitlines()


def mammoth(data: bytes) -> list[str]:
    """Its raw text; it gives no numbers."""
    return str(_module("mammoth").extract_raw_text(io.BytesIO(data)).value).splitlines()


def pandoc(data: bytes) -> list[str]:
    """The program, to plain text."""
    return _program("pandoc", "-f", "docx", "-t", "plain", "--wrap=none", data=data).splitlines()


def libreoffice(data: bytes) -> list[str]:
    """The program without a window, to plain text, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "draft.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _program(
            "soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, str(source)
        )
        return (Path(folder) / "draft.txt").read_text(encoding="utf-8-sig").splitlines()


def _module(name: str) -> Any:  # noqa: ANN401 - a library without types
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise Missing from error


def _program(name: str, *arguments: str, data: bytes | None = None) -> str:
    if shutil.which(name) is None:
        raise Missing
    done = subprocess.run([name, *arguments], input=data, capture_output=True, check=True)  # noqa: S603 - the bench's own
    return done.stdout.decode()


READERS: dict[str, Callable[[bytes], list[str]]] = {
    each.__name__: each for each in (floor, streamed_floor, python_docx, docx2python, mammoth, pandoc, libreoffice)
}


PROGRAMS = frozenset({"pandoc", "libreoffice"})


def ours(data: bytes, jurisdiction: str = "uzbekistan") -> Outcome:
    """From the bytes to the clauses in JSON, through the process that reads files; its child's cost is told by its keeper."""
    began = time.process_time()
    *_, answer, end = worker.answers(data, Limits(), jurisdiction)
    cpu = time.process_time() - began + end["cpu_seconds"]
    clauses = answer.get("clauses", [])
    lines = [" ".join(filter(None, (each["num"], each["heading"], each["text"]))) for each in clauses]
    return Outcome(lines, cpu, end["peak_bytes"])


def peer(name: str, data: bytes) -> Outcome:
    """What another reader costs; of a program the start counts, as nobody can use it without."""
    is_program = name in PROGRAMS
    before, held = _cpu(), 0 if is_program else _peak(resource.RUSAGE_SELF)
    lines = READERS[name](data)
    now = _peak(resource.RUSAGE_CHILDREN if is_program else resource.RUSAGE_SELF)
    return Outcome(lines, _cpu() - before, now - held)


def _cpu() -> float:
    """Processor seconds of this process and of the programs that it ran, to the microsecond."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * 1024


def main() -> None:
    """Run a reader once on something small, so that what it loads is loaded, then so often on the file."""
    name, path, count = sys.argv[1:]
    run = ours if name == "ours" else partial(peer, name)
    try:
        small = run(act(60).content)
        held = small.peak if name == "ours" else 0  # what the child holds anyhow
        runs = [run(Path(path).read_bytes()) for _ in range(int(count))]
    except Missing:
        json.dump(None, sys.stdout)
        return
    json.dump({"lines": runs[0].lines, "cpu": min(each.cpu for each in runs), "peak": runs[0].peak - held}, sys.stdout)


if __name__ == "__main__":
    main()
