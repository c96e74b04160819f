"""Which clause of a new text is which of the old one: pairs, found from the sure to the likely, never all with all.

1. What is nowhere else: subtrees, then clauses, with the same telling words once in each text.
2. Units whose contents went together: what their pairs inside say (`_pair_by_contents`).
3. From the top down, the clauses below each pair, in order: the same words first, then other words in the same place;
   after that, out of order, what is clearly the same (`Siblings`).
4. What stands under another unit now: the same telling words, or nearly the same and nothing else like them.

Repeated words ("repealed") say nothing alone, so they are told apart by step 3: by the unit above and the order among
their neighbours. Looking up by number, by rank and by rare word pairs keeps every step near linear.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.chain import Weighed, heaviest_chain
from consultation.ingest.likeness import ROOT, Text, is_compatible, likeness

UNPAIRED: Final = -2

_PLACED: Final = {ClauseKind.PREAMBLE, ClauseKind.CONCLUSION, ClauseKind.QUOTED, ClauseKind.TABLE}

_ALL_PAIRS: Final = 36
"""As many clauses of a gap are compared each with each; beyond, only those that something points to."""

_SAME_CONTENTS: Final = 0.5
_IN_PLACE, _IN_ORDER, _OUT_OF_ORDER, _ELSEWHERE = 0.5, 0.55, 0.7, 0.85
_CLEARLY: Final = 0.05
_SAME_WORDS, _PER_WORD, _MOST_WORDS, _SAME_TREE, _SAME_NUMBER = 0.5, 0.1, 5, 0.3, 0.1
_SEVERAL: Final = 2
_BY_PLACE: Final = 0.3
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

    def find(self) -> None:
        """Pair what can be paired."""
        self._pair_unique_trees()
        self._pair_unique_words()
        self._pair_by_contents(_SEVERAL)
        self._similar = _look_alikes(self)
        self._descend()
        self._pair_moved()
        self._pair_by_contents(1)
        self._descend()
        self._pair_moved()

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

    def _pair_unique_trees(self) -> None:
        once = _in_both(self.old.trees, self.new.trees)
        was = 0
        while was < len(self.old):
            now = once.get(self.old.trees[was])
            if now is None or not self._is_telling_tree(was) or not self.is_free(was, now):
                was += 1
                continue
            for inside in range(self.old.ends[was] - was):
                self.pair(was + inside, now + inside)
            was = self.old.ends[was]

    def _is_telling_tree(self, was: int) -> bool:
        return any(self.old.is_telling(inside) for inside in range(was, self.old.ends[was]))

    def _pair_unique_words(self) -> None:
        once = _in_both(self.old.keys, self.new.keys)
        for was, key in enumerate(self.old.keys):
            now = once.get(key)
            if now is not None and self.old.is_telling(was) and self.is_free(was, now):
                self.pair(was, now)

    def _pair_by_contents(self, several: int) -> None:
        """Pair units of which at least half the words, both taken together, went from the one into the other.

        One clause in common is no proof before all have been looked for in their places: it may have moved alone. So at
        least `several` are asked for, or the same words of the units themselves.
        """
        found = [
            (self._contents(was, now, shared), was, now)
            for (was, now), shared in self.shared().items()
            if self.is_free(was, now)
            and 2 * shared.words >= _SAME_CONTENTS * (self.old.sizes[was] + self.new.sizes[now])
            and (shared.children >= several or self._is_named_alike(was, now))
        ]
        for _, was, now in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
            if self.is_free(was, now):
                self.pair(was, now)

    def _contents(self, was: int, now: int, shared: "Shared") -> float:
        return 2 * shared.words / (self.old.sizes[was] + self.new.sizes[now]) + (
            _SAME_NUMBER * (self.old.seat(was) == self.new.seat(now)) + 0.5 * self._is_named_alike(was, now)
        )

    def _is_named_alike(self, was: int, now: int) -> bool:
        return bool(self.old.folded[was]) and self.old.keys[was] == self.new.keys[now]

    def shared(self) -> dict[tuple[int, int], "Shared"]:
        """For units of both texts that hold the same clauses: in how many children, and of how many words."""
        votes: list[dict[int, Shared]] = [{} for _ in range(len(self.old) + 1)]
        for was in range(len(self.old) - 1, -1, -1):
            if self.old.parents[was] != ROOT:
                above = votes[self.old.parents[was]]
                for inside, shared in self._shared_with_own(was, votes[was]).items():
                    unit = self.new.parents[inside]
                    if unit != ROOT:
                        before = above.get(unit, _NOTHING)
                        above[unit] = Shared(before.children + 1, before.words + shared)
        return {(was, now): shared for was, each in enumerate(votes[:-1]) for now, shared in each.items()}

    def _shared_with_own(self, was: int, inside: dict[int, "Shared"]) -> dict[int, int]:
        words = {unit: shared.words for unit, shared in inside.items()}
        now = self.to_new[was]
        if now != UNPAIRED and self.old.keys[was] == self.new.keys[now]:
            words[now] = words.get(now, 0) + 1 + self.old.counts[was]
        return words

    def _descend(self) -> None:
        """Pair what stands below paired units, from the top down."""
        Siblings(self, ROOT, ROOT).pair()
        for now in range(len(self.new)):
            was = self.to_old[now]
            if was != UNPAIRED and self.new.children[now] and self.old.children[was]:
                Siblings(self, was, now).pair()

    def _pair_moved(self) -> None:
        was = [place for place in range(len(self.old)) if self.to_new[place] == UNPAIRED]
        now = [place for place in range(len(self.new)) if self.to_old[place] == UNPAIRED]
        self.pair_out_of_order(was, now, _ELSEWHERE)

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
        once = _in_both([self.old.keys[was] for was in olds], [self.new.keys[now] for now in news])
        for was in olds:
            place = once.get(self.old.keys[was])
            if place is not None and self.old.is_telling(was) and self.is_free(was, news[place]):
                self.pair(was, news[place])
        for was, now in _clear(self._measured(olds, news, least), least):
            self.pair(was, now)

    def _measured(self, olds: Sequence[int], news: Sequence[int], least: float) -> list[Weighed]:
        inside = set(news)
        is_small = len(olds) * len(news) <= _ALL_PAIRS
        found = []
        for was in olds:
            for now in news if is_small else self.similar(was):
                if now in inside and self.is_free(was, now) and self.old.is_telling(was) and self.new.is_telling(now):
                    value = self.likeness(was, now)
                    if value >= least - _CLEARLY:
                        found.append(Weighed(was, now, value))
        return found


class Shared(NamedTuple):
    """What two units have in common: children with the same clauses, and the words of these (one more for each clause)."""

    children: int
    words: int


_NOTHING: Final = Shared(0, 0)


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
        once = _in_both([self._old.keys[was] for was in olds], [self._new.keys[now] for now in news])
        for was in olds:
            place = once.get(self._old.keys[was])
            if place is not None and self._old.is_telling(was) and self._pairing.is_free(was, news[place]):
                yield Weighed(was, news[place], self._same_words(was, news[place]))

    def _all_alike(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[Weighed]:
        pairs = set(_by_place(olds, news)) | set(self._by_number(olds, news)) | set(self._by_words(olds, news))
        if len(olds) * len(news) <= _ALL_PAIRS:
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
        least = _IN_PLACE if is_same_seat else _IN_ORDER
        return value + _SAME_NUMBER * is_same_seat if value >= least else 0

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


def _in_both(old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
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


def _look_alikes(pairing: Pairing) -> dict[int, list[int]]:
    """For each unpaired clause of the old text the few unpaired ones of the new that share its rare pairs of words."""
    holding: dict[str, list[int]] = defaultdict(list)
    for now in range(len(pairing.new)):
        if pairing.to_old[now] == UNPAIRED:
            for pair in _word_pairs(pairing.new, now):
                holding[pair].append(now)
    rare = {pair: places for pair, places in holding.items() if len(places) <= _RARE}
    found = {}
    for was in range(len(pairing.old)):
        if pairing.to_new[was] == UNPAIRED:
            often = Counter(now for pair in sorted(_word_pairs(pairing.old, was)) for now in rare.get(pair, ()))
            best = sorted(often, key=lambda now: (-often[now], now))[:_CANDIDATES]
            found[was] = best
    return found


def _word_pairs(text: Text, place: int) -> set[str]:
    stems = text.profile(place).stems
    return {stems[at : at + 2] for at in range(len(stems) - 1)}
