"""Readers of Word files side by side: processor time, memory and numbers on two made codes and on real acts.

`python -m bench.ingesting [FOLDER of .docx]`; each figure stands beside the floor (unzip, parse, join the text) of the same run.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from bench.acts import LARGE, SMALL, Act, act

_FLOOR: Final = "floor"
_READERS: Final = (_FLOOR, "streamed_floor", "ours", "python_docx", "docx2python", "mammoth", "pandoc", "libreoffice")
_QUICK: Final = frozenset({_FLOOR, "streamed_floor", "ours", "python_docx"})
_MB: Final = 1024 * 1024


def measured(name: str, path: Path, rounds: int) -> dict[str, Any] | None:
    """What `bench.readers` says of one reader on one file; None when it is not installed."""
    said = subprocess.run(  # noqa: S603 - the bench's own
        [sys.executable, "-m", "bench.readers", name, str(path), str(rounds)],
        capture_output=True,
        check=True,
        text=True,
    )
    found: dict[str, Any] | None = json.loads(said.stdout)
    return found


def right_numbers(lines: Iterable[str], made: Act) -> int:
    """How many paragraphs came with the number that Word prints before them."""
    wanted: dict[str, int] = {}
    for label, words in made.labels:
        wanted[_bare(f"{label}{words}")] = wanted.get(_bare(f"{label}{words}"), 0) + 1
    lengths = sorted({len(each) for each in wanted})
    found = 0
    for line in map(_bare, lines):
        start = next((line[:n] for n in lengths if wanted.get(line[:n])), None)
        if start is not None:
            wanted[start] -= 1
            found += 1
    return found


def _bare(text: str) -> str:
    return "".join(text.split())


def on_made(made: Act, path: Path, rounds: int) -> Mapping[str, dict[str, Any] | None]:
    """Every reader on one made code."""
    path.write_bytes(made.content)
    found = {name: measured(name, path, rounds if name in _QUICK else 1) for name in _READERS}
    floor = found[_FLOOR]
    assert floor is not None
    for name, figures in found.items():
        if figures is None:
            print(f"  {name:16} not installed")
            continue
        right = right_numbers(figures["lines"], made)
        print(
            f"  {name:16} {figures['cpu']:8.3f} s CPU {figures['cpu'] / floor['cpu']:7.1f} x floor "
            f"{figures['peak'] / _MB:7.0f} MB {right:7} of {len(made.labels)} numbers"
        )
    return found


def on_real(folder: Path) -> None:
    """Ours and the floor over the files of a folder."""
    costs: dict[str, float] = {"floor": 0.0, "ours": 0.0}
    files = sorted(folder.rglob("*.docx"))
    for path in files:
        for name in costs:
            figures = measured(name, path, 3)
            costs[name] += figures["cpu"] if figures else 0.0
    print(
        f"  {len(files)} files: floor {costs['floor']:.3f} s, ours {costs['ours']:.3f} s, {costs['ours'] / costs['floor']:.1f} x floor"
    )


def main(folder: Path | None = None) -> None:
    """Print the tables and the growth between the two sizes."""
    with tempfile.TemporaryDirectory() as where:
        found = {}
        for size, rounds in ((SMALL, 7), (LARGE, 3)):
            made = act(size)
            print(f"{made.paragraphs} paragraphs, {len(made.labels)} of them numbered:")
            found[size] = on_made(made, Path(where) / f"{size}.docx", rounds)
        small, large = found[SMALL]["ours"], found[LARGE]["ours"]
        if small and large:
            print(f"ten times the size takes ours {large['cpu'] / small['cpu']:.1f} times as long")
    if folder is not None:
        print(f"Real files in {folder.name}:")
        on_real(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
