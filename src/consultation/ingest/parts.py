"""Splits and merges: a clause whose words, or a unit whose clauses, stand in several clauses of the other text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, NamedTuple

from consultation.ingest.likeness import ROOT, Text, alike, contained, is_compatible
from consultation.ingest.pairing import UNPAIRED, Pairing

_LEAST_WORDS, _LEAST_PART = 6, 3
_INSIDE: Final = 0.8
"""How much of a part must stand in the whole, and how alike the whole and its parts together must be."""

_BETTER: Final = 0.05
_KEPT: Final = 0.15  # what a unit keeps when another is made of the rest
_FAR: Final = 12


class Group(NamedTuple):
    """One clause of one text and the several of the other that it became or was made of, in document order."""

    whole: int
    parts: tuple[int, ...]
    score: float


def splits(pairing: Pairing) -> list[Group]:
    """Clauses of the old text that several of the new were made of."""
    return list(_View(pairing.old, pairing.new, pairing.to_new, pairing.to_old).groups())


def merges(pairing: Pairing, taken: Sequence[Group]) -> list[Group]:
    """Clauses of the new text made of several of the old; what stands in a split already is left out."""
    split = {group.whole for group in taken}
    joined = {part for group in taken for part in group.parts}
    found = _View(pairing.new, pairing.old, pairing.to_old, pairing.to_new).groups()
    return [group for group in found if group.whole not in joined and not split & set(group.parts)]


@dataclass(slots=True)
class _View:
    """The two texts seen from the one that holds the wholes."""

    one: Text
    other: Text
    to_other: Sequence[int]
    to_one: Sequence[int]

    def groups(self) -> Iterator[Group]:
        used: set[int] = set()
        for group in (*self._units(), *map(self._text, range(len(self.one)))):
            if group is not None and group.whole not in used and not used & {~part for part in group.parts}:
                used |= {group.whole, *(~part for part in group.parts)}
                yield group

    # --- a text in pieces ---

    def _text(self, whole: int) -> Group | None:
        first = self.to_other[whole]
        if self.one.counts[whole] < _LEAST_WORDS or self._is_same(whole, first):
            return None
        parts = self._around(whole, first) if first != UNPAIRED else self._between(whole)
        if len(parts) < 2:  # noqa: PLR2004 - one part is no split
            return None
        ours = self.one.profile(whole)
        score = alike(ours, self.other.joined(parts))
        alone = alike(ours, self.other.profile(first)) if first != UNPAIRED else 0
        return Group(whole, tuple(parts), score) if score >= max(_INSIDE, alone + _BETTER) else None

    def _is_same(self, whole: int, first: int) -> bool:
        return first != UNPAIRED and self.one.keys[whole] == self.other.keys[first]

    def _around(self, whole: int, first: int) -> list[int]:
        """The clause's pair, if it is a piece, with the pieces directly before and after it."""
        if self.other.folded[first] and not self._is_piece(whole, first):
            return []
        after = self._run(whole, range(first + 1, len(self.other)), self.other.ends[first])
        return [*reversed(self._run(whole, range(first - 1, -1, -1), ROOT)), first, *after]

    def _between(self, whole: int) -> list[int]:
        """The pieces after the clause that stands where the one before this has gone to."""
        near = range(whole - 1, max(-1, whole - _FAR), -1)
        before = next((self.to_other[place] for place in near if self.to_other[place] != UNPAIRED), ROOT)
        return self._run(whole, range(before + 1, len(self.other)), ROOT)

    def _run(self, whole: int, places: range, end: int) -> list[int]:
        """The pieces of a whole among places; what is paired may lie between only below the place `end`."""
        near = takewhile(lambda place: self.to_one[place] == UNPAIRED or place < end, places[:_FAR])
        return [place for place in near if self.to_one[place] == UNPAIRED and self._is_piece(whole, place)]

    def _is_piece(self, whole: int, part: int) -> bool:
        if self.other.counts[part] < _LEAST_PART:
            return False
        return contained(self.other.profile(part), self.one.profile(whole), _INSIDE) > 0

    # --- a unit in pieces ---

    def _units(self) -> Iterator[Group]:
        made_of: dict[int, list[int]] = defaultdict(list)
        for part in range(len(self.other)):
            if self.to_one[part] == UNPAIRED and self.other.children[part]:
                whole = self._source(part)
                if whole != ROOT and is_compatible(self.one.clauses[whole].kind, self.other.clauses[part].kind):
                    made_of[whole].append(part)
        for whole, parts in made_of.items():
            first = self.to_other[whole]
            all_parts = sorted([*parts, first] if first != UNPAIRED else parts)
            if self._is_divided(whole, all_parts):
                score = sum(self._shared(whole, part) for part in all_parts) / self._inner(self.one, whole)
                yield Group(whole, tuple(all_parts), min(1.0, score))

    def _source(self, part: int) -> int:
        """The unit that nearly all clauses directly below this one come from."""
        sources: dict[int, int] = defaultdict(int)
        for child in self.other.children[part]:
            if self.to_one[child] != UNPAIRED:
                sources[self.one.parents[self.to_one[child]]] += self.other.sizes[child]
        most = max(sources, key=lambda source: (sources[source], -source), default=ROOT)
        return most if most != ROOT and sources[most] >= _INSIDE * self._inner(self.other, part) else ROOT

    def _is_divided(self, whole: int, parts: Sequence[int]) -> bool:
        shared = [self._shared(whole, part) for part in parts]
        inner = self._inner(self.one, whole)
        beside = {self.other.parents[part] for part in parts}
        return len(parts) > 1 and len(beside) == 1 and min(shared) >= _KEPT * inner and sum(shared) >= _INSIDE * inner

    def _shared(self, whole: int, part: int) -> int:
        below = self.other.children[part]
        return sum(
            self.one.sizes[self.to_one[child]]
            for child in below
            if self.to_one[child] >= 0 and self.one.parents[self.to_one[child]] == whole
        )

    @staticmethod
    def _inner(text: Text, unit: int) -> int:
        return sum(text.sizes[child] for child in text.children[unit])
