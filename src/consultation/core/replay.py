"""Corrections of a split kept so that they can be made again on a newly saved copy of the same file.

A clause is known again by its words, and by which one it was among clauses of the same words: ids and numbers follow
from the whole text and may mean another clause in the new copy.
"""

import hashlib
from typing import TypedDict

from consultation.core.sheet import Line, Sheet


class Kept(TypedDict):
    """One correction: what was done, to which clause, and with what (`kind` "" and `offset` 0 where it needs none)."""

    act: str
    clause: str
    which: int
    of: int
    kind: str
    words: str
    offset: int


def keep(sheet: Sheet, eid: str, *, act: str, kind: str, words: str, offset: int) -> Kept:
    """The correction `act` of the clause `eid`, as the text stood before it. NotFound for an unknown clause."""
    place = sheet.place(eid)
    digest = _digest(sheet.lines[place])
    alike = _alike(sheet, digest)
    return Kept(act=act, clause=digest, which=alike.index(place), of=len(alike), kind=kind, words=words, offset=offset)


def found_again(sheet: Sheet, kept: Kept) -> str | None:
    """The id of the clause that a kept correction is about, in another text; None when it is not there as it was."""
    alike = _alike(sheet, kept["clause"])
    return sheet.lines[alike[kept["which"]]].clause.eid if len(alike) == kept["of"] else None


def _alike(sheet: Sheet, digest: str) -> list[int]:
    return [place for place, line in enumerate(sheet.lines) if _digest(line) == digest]


def _digest(line: Line) -> str:
    """Whether the clause was set aside, and its words; of one without words its number, which others may shift."""
    clause = line.clause
    said = " ".join(f"{clause.heading or ''} {clause.text}".split()) or f"{clause.num}"
    return hashlib.sha256(f"{line.is_aside}\n{said}".encode()).hexdigest()
