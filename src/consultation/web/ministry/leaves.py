"""A long text turned into leaves of a readable size, so that a code of a thousand articles opens as fast as a decree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from consultation.core.sheet import Line, Sheet
from consultation.core.vocabulary import ClauseKind

_FULL: Final = 120  # lines after which any top unit or article starts a new leaf
_GROWN: Final = 50  # lines after which a part, section, chapter or annex does
_DIGITS: Final = 5
_WIDE: Final = frozenset(
    {
        ClauseKind.PART,
        ClauseKind.SECTION,
        ClauseKind.SUBSECTION,
        ClauseKind.CHAPTER,
        ClauseKind.SUBCHAPTER,
        ClauseKind.ANNEX,
    }
)
_SENTENCE_END: Final = re.compile(r"\n+|(?<=[.;:!?])\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A wide unit of the text with the leaf it stands on."""

    line: Line
    leaf: int


def leaves(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in document order, a list for each leaf; never an empty leaf, one at least unless there is no line."""
    found: list[list[Line]] = []
    for line in lines:
        if not found or _begins_leaf(line, len(found[-1])):
            found.append([])
        found[-1].append(line)
    return found


def leaf_of(found: Sequence[Sequence[Line]], eid: str | None) -> int:
    """On which leaf (from 1) a clause is; 1 when it is on none."""
    places = (place for place, leaf in enumerate(found, 1) if any(line.clause.eid == eid for line in leaf))
    return next(places, 1)


def headings(found: Sequence[Sequence[Line]]) -> list[Heading]:
    """Every part, section, chapter and annex with its leaf, to jump to."""
    return [
        Heading(line, place)
        for place, leaf in enumerate(found, 1)
        for line in leaf
        if line.clause.kind in _WIDE and not line.is_aside
    ]


def pieces(text: str) -> list[tuple[int, str]]:
    """The sentences and lines of a text with their offsets: the places where it can be cut, the first one left out."""
    cuts = [0, *(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]
    return [(start, text[start:end].strip()) for start, end in pairwise(cuts[1:]) if start < end]


def chosen(number: str | None, found: Sequence[object]) -> int:
    """The leaf somebody asks for by its number, the nearest there is."""
    asked = int(number) if number and number.isdecimal() and len(number) <= _DIGITS else 1
    return max(1, min(asked, len(found)))


def leaves_of(sheet: Sheet) -> list[list[Line]]:
    """The leaves of a sheet, what was set aside in its place."""
    return leaves(sheet.lines) or [[]]


def _begins_leaf(line: Line, size: int) -> bool:
    kind = line.clause.kind
    if size >= _GROWN and kind in _WIDE:
        return True
    return size >= _FULL and (line.depth == 0 or kind is ClauseKind.ARTICLE)
