"""Groups texts that say the same in nearly the same words, each member compared with what represents its group.

Never along chains: a text joins a group only when it is near the group's representative, the text most often sent
word for word (the earliest of those). Everything is done in one canonical order, so the order of arrival changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz import fuzz

from consultation.dedup.fingerprint import QUERY_BITS, samples, thinned
from consultation.dedup.short import one_typo_apart, swaps_a_word
from consultation.dedup.stance import conflict, rebuts
from consultation.dedup.texts import Text

SAME = 64.0
"""rapidfuzz `token_set_ratio` from which two skeletons may be one text; figures in docs/adr/0010."""

RUN = 9
"""Characters in the runs that are counted exactly once a pair is a candidate: about a word, so a typing error costs little."""

BOTH, ONE = 0.30, 0.45
"""Shares of common runs: of the text with fewer in common and of the one with more, for texts that may join each other."""

KNOWN = 3
"""Submissions from which a text counts as a known letter; only such a one may be shortened, extended or quoted at length.
Otherwise a person who pastes another's comment in order to rebut it would be counted as its supporter."""

PASSAGE, PASSAGE_SHARE = 120, 0.20
"""A passage of a known letter joins from so many common runs, if they are also this share of the text."""

_LEAST_SHARED = 2
_TRIED = 4
_REMEMBERED = 8
_OVERLAP_SHARE = 0.4
_OVERLAP_LEAST = 3

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(slots=True)
class Leaders:
    """The representatives so far, found again by sampled runs of characters."""

    texts: Sequence[Text]
    of: list[int]
    support: Counter[int] = field(default_factory=Counter)
    both: Counter[tuple[int, int]] = field(default_factory=Counter)
    _posted: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def place(self, number: int) -> None:
        """Put a text with the nearest representative, or make it one."""
        values = samples(self.texts[number].own)
        near = self._near(number, self._candidates(values))
        self._join(number, near)
        if not near:
            self._remember(number, values)

    def place_again(self, number: int) -> None:
        """Try a text that found no company against the letters that have become known since."""
        values = samples(self.texts[number].own)
        known = [other for other in self._candidates(values) if other != number and self.support[other] >= KNOWN]
        near = self._near(number, known)
        if near:
            self.support[self.of[number]] -= self.texts[number].weight
            self._join(number, near)

    def release(self) -> None:
        """A text whose representative went over to a known letter and left it behind stands for itself."""
        for number, leader in enumerate(self.of):
            if self.of[leader] != leader:
                self._join(number, ())

    def _join(self, number: int, near: Sequence[int]) -> None:
        leader = near[0] if near else number
        self.of[number] = leader
        self.support[leader] += self.texts[number].weight
        for other in near[1:]:
            self.both[min(leader, other), max(leader, other)] += self.texts[number].weight

    def _candidates(self, values: Iterable[int]) -> list[int]:
        shared: Counter[int] = Counter()
        for value in values:
            for other, stands_for in self._posted.get(value, ()):
                shared[other] += stands_for
        ranked = sorted((-runs, other) for other, runs in shared.items() if runs >= _LEAST_SHARED << QUERY_BITS)
        return [other for _, other in ranked[:_TRIED]]

    def _near(self, number: int, candidates: Sequence[int]) -> list[int]:
        """The representatives the text may join, nearest first."""
        text = self.texts[number]
        scored = [(nearness(text, self.texts[c], is_known=self.support[c] >= KNOWN), -c) for c in candidates]
        return [-other for score, other in sorted(scored, reverse=True) if score]

    def _remember(self, number: int, values: Sequence[int]) -> None:
        kept, stands_for = thinned(values)
        for value in kept:
            posted = self._posted[value]
            if len(posted) < _REMEMBERED:
                posted.append((number, stands_for))


def nearness(text: Text, leader: Text, *, is_known: bool) -> float:
    """`token_set_ratio` (0 to 100) of a text to a representative, 0 when it may not join it."""
    score = fuzz.token_set_ratio(text.own, leader.own)
    if score < SAME and not is_known:
        return 0.0
    own_runs, leader_runs = _runs(text.own), _runs(leader.own)
    common = len(own_runs & leader_runs)
    less, more = sorted((common / len(own_runs), common / len(leader_runs)))
    is_same = score >= SAME and more >= ONE and (is_known or less >= BOTH)
    is_passage = is_known and common >= max(PASSAGE, PASSAGE_SHARE * len(own_runs)) and not rebuts(text.own, leader.own)
    if not (is_same or is_passage) or swaps_a_word(text.own, leader.own) or conflict(text.stance, leader.stance):
        return 0.0
    return score


@lru_cache(maxsize=512)
def _runs(own: str) -> frozenset[str]:
    packed = own.replace(" ", "")
    return frozenset(packed[i : i + RUN] for i in range(max(1, len(packed) - RUN + 1)))


def leaders(texts: Sequence[Text], progress: Progress | None = None) -> list[int]:
    """For each text (most frequent first) the number of the text that represents its group."""
    found = Leaders(texts, list(range(len(texts))))
    for number in range(len(texts)):
        found.place(number)
        if progress is not None:
            progress(number + 1, len(texts))
    for number in range(len(texts)):
        if found.support[found.of[number]] < KNOWN:
            found.place_again(number)
    found.release()
    groups = _groups(found)
    joined = _overlapping(found, groups)
    misspelt = one_typo_apart(texts, {leader: found.support[leader] for leader in groups})
    taken_in = {*joined.values()}
    for second, first in misspelt.items():
        if not {second, first} & joined.keys() and second not in taken_in and _can_join(texts, groups[second], first):
            joined[second] = first
    return [joined.get(leader, leader) for leader in found.of]


def _groups(found: Leaders) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for number, leader in enumerate(found.of):
        groups[leader].append(number)
    return dict(groups)


def _can_join(texts: Sequence[Text], members: Iterable[int], first: int) -> bool:
    """Whether none of the members says the opposite of the representative they would get."""
    return not any(conflict(texts[member].stance, texts[first].stance) for member in members)


def _overlapping(found: Leaders, groups: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Groups that are one letter in two shapes: many members are near both representatives. One level, no chains.

    The group whose representative was sent more often, or earlier, takes the other in.
    """
    joined: dict[int, int] = {}
    for (first, second), both in sorted(found.both.items(), key=lambda pair: (-pair[1], pair[0])):
        gone = not {first, second} <= groups.keys()
        if gone or first in joined or second in joined or second in joined.values():
            continue
        smaller = min(found.support[first], found.support[second])
        if both < max(_OVERLAP_LEAST, _OVERLAP_SHARE * smaller):
            continue
        if _can_join(found.texts, groups[second], first):
            joined[second] = first
    return joined
