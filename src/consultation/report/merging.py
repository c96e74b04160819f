"""Two texts in one row: what both hold stands once, what only one holds stands where that one has it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from consultation.core.lineage import Link

Step = tuple[int | None, int | None]
"""A place in the old text and one in the new; None where only one of the texts has it."""


def one_to_one(links: Sequence[Link]) -> dict[str, str]:
    """The old clause of every new one that continues one: of a divided clause the first part, of joined ones the first."""
    before: dict[str, str] = {}
    taken: set[str] = set()
    for link in links:
        if link.old and link.new and link.old[0] not in taken and link.new[0] not in before:
            before[link.new[0]] = link.old[0]
            taken.add(link.old[0])
    return before


def merged(old: Sequence[str], new: Sequence[str], before: Mapping[str, str]) -> list[Step]:
    """Both sequences of keys in one: the old ones in their order, the new ones in theirs.

    Pairs stand once as long as they keep their order; of the others each half stands in its own place. Between two pairs
    what is gone comes before what is new.
    """
    places = {key: place for place, key in enumerate(old)}
    pairs = [(places[before[key]], place) for place, key in enumerate(new) if before.get(key) in places]
    return list(_steps(len(old), len(new), _in_order(pairs)))


def _steps(old_count: int, new_count: int, kept: Sequence[tuple[int, int]]) -> Iterator[Step]:
    old = new = 0
    for old_place, new_place in (*kept, (old_count, new_count)):
        yield from ((place, None) for place in range(old, old_place))
        yield from ((None, place) for place in range(new, new_place))
        if old_place < old_count and new_place < new_count:
            yield old_place, new_place
        old, new = old_place + 1, new_place + 1


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that stand in the same order on both sides; `pairs` are in the order of the new side."""
    ends: list[int] = []
    last: list[int] = []
    earlier: list[int | None] = []
    for index, (old_place, _) in enumerate(pairs):
        at = bisect_left(ends, old_place)
        ends[at : at + 1] = [old_place]
        last[at : at + 1] = [index]
        earlier.append(last[at - 1] if at else None)
    kept = []
    step = last[-1] if last else None
    while step is not None:
        kept.append(pairs[step])
        step = earlier[step]
    return kept[::-1]
