"""The heaviest chain: of many proposed pairs, those that keep the order of both sides and weigh the most together."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Weighed(NamedTuple):
    """A proposed pair of places, one of each side, and what it is worth (above 0)."""

    old: int
    new: int
    weight: float


def heaviest_chain(pairs: Iterable[Weighed]) -> list[Weighed]:
    """The pairs of greatest total weight of which both places rise from each to the next, in order.

    n log n in the number of pairs; of equally heavy chains always the same one, whatever the order of `pairs`.
    """
    ordered = sorted(pairs, key=lambda pair: (pair.old, -pair.new, -pair.weight))
    if all(a.old < b.old and a.new < b.new for a, b in pairwise(ordered)):
        return ordered
    ranks = {new: rank for rank, new in enumerate(sorted({pair.new for pair in ordered}), 1)}
    tops = _Tops(len(ranks))
    before: list[int] = []
    for place, pair in enumerate(ordered):
        rank = ranks[pair.new]
        weight, last = tops.best(rank - 1)
        before.append(last)
        tops.raise_to(rank, weight + pair.weight, place)
    return _traced(ordered, before, tops.best(len(ranks))[1])


def _traced(ordered: Sequence[Weighed], before: Sequence[int], last: int) -> list[Weighed]:
    chain = []
    while last >= 0:
        chain.append(ordered[last])
        last = before[last]
    return chain[::-1]


class _Tops:
    """The heaviest chain that ends at or before a rank (a Fenwick tree of maxima): its weight and its last pair."""

    def __init__(self, size: int) -> None:
        self._tree = [(0.0, -1)] * (size + 1)

    def best(self, rank: int) -> tuple[float, int]:
        found = self._tree[0]
        while rank > 0:
            if self._tree[rank][0] > found[0]:
                found = self._tree[rank]
            rank -= rank & -rank
        return found

    def raise_to(self, rank: int, weight: float, place: int) -> None:
        while rank < len(self._tree):
            if weight > self._tree[rank][0]:
                self._tree[rank] = (weight, place)
            rank += rank & -rank
