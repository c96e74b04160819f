"""The representatives of a run, found again by what `signature` stores of them: the plain engine.

`compiled` has the same in machine code; which one runs changes nothing but the time.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from consultation.dedup.judging import common_runs
from consultation.dedup.signature import MOST_HOLDERS, asked, candidates, stored


class Found(NamedTuple):
    """A representative worth trying: its number, runs in common with the text, different runs of the text, and its own."""

    number: int
    common: int
    ours: int
    theirs: int


class Index(Protocol):
    """Texts by number, of which those remembered are found again."""

    def look(self, number: int) -> list[Found]:
        """The representatives to try for a text, the most promising first."""

    def remember(self, number: int) -> None:
        """Make a text one that is found."""


class PlainIndex:
    """In plain Python."""

    def __init__(self, own: Sequence[str]) -> None:
        self._own = own
        self._holders: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def look(self, number: int) -> list[Found]:
        """See `Index`."""
        values, bits = asked(self._own[number])
        hits = (hit for value in values for hit in self._holders.get(value, ()))
        own = self._own[number]
        return [Found(other, *common_runs(own, self._own[other])) for other in candidates(hits, bits)]

    def remember(self, number: int) -> None:
        """See `Index`."""
        values, bits = stored(self._own[number])
        for value in values:
            holders = self._holders[value]
            if len(holders) < MOST_HOLDERS:
                holders.append((number, bits))
