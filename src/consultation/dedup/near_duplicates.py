"""Groups texts that say the same in nearly the same words, each member compared with what represents its group.

Never along chains: a text joins a group only when it is near the group's representative, the text most often sent
word for word (the earliest of those). Everything is done in one canonical order, so the order of arrival changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from consultation.dedup.index import Found, Index
from consultation.dedup.judging import KNOWN, judge_runs, score_of
from consultation.dedup.short import one_typo_apart
from consultation.dedup.stance import opposed
from consultation.dedup.texts import Text

_OVERLAP_SHARE = 0.4
_OVERLAP_LEAST = 3

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(slots=True)
class Leaders:
    """The representatives so far."""

    texts: Sequence[Text]
    index: Index
    of: list[int]
    score: list[float]
    support: Counter[int] = field(default_factory=Counter)
    both: Counter[tuple[int, int]] = field(default_factory=Counter)
    _holders: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def place(self, number: int) -> None:
        """Put a text with the nearest representative, or make it one."""
        near = self._near(number, self.index.look(number))
        self._join(number, near)
        if not near:
            self.index.remember(number)

    def place_again(self, number: int) -> None:
        """Try a text that found no company against the letters that have become known since."""
        found = self.index.look(number)
        near = self._near(number, [each for each in found if each.number != number and self._is_known(each.number)])
        if near:
            self.support[self.of[number]] -= self.texts[number].weight
            self._join(number, near)

    def release(self) -> None:
        """A text whose representative went over to a known letter and left it behind stands for itself."""
        for number, leader in enumerate(self.of):
            if self.of[leader] != leader:
                self._join(number, ())

    def _join(self, number: int, near: Sequence[tuple[float, int]]) -> None:
        self.score[number], leader = near[0] if near else (1.0, number)
        self.of[number] = leader
        self.support[leader] += self.texts[number].weight
        for _, other in near[1:]:
            self.both[min(leader, other), max(leader, other)] += self.texts[number].weight

    def _near(self, number: int, tried: Sequence[Found]) -> list[tuple[float, int]]:
        """The representatives the text may join with their scores, nearest first."""
        text = self.texts[number]
        judged = [
            (judge_runs(text, self.texts[other], *runs, is_known=self._is_known(other)), other)
            for other, *runs in tried
        ]
        joined = [(verdict.score, other) for verdict, other in judged if verdict.joins]
        return sorted(joined, key=lambda pair: -pair[0])

    def _is_known(self, number: int) -> bool:
        return self.support[number] >= KNOWN


def leaders(texts: Sequence[Text], index: Index, progress: Progress | None = None) -> list[tuple[int, float]]:
    """For each text (most frequent first) the number of the text that represents its group, and how near it is to that."""
    found = Leaders(texts, index, list(range(len(texts))), [1.0] * len(texts))
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
    return [
        (joined[leader], score_of(texts[number].own, texts[joined[leader]].own))
        if leader in joined
        else (leader, found.score[number])
        for number, leader in enumerate(found.of)
    ]


def _groups(found: Leaders) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for number, leader in enumerate(found.of):
        groups[leader].append(number)
    return dict(groups)


def _can_join(texts: Sequence[Text], members: Iterable[int], first: int) -> bool:
    """Whether none of the members says the opposite of the representative they would get."""
    return all(opposed(texts[member].own, texts[first].own) is None for member in members)


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
