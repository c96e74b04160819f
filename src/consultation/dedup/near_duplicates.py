"""Groups texts that say the same in nearly the same words, each member compared with what represents its group.

Never along chains: a text joins a group only when it is near the group's representative, the text most often sent
word for word (the earliest of those). Everything is done in one canonical order, so the order of arrival changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from consultation.dedup.judging import KNOWN, nearest
from consultation.dedup.short import one_typo_apart
from consultation.dedup.signature import MOST_HOLDERS, asked, candidates, stored
from consultation.dedup.stance import conflict
from consultation.dedup.texts import Text

_OVERLAP_SHARE = 0.4
_OVERLAP_LEAST = 3

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(slots=True)
class Leaders:
    """The representatives so far, found again by what `signature` stores of them."""

    texts: Sequence[Text]
    of: list[int]
    support: Counter[int] = field(default_factory=Counter)
    both: Counter[tuple[int, int]] = field(default_factory=Counter)
    _holders: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def place(self, number: int) -> None:
        """Put a text with the nearest representative, or make it one."""
        near = self._near(number, self._candidates(number))
        self._join(number, near)
        if not near:
            self._remember(number)

    def place_again(self, number: int) -> None:
        """Try a text that found no company against the letters that have become known since."""
        known = [other for other in self._candidates(number) if other != number and self.support[other] >= KNOWN]
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

    def _candidates(self, number: int) -> list[int]:
        values, bits = asked(self.texts[number].own)
        return candidates((hit for value in values for hit in self._holders.get(value, ())), bits)

    def _near(self, number: int, tried: Sequence[int]) -> list[int]:
        """The representatives the text may join, nearest first."""
        judged = [(self.texts[other], self.support[other] >= KNOWN) for other in tried]
        return [tried[place] for place, _ in nearest(self.texts[number], judged)]

    def _remember(self, number: int) -> None:
        values, bits = stored(self.texts[number].own)
        for value in values:
            holders = self._holders[value]
            if len(holders) < MOST_HOLDERS:
                holders.append((number, bits))


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
