"""Where clauses of an unpublished split stand: a level down, a level up, or under a unit that the officer names.

Words keep their order. So a clause can only go under the clause before it in the text, or under what that stands in.
"""

from collections.abc import Collection, Iterator
from typing import Final

from consultation.core.clause import Clause, Outline, outline
from consultation.core.errors import Blocked
from consultation.core.messages import message
from consultation.core.vocabulary import ClauseKind

_LADDER: Final = {
    kind: place for place, kind in enumerate(tuple(ClauseKind)[: list(ClauseKind).index(ClauseKind.ANNEX)])
}
_UNITS: Final = frozenset(kind for kind, place in _LADDER.items() if place <= _LADDER[ClauseKind.ARTICLE])
_TABULAR: Final = frozenset({ClauseKind.TABLE, ClauseKind.ROW})
_LEAVES: Final = frozenset({ClauseKind.NOTE, ClauseKind.CONCLUSION})


def move_in(tree: Outline, eids: Collection[str]) -> Outline:
    """Put clauses, with all below them, under the one before them on the same level; Blocked where there is none."""
    roots = topmost(tree, eids)
    for clause in roots:
        siblings = tree.children(clause.parent)
        if clause.eid == siblings[0].eid or all(each.eid in eids for each in _before(siblings, clause)):
            raise Blocked([message("There is no clause before this one on the same level to put it under.")])
    return _shifted(tree, {clause.eid: 1 for clause in roots})


def _before(siblings: tuple[Clause, ...], clause: Clause) -> Iterator[Clause]:
    for each in siblings:
        if each.eid == clause.eid:
            return
        yield each


def move_out(tree: Outline, eids: Collection[str]) -> Outline:
    """Put clauses on the level of the one above them; those after them on their old level come below them."""
    roots = topmost(tree, eids)
    if any(clause.parent is None for clause in roots):
        raise Blocked([message("This clause is already on the highest level.")])
    return _shifted(tree, {clause.eid: -1 for clause in roots})


def put_under(tree: Outline, eid: str, parent: str | None) -> Outline:
    """Put a clause, with all below it, under another, or on the highest level (None).

    Those after it on its old level come below it where it goes up. Blocked when the other is not one of `possible_parents`.
    """
    if parent not in [each.eid if each else None for each in possible_parents(tree, eid)]:
        raise Blocked([message("The clause cannot stand there: the words of a text keep their order.")])
    depth = len(tree.path(parent)) if parent else 0
    return _shifted(tree, {eid: depth - len(tree.path(eid)) + 1})


def possible_parents(tree: Outline, eid: str) -> list[Clause | None]:
    """What a clause may stand under without its words changing place, the widest first; None is the highest level."""
    place = tree.place(eid)
    kind = tree.clauses[place].kind
    above = tree.path(tree.clauses[place - 1].eid) if place else ()
    return [None, *(clause for clause in above if _may_hold(clause.kind, kind))]


def topmost(tree: Outline, eids: Collection[str]) -> list[Clause]:
    """The clauses of these ids that are in none of the others, in document order."""
    for eid in eids:
        tree.find(eid)
    chosen = frozenset(eids)
    roots: list[Clause] = []
    inside: set[str] = set()
    for clause in tree.clauses:
        if clause.parent in inside:
            inside.add(clause.eid)
        elif clause.eid in chosen:
            roots.append(clause)
            inside.add(clause.eid)
    return roots


def _may_hold(parent: ClauseKind, kind: ClauseKind) -> bool:
    """Whether acts have units of one kind inside another: no article in a point, rows in tables only."""
    if parent is ClauseKind.QUOTED:
        return True
    if kind is ClauseKind.ROW or parent is ClauseKind.TABLE:
        return parent is ClauseKind.TABLE and kind in {ClauseKind.ROW, ClauseKind.NOTE}
    if parent in _TABULAR | _LEAVES:
        return kind is ClauseKind.NOTE
    if kind in _UNITS:
        return parent is ClauseKind.ANNEX or _LADDER.get(parent, len(_LADDER)) < _LADDER[kind]
    return kind not in {ClauseKind.ANNEX, ClauseKind.PREAMBLE} or parent is ClauseKind.ANNEX


def _shifted(tree: Outline, steps: dict[str, int]) -> Outline:
    """The outline with the depth of some clauses, and of all below each, changed by so many levels."""
    rows: list[tuple[int, Clause]] = []
    shift, until = 0, -1
    for depth, clause in tree.walk():
        if depth <= until:
            shift, until = 0, -1
        if clause.eid in steps:
            shift, until = steps[clause.eid], depth
        rows.append((depth + shift, clause))
    return outline(rows, tree.set_aside)
