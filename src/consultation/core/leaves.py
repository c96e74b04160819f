"""A long text cut into leaves of a readable size, so that a code of a thousand articles opens as fast as a decree."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol, TypeVar

from consultation.core.vocabulary import ClauseKind

# A text of up to so many units is one leaf; a longer one is shared out over leaves of about equal size.
WHOLE: Final = 320
_LEAF: Final = 200
_LONGEST: Final = 400

WIDE: Final = frozenset(
    {
        ClauseKind.PART,
        ClauseKind.SECTION,
        ClauseKind.SUBSECTION,
        ClauseKind.CHAPTER,
        ClauseKind.SUBCHAPTER,
        ClauseKind.ANNEX,
    }
)
HEADED: Final = WIDE | {ClauseKind.ARTICLE}
_INSIDE: Final = frozenset({ClauseKind.ROW, ClauseKind.INDENT, ClauseKind.PARAGRAPH, ClauseKind.SUBPOINT})


class Unit(Protocol):
    """What cutting needs to know of a clause."""

    @property
    def depth(self) -> int:
        """How deep it stands; 0 is a top unit."""

    @property
    def kind(self) -> ClauseKind:
        """Its kind."""

    @property
    def quoted(self) -> bool:
        """Whether it belongs to a quoted text, which is not torn apart."""


_Unit = TypeVar("_Unit", bound=Unit)


def leaves(units: Sequence[_Unit]) -> list[Sequence[_Unit]]:
    """The units in document order, shared out over leaves; one empty leaf for an empty text."""
    return [units[start:end] for start, end in pairwise([*leaf_starts(units), len(units)])]


def leaf_starts(units: Sequence[Unit]) -> list[int]:
    """The index of the first unit of each leaf, 0 first; one leaf for an empty text.

    A leaf begins at a top unit, a chapter or an article; inside a single unit only when that is longer than `_LONGEST`.
    A chapter is not left alone at the end of a leaf.
    """
    starts = [0]
    if len(units) <= WHOLE:
        return starts
    size = len(units) / round(len(units) / _LEAF)
    for place, unit in enumerate(units):
        length = place - starts[-1]
        if (length >= size and _may_begin(unit)) or (length >= _LONGEST and unit.kind not in _INSIDE):
            starts.append(_with_its_headings(units, place, starts[-1]))
    return starts


def _may_begin(unit: Unit) -> bool:
    return not unit.quoted and (unit.depth == 0 or unit.kind in HEADED)


def _with_its_headings(units: Sequence[Unit], place: int, start: int) -> int:
    while place - 1 > start and units[place - 1].kind in WIDE and units[place - 1].depth < units[place].depth:
        place -= 1
    return place
