"""Which clause of a new text is which of the old one: the pairs found so far, and what all who look for more ask."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from consultation.ingest.chain import Weighed
from consultation.ingest.likeness import ROOT, Text, is_compatible, likeness, word_pairs

UNPAIRED: Final = -2

ALL_PAIRS: Final = 36
"""As many clauses are compared each with each; beyond, only those that something points to."""

_CLEARLY: Final = 0.05
_RARE: Final = 12
_CANDIDATES: Final = 4


class Pairing:
    """Two texts and which clause is paired with which; both lists end in the pair of the roots."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old, self.new = old, new
        self.to_new = [UNPAIRED] * len(old) + [ROOT]
        self.to_old = [UNPAIRED] * len(new) + [ROOT]
        self._similar: dict[int, list[int]] = {}
        self._likeness: dict[tuple[int, int], float] = {}

    def pair(self, was: int, now: int) -> None:
        """Say that these two are one clause."""
        self.to_new[was], self.to_old[now] = now, was

    def is_free(self, was: int, now: int) -> bool:
        """Whether both are still to be paired, and may be with each other."""
        return (
            self.to_new[was] == UNPAIRED
            and self.to_old[now] == UNPAIRED
            and is_compatible(self.old.clauses[was].kind, self.new.clauses[now].kind)
        )

    def look_up_similar(self) -> None:
        """Note for each unpaired clause of the old text the few unpaired ones of the new that share its rare word pairs."""
        holding: dict[str, list[int]] = defaultdict(list)
        for now in range(len(self.new)):
            if self.to_old[now] == UNPAIRED:
                for words in word_pairs(self.new.profile(now)):
                    holding[words].append(now)
        rare = {words: places for words, places in holding.items() if len(places) <= _RARE}
        for was in range(len(self.old)):
            if self.to_new[was] == UNPAIRED:
                often = Counter(now for words in word_pairs(self.old.profile(was)) for now in rare.get(words, ()))
                self._similar[was] = sorted(often, key=lambda now: (-often[now], now))[:_CANDIDATES]

    def likeness(self, was: int, now: int) -> float:
        """How alike the two are with all below them, measured once."""
        found = self._likeness.get((was, now))
        if found is None:
            found = self._likeness[was, now] = likeness(self.old, was, self.new, now)
        return found

    def similar(self, was: int) -> Sequence[int]:
        """The few clauses of the new text that share rare words with this one."""
        return self._similar.get(was, ())

    def pair_out_of_order(self, olds: Sequence[int], news: Sequence[int], least: float) -> None:
        """Pair, wherever they stand, telling clauses of the same words, then those at least so alike and clearly."""
        once = in_both([self.old.keys[was] for was in olds], [self.new.keys[now] for now in news])
        for was in olds:
            place = once.get(self.old.keys[was])
            if place is not None and self.old.is_telling(was) and self.is_free(was, news[place]):
                self.pair(was, news[place])
        for was, now in _clear(self._measured(olds, news, least), least):
            self.pair(was, now)

    def _measured(self, olds: Sequence[int], news: Sequence[int], least: float) -> list[Weighed]:
        inside = set(news)
        is_small = len(olds) * len(news) <= ALL_PAIRS
        found = []
        for was in olds:
            for now in news if is_small else self.similar(was):
                if now in inside and self.is_free(was, now) and self.old.is_telling(was) and self.new.is_telling(now):
                    value = self.likeness(was, now)
                    if value >= least - _CLEARLY:
                        found.append(Weighed(was, now, value))
        return found


def in_both(old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
    """What is there once in each, with its place in `new`."""
    mine, theirs = Counter(old), Counter(new)
    return {key: place for place, key in enumerate(new) if mine[key] == 1 and theirs[key] == 1}


def _clear(pairs: Sequence[Weighed], least: float) -> Iterator[tuple[int, int]]:
    """Pairs worth at least so much that are better than any other of both by a margin."""
    by_old, by_new = defaultdict(list), defaultdict(list)
    for pair in pairs:
        by_old[pair.old].append(pair.weight)
        by_new[pair.new].append(pair.weight)
    for was, now, weight in pairs:
        if weight >= least and all(
            sum(other > weight - _CLEARLY for other in rivals) == 1 for rivals in (by_old[was], by_new[now])
        ):
            yield was, now
