"""Akoma Ntoso identifiers of clauses: made from the tree, parsed, and put in order.

The form is the naming convention's (OASIS LegalDocML, Akoma Ntoso Naming Convention 1.0, section 5): the parent's
id, two underscores, the short name of the element, an underscore, the cleaned number. What has no number is
counted among its like; what would repeat gets `_2`, `_3`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from consultation.core.vocabulary import ClauseKind

SHORT_NAMES: dict[ClauseKind, str] = {
    ClauseKind.PART: "part",
    ClauseKind.SECTION: "sec",
    ClauseKind.SUBSECTION: "subsec",
    ClauseKind.CHAPTER: "chp",
    ClauseKind.SUBCHAPTER: "subchp",
    ClauseKind.ARTICLE: "art",
    ClauseKind.PARAGRAPH: "para",
    ClauseKind.POINT: "point",
    ClauseKind.SUBPOINT: "subpoint",
    ClauseKind.INDENT: "indent",
    ClauseKind.ANNEX: "att",
    ClauseKind.PREAMBLE: "preamble",
    ClauseKind.TABLE: "table",
    ClauseKind.ROW: "tr",
    ClauseKind.QUOTED: "qstr",
    ClauseKind.NOTE: "note",
    ClauseKind.CONCLUSION: "conclusions",
    ClauseKind.OTHER: "other",
}
# The convention gives no number to elements that stand once in a document.
_SINGLE = frozenset({ClauseKind.PREAMBLE, ClauseKind.CONCLUSION})
_ORDER = {name: place for place, name in enumerate(("preamble", "", "conclusions", "att"))}

# Ids go into addresses, so letters are written in ASCII; the number itself keeps its script.
_ASCII = dict(
    zip(
        map(ord, "абвгдезийклмнопрстуфхцъыьэўқғҳәөүңіıáǵńóúʻʼ"),
        [*"abvgdeziyklmnoprstufxc", "", "y", "", "e", *"oqgh", *"aouni", *"iagnou", "", ""],
        strict=True,
    )
) | {ord("ж"): "j", ord("ч"): "ch", ord("ш"): "sh", ord("щ"): "sch", ord("ё"): "yo", ord("ю"): "yu", ord("я"): "ya"}
_OUTSIDE = re.compile(r"[^0-9A-Za-z]+")
_SEGMENT = re.compile(r"([A-Za-z]+)(?:_([0-9A-Za-z-]+))?(?:_(\d+))?")


class Segment(NamedTuple):
    """One step of an id: the element's short name, its cleaned number, and which repeat it is (1 = first)."""

    name: str
    number: str | None
    repeat: int


class Place(NamedTuple):
    """Where a clause stands: its own id and its parent's."""

    eid: str
    parent: str | None


@lru_cache(maxsize=4096)  # the same small numbers come again in every list
def clean(number: str) -> str:
    """The number as it may stand in an id: `1.2.` -> `1-2`, `в` -> `v`; empty when nothing usable is left."""
    lowered = "".join(c.lower() if ord(c.lower()[0]) in _ASCII else c for c in number)
    return _OUTSIDE.sub("-", lowered.translate(_ASCII)).strip("-")


def make(units: Iterable[tuple[int, ClauseKind, str | None]]) -> list[Place]:
    """Ids for units given in document order as (depth, kind, number); depths may only grow by one at a time."""
    open_ids: list[str] = []
    counts: dict[tuple[str | None, ClauseKind], int] = {}
    taken: dict[str, int] = {}
    places = []
    for depth, kind, number in units:
        del open_ids[depth:]
        parent = open_ids[-1] if open_ids else None
        eid = _unused(_candidate(parent, kind, number, counts), taken)
        open_ids.append(eid)
        places.append(Place(eid, parent))
    return places


def _candidate(
    parent: str | None, kind: ClauseKind, number: str | None, counts: dict[tuple[str | None, ClauseKind], int]
) -> str:
    name = SHORT_NAMES[kind]
    prefix = f"{parent}__" if parent else ""
    cleaned = clean(number) if number else ""
    counts[parent, kind] = counts.get((parent, kind), 0) + 1
    if cleaned:
        return f"{prefix}{name}_{cleaned}"
    if kind in _SINGLE:
        return f"{prefix}{name}"
    return f"{prefix}{name}_{counts[parent, kind]}"


def _unused(candidate: str, taken: dict[str, int]) -> str:
    eid = candidate
    while eid in taken:
        taken[candidate] += 1
        eid = f"{candidate}_{taken[candidate]}"
    taken[eid] = 1
    return eid


def parse(eid: str) -> tuple[Segment, ...]:
    """The steps of an id from the root down; ValueError when it is not one of ours."""
    return tuple(map(_segment, eid.split("__")))


def _segment(text: str) -> Segment:
    match = _SEGMENT.fullmatch(text)
    if match is None or match[1] not in _NAMES:
        raise ValueError(f"not an identifier of a clause: {text!r}")
    name, number, repeat = match.groups()
    if _NAMES[name] in _SINGLE:
        return Segment(name, None, int(number) if number and number.isdigit() else 1)
    return Segment(name, number, int(repeat) if repeat else 1)


_NAMES = {name: kind for kind, name in SHORT_NAMES.items()}


def kind_of(eid: str) -> ClauseKind:
    """The kind of clause an id names."""
    return _NAMES[parse(eid)[-1].name]


def order(eid: str) -> tuple[tuple[int, tuple[tuple[int, str], ...], int], ...]:
    """A sort key: `art_2` before `art_10`, `art_12-1` between `art_12` and `art_13`, annexes after the body."""
    return tuple(
        (_ORDER.get(segment.name, _ORDER[""]), tuple(map(_natural, (segment.number or "").split("-"))), segment.repeat)
        for segment in parse(eid)
    )


def _natural(piece: str) -> tuple[int, str]:
    return (int(piece), "") if piece.isdigit() else (0, piece)
