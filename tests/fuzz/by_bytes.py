"""Fuzzing by bytes with atheris: libFuzzer mutates a file, or one of its parts inside a container made whole again.

Coverage of the ingester guides it. Each input may take some seconds and some memory, no more.
"""

import io
import random
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["consultation.ingest"]):
    from consultation.ingest import Limits
    from tests.fuzz import laws
    from tests.fuzz.seeds import FINDS, seeds

_DICTIONARY = Path(__file__).parent / "words.dict"
_LONGEST = 400_000
_LIMITS = Limits(part_bytes=4_000_000, total_bytes=8_000_000, paragraphs=5_000)


def run(until: float) -> int:
    """Fuzz until the time is over or something is found: atheris then ends the process itself."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        for path in seeds():
            if path.stat().st_size <= _LONGEST:
                (corpus / f"{len(list(corpus.iterdir()))}.docx").write_bytes(path.read_bytes())
        options = {
            "dict": _DICTIONARY,
            "max_len": _LONGEST,
            "max_total_time": max(1, int(until - time.monotonic())),
            "timeout": 120,  # by the clock, on a machine that may be busy
            "rss_limit_mb": 2048,
            "artifact_prefix": f"{FINDS}/found-",
            "print_final_stats": 1,
        }
        arguments = [sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), folder]
        atheris.Setup(arguments, look, custom_mutator=mutate)
        atheris.Fuzz()
    return 0


def look(data: bytes) -> None:
    """One input: read by the laws or refused; any other exception is a find."""
    laws.check_file(data, limits=_LIMITS)


def mutate(data: bytes, most: int, number: int) -> bytes:
    """Every fourth time the file's own bytes, else those of one part, with sizes and check sums put right."""
    chance = random.Random(number)
    if chance.randrange(4):
        parts = _parts(data)
        if parts:
            name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))] or list(parts))
            parts[name] = atheris.Mutate(parts[name], len(parts[name]) + 200)
            made = _zipped(parts)
            if len(made) <= most:
                return made
    return bytes(atheris.Mutate(data, most))


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            entries = [entry for entry in source.infolist() if entry.file_size <= _LONGEST]
            return {entry.filename: source.read(entry) for entry in entries[:40]}
    except laws.UNREADABLE:
        return {}


def _zipped(parts: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return raw.getvalue()
