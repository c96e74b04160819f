"""Corrections of a split kept so that they can be made again on a newly saved copy of the same file.

A clause is known again by its words, and by which one it was among clauses of the same words: ids and numbers follow
from the whole text and may mean another clause in the new copy.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NotRequired, TypedDict

from consultation.core.sheet import Line, Sheet


class Known(TypedDict):
    """A clause as it is known again: its words hashed, and which one it is of so many with the same words."""

    clause: str
    which: int
    of: int


class Kept(Known):
    """One correction: what was done, to which clause (and others), and with what, empty or 0 where it needs none."""

    act: str
    kind: str
    words: str
    offset: int
    also: NotRequired[list[Known]]
    under: NotRequired[Known]
    language: NotRequired[str]


def known(sheet: Sheet, eids: Iterable[str]) -> list[Known]:
    """These clauses as they are known again. NotFound for an unknown one."""
    alike = _alike(sheet)
    digests = _digests(sheet)
    found = []
    for eid in eids:
        place = sheet.place(eid)
        same = alike[digests[place]]
        found.append(Known(clause=digests[place], which=same.index(place), of=len(same)))
    return found


def found_again(sheet: Sheet, clauses: Sequence[Known]) -> list[str | None]:
    """The ids of kept clauses in another text; None for each that is not there as it was."""
    alike = _alike(sheet)
    return [_found(sheet, alike.get(each["clause"], ()), each) for each in clauses]


def _found(sheet: Sheet, places: Sequence[int], clause: Known) -> str | None:
    return sheet.lines[places[clause["which"]]].clause.eid if len(places) == clause["of"] else None


def _alike(sheet: Sheet) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, digest in enumerate(_digests(sheet)):
        places[digest].append(place)
    return places


def _digests(sheet: Sheet) -> list[str]:
    return [_digest(line) for line in sheet.lines]


def _digest(line: Line) -> str:
    """Whether the clause was set aside, and its words; of one without words its number, which others may shift."""
    clause = line.clause
    said = " ".join(f"{clause.heading or ''} {clause.text}".split()) or f"{clause.num}"
    return hashlib.sha256(f"{line.is_aside}\n{said}".encode()).hexdigest()
