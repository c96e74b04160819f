"""Confirmed lineages put together: what became of the clauses of one published version in any later one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from consultation.core.lineage import Link
from consultation.core.vocabulary import LineageKind

_UNCHANGED = frozenset({LineageKind.SAME, LineageKind.NEW, LineageKind.REMOVED})


def composed(first: Sequence[Link], second: Sequence[Link]) -> tuple[Link, ...]:
    """The lineage from the old side of `first` to the new side of `second`, in no order.

    A clause that came and went between the two is left out. Links that meet in a clause between become one; where
    several clauses then stand on both sides it is called a merge. `score` is the lower one of what was put together.
    """
    groups = _Groups()
    for link in first:
        groups.join(("old", link.old), ("between", link.new), link)
    for link in second:
        groups.join(("between", link.old), ("new", link.new), link)
    return tuple(link for link in map(_as_one, groups.found()) if link.old or link.new)


class _Groups:
    """Links that share a clause, found by union and find."""

    def __init__(self) -> None:
        self._links: list[tuple[int, Link]] = []
        self._up: list[int] = []
        self._of_clause: dict[tuple[str, str], int] = {}

    def join(self, start: tuple[str, Iterable[str]], end: tuple[str, Iterable[str]], link: Link) -> None:
        """Add a link, together with every other one of the same clauses between."""
        mine = len(self._up)
        self._up.append(mine)
        self._links.append((0 if start[0] == "old" else 1, link))
        for side, eids in (start, end):
            for eid in eids if side == "between" else ():
                self._up[self._root(self._of_clause.setdefault((side, eid), mine))] = self._root(mine)

    def found(self) -> list[list[tuple[int, Link]]]:
        """Each group with its links; 0 marks those of the first lineage."""
        groups: dict[int, list[tuple[int, Link]]] = defaultdict(list)
        for at, each in enumerate(self._links):
            groups[self._root(at)].append(each)
        return list(groups.values())

    def _root(self, at: int) -> int:
        while self._up[at] != at:
            self._up[at] = self._up[self._up[at]]
            at = self._up[at]
        return at


def _as_one(group: Sequence[tuple[int, Link]]) -> Link:
    old = tuple(eid for step, link in group if step == 0 for eid in link.old)
    new = tuple(eid for step, link in group if step == 1 for eid in link.new)
    score = min((link.score for _, link in group if link.old and link.new), default=0.0) if old and new else 0.0
    return Link(_kind(old, new, {link.kind for _, link in group}), old, new, score)


def _kind(old: Sequence[str], new: Sequence[str], steps: set[LineageKind]) -> LineageKind:
    if not new:
        return LineageKind.REMOVED
    if not old:
        return LineageKind.NEW
    if len(old) > 1:
        return LineageKind.MERGED
    if len(new) > 1:
        return LineageKind.SPLIT
    if LineageKind.MOVED in steps:
        return LineageKind.MOVED
    return LineageKind.SAME if steps <= _UNCHANGED else LineageKind.REWORDED
