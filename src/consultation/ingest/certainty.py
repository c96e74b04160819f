"""Which pairs leave a person nothing to decide: the same words in the same place under a unit beyond doubt."""

from collections import Counter
from collections.abc import Collection
from typing import Final

from consultation.ingest.contents import shared_contents
from consultation.ingest.likeness import ROOT, Text
from consultation.ingest.pairing import UNPAIRED, Pairing

_BEYOND_DOUBT: Final = 0.8


class Certainty:
    """Two paired texts, and which clauses of the new one (`in_order`) kept their unit and their order."""

    def __init__(self, pairing: Pairing, in_order: Collection[int]) -> None:
        self._pairing, self._in_order = pairing, in_order
        self._old, self._new = pairing.old, pairing.new
        self._to_new, self._to_old = pairing.to_new, pairing.to_old
        self._shared = shared_contents(pairing)
        self._unsure = self._repeats_in_doubt()

    def places(self) -> set[int]:
        """The clauses of the new text of whose pair there is no doubt, be they reworded or moved."""
        once_old, once_new = _once(self._old.keys), _once(self._new.keys)
        found = {ROOT}
        for now, was in enumerate(self._to_old[:-1]):
            if was == UNPAIRED:
                continue
            is_unique = self._is_same(was, now) and self._old.is_telling(was) and was in once_old and now in once_new
            if is_unique or (self._new.parents[now] in found and now in self._in_order and self._is_clear(was, now)):
                found.add(now)
        return found

    def _is_clear(self, was: int, now: int) -> bool:
        """Whether, under the same certain unit, nothing else could be meant."""
        if not self._is_same(was, now):
            return self._pairing.likeness(was, now) >= _BEYOND_DOUBT and self._is_same_seat(was, now)
        if (self._new.parents[now], self._new.keys[now]) in self._unsure:
            return self._is_known_by_contents(was, now)
        return self._is_same_seat(was, now) or self._are_neighbours_paired(was, now)

    def _is_known_by_contents(self, was: int, now: int) -> bool:
        """Whether most of what stands below both units is the same, so that no other can be meant."""
        shared = self._shared.get((was, now))
        inner = sum(text.sizes[at] - text.counts[at] - 1 for text, at in ((self._old, was), (self._new, now)))
        return shared is not None and 2 * shared.words > inner - 2 * shared.words

    def _repeats_in_doubt(self) -> set[tuple[int, int]]:
        """Units of the new text, each with words that are repeated in it but not all paired in their order."""
        ours = Counter((self._to_new[self._old.parents[was]], key) for was, key in enumerate(self._old.keys))
        theirs = Counter(zip(self._new.parents, self._new.keys, strict=True))
        paired = Counter(
            (self._new.parents[now], self._new.keys[now])
            for now in self._in_order
            if self._is_same(self._to_old[now], now)
        )
        return {
            each
            for each, often in theirs.items()
            if max(often, ours[each]) > 1 and not often == ours[each] == paired[each]
        }

    def _is_same(self, was: int, now: int) -> bool:
        return self._old.keys[was] == self._new.keys[now]

    def _is_same_seat(self, was: int, now: int) -> bool:
        return self._old.seat(was) == self._new.seat(now)

    def _are_neighbours_paired(self, was: int, now: int) -> bool:
        return all(
            (self._to_new[before] if before >= 0 else before) == after
            for before, after in zip(_beside(self._old, was), _beside(self._new, now), strict=True)
        )


def _once(keys: list[int]) -> set[int]:
    """The places of what is there once."""
    often = Counter(keys)
    return {place for place, key in enumerate(keys) if often[key] == 1}


def _beside(text: Text, place: int) -> tuple[int, int]:
    """The clauses before and after this one under the same unit, or `ROOT` where there is none."""
    siblings = text.children[text.parents[place]]
    at = text.ranks[place]
    return siblings[at - 1] if at else ROOT, siblings[at + 1] if at + 1 < len(siblings) else ROOT
