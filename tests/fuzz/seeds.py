"""The real files that are mutated, and where finds are kept."""

import hashlib
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
FINDS = HERE / "finds"
MOST_FINDS = 10
_LARGEST_SEED = 300_000


def seeds() -> Iterator[Path]:
    """The real files to mutate: the fixtures, and those of the folder in the environment."""
    yield from sorted((HERE.parents[1] / "fixtures").rglob("*.docx"))
    others = os.environ.get("CONSULTATION_FUZZ_FILES")
    if others:
        yield from sorted(path for path in Path(others).rglob("*.doc[xm]") if path.stat().st_size <= _LARGEST_SEED)


def keep(content: bytes, ending: str) -> None:
    """Write down what broke a law, and say how."""
    path = FINDS / f"{hashlib.sha256(content).hexdigest()[:16]}{ending}"
    path.write_bytes(content)
    say(f"found {path.name}\n{traceback.format_exc(limit=-4)}")


def say(text: str) -> None:
    """A line for whoever watches."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
