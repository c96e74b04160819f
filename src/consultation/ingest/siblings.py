"""The clauses directly below two paired units, paired in order, and what changed places among them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.chain import Weighed, heaviest_chain
from consultation.ingest.likeness import is_grown
from consultation.ingest.pairing import ALL_PAIRS, UNPAIRED, Pairing, in_both

_PLACED: Final = {ClauseKind.PREAMBLE, ClauseKind.CONCLUSION, ClauseKind.QUOTED, ClauseKind.TABLE}
_IN_PLACE, _IN_ORDER, _OUT_OF_ORDER = 0.5, 0.55, 0.7
_SAME_WORDS, _PER_WORD, _MOST_WORDS, _SAME_TREE, _SAME_NUMBER = 0.5, 0.1, 5, 0.3, 0.1
_BY_PLACE: Final = 0.3


class Siblings:
    """The clauses directly below two paired units, paired in order as far as they go."""

    def __init__(self, pairing: Pairing, was: int, now: int) -> None:
        self._pairing = pairing
        self._old, self._new = pairing.old, pairing.new
        self._olds, self._news = self._old.children[was], self._new.children[now]

    def pair(self) -> None:
        """Pair the same words that are nowhere else in a gap, then all that is alike, then again in the smaller gaps."""
        for propose in (self._anchors, self._all_alike, self._all_alike):
            for olds, news in list(self._gaps()):
                chain = heaviest_chain(propose(olds, news))
                for was, now, _ in chain:
                    self._pairing.pair(was, now)
        olds, news = self._open()
        if olds and news:
            self._pairing.pair_out_of_order(olds, news, _OUT_OF_ORDER)

    def _open(self) -> tuple[list[int], list[int]]:
        olds = [was for was in self._olds if self._pairing.to_new[was] == UNPAIRED]
        return olds, [now for now in self._news if self._pairing.to_old[now] == UNPAIRED] if olds else []

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is unpaired between neighbouring pairs that keep the order."""
        if not all(self._open()):
            return
        to_new, to_old, inside = self._pairing.to_new, self._pairing.to_old, set(self._news)
        fixed = [Weighed(was, to_new[was], self._old.sizes[was]) for was in self._olds if to_new[was] in inside]
        olds, news = iter(self._olds), iter(self._news)
        for was, now, _ in [*heaviest_chain(fixed), Weighed(UNPAIRED, UNPAIRED, 1)]:
            open_olds = [each for each in takewhile(was.__ne__, olds) if to_new[each] == UNPAIRED]
            open_news = [each for each in takewhile(now.__ne__, news) if to_old[each] == UNPAIRED]
            if open_olds and open_news:
                yield open_olds, open_news

    def _anchors(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[Weighed]:
        once = in_both([self._old.keys[was] for was in olds], [self._new.keys[now] for now in news])
        for was in olds:
            place = once.get(self._old.keys[was])
            if place is not None and self._old.is_telling(was) and self._pairing.is_free(was, news[place]):
                yield Weighed(was, news[place], self._same_words(was, news[place]))

    def _all_alike(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[Weighed]:
        pairs = set(_by_place(olds, news)) | set(self._by_number(olds, news)) | set(self._by_words(olds, news))
        if len(olds) * len(news) <= ALL_PAIRS:
            pairs |= {(was, now) for was in olds for now in news}
        else:
            inside = set(news)
            pairs |= {(was, now) for was in olds for now in self._pairing.similar(was) if now in inside}
        for was, now in sorted(pairs):
            if self._pairing.is_free(was, now):
                weight = self._weight(was, now)
                if weight:
                    yield Weighed(was, now, weight)

    def _by_number(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        seats = {self._new.seat(now): now for now in reversed(news)}
        return ((was, seats[seat]) for was in olds if (seat := self._old.seat(was)) in seats)

    def _by_words(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The same words: each with those of the same rank among them, from either end, and of the same number."""
        theirs = defaultdict(list)
        for now in news:
            theirs[self._new.keys[now]].append(now)
        ours = defaultdict(list)
        for was in olds:
            if self._old.keys[was] in theirs:
                ours[self._old.keys[was]].append(was)
        for key, equal in ours.items():
            yield from _by_place(equal, theirs[key])
            yield from self._by_number(equal, theirs[key])

    def _weight(self, was: int, now: int) -> float:
        is_same_seat = self._old.seat(was) == self._new.seat(now) and self._new.clauses[now].number is not None
        if self._old.keys[was] == self._new.keys[now] and (self._old.folded[was] or not self._old.children[was]):
            return self._same_words(was, now) + _SAME_NUMBER * is_same_seat
        value = self._pairing.likeness(was, now)
        if self._is_by_place(was, now):
            return max(value, _BY_PLACE)
        if is_same_seat and (value >= _IN_PLACE or is_grown(self._old, was, self._new, now)):
            return max(value, _IN_PLACE) + _SAME_NUMBER
        return value if value >= _IN_ORDER else 0

    def _is_by_place(self, was: int, now: int) -> bool:
        """Whether the clauses are what they are by where they stand, whatever they say."""
        kind = self._old.clauses[was].kind
        if kind in {ClauseKind.QUOTED, ClauseKind.TABLE} and (self._old.folded[was] or self._new.folded[now]):
            return False
        return kind in _PLACED and self._old.seat(was) == self._new.seat(now)

    def _same_words(self, was: int, now: int) -> float:
        words = _PER_WORD * min(_MOST_WORDS, self._old.counts[was])
        return _SAME_WORDS + words + _SAME_TREE * (self._old.trees[was] == self._new.trees[now])


def _by_place(olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first with the first and so on, then the last with the last and so on."""
    yield from zip(olds, news, strict=False)
    yield from zip(reversed(olds), reversed(news), strict=False)
