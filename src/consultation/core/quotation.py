"""What of an unpublished split is quoted new text: clauses put into a quoted block, and taken out of one."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from consultation.core.arrangement import topmost
from consultation.core.clause import Clause, Outline, outline
from consultation.core.errors import Blocked
from consultation.core.messages import message
from consultation.core.vocabulary import ClauseKind

_BLOCK = Clause("", None, ClauseKind.QUOTED, None, None, None, "", quoted=True)
_PLAIN = frozenset({ClauseKind.PARAGRAPH, ClauseKind.INDENT, ClauseKind.OTHER})


def quote(tree: Outline, eids: Collection[str]) -> Outline:
    """Make clauses that follow each other on one level, with all below them, the inner tree of one quoted block.

    A single clause of plain text becomes the block itself. Blocked when the clauses do not follow each other.
    """
    roots = topmost(tree, eids)
    _check_follow(tree, roots)
    inside = {clause.eid for root in roots for clause in tree.subtree(root.eid)}
    is_itself = len(inside) == 1 and roots[0].kind in _PLAIN and not (roots[0].num or roots[0].heading)
    rows: list[tuple[int, Clause]] = []
    for depth, clause in tree.walk():
        if clause.eid not in inside:
            rows.append((depth, clause))
        elif is_itself:
            rows.append((depth, replace(clause, kind=ClauseKind.QUOTED)))
        else:
            if clause.eid == roots[0].eid:
                rows.append((depth, _BLOCK))
            rows.append((depth + 1, clause))
    return outline(rows, tree.set_aside)


def _check_follow(tree: Outline, roots: list[Clause]) -> None:
    siblings = [each.eid for each in tree.children(roots[0].parent)]
    places = [siblings.index(each.eid) for each in roots if each.eid in siblings]
    if len(places) != len(roots) or any(after - before != 1 for before, after in pairwise(places)):
        raise Blocked([message("Choose clauses that follow each other on the same level.")])
    if any(each.kind is ClauseKind.QUOTED for each in roots):
        raise Blocked([message("This is quoted new text already.")])


def unquote(tree: Outline, eids: Collection[str]) -> Outline:
    """Take clauses, each with all below it, out of the quoted block they stand in: they follow it on its level.

    What follows them in the block goes on as another block. A block itself is opened: what it holds takes its place.
    Blocked for a clause that is in no block.
    """
    root_of = {clause.eid: root for root in topmost(tree, eids) for clause in tree.subtree(root.eid)}
    blocks = {root.eid: _blocks(tree, root) for root in root_of.values()}
    if not all(blocks.values()):
        raise Blocked([message("This clause is not quoted.")])
    rows: list[tuple[int, Clause]] = []
    broken: dict[str, int] = {}
    for depth, clause in tree.walk():
        root = root_of.get(clause.eid)
        if root is None:
            again = [block.eid for block in _blocks(tree, clause) if block.eid in broken] if broken else []
            rows.extend((broken.pop(eid), _BLOCK) for eid in again)
            rows.append((depth, clause))
        elif root.kind is ClauseKind.QUOTED:
            rows.extend(_opened(tree, root, depth, clause))
        else:
            block = blocks[root.eid][-1]
            broken[block.eid] = len(tree.path(block.eid)) - 1
            rows.append((depth + len(tree.path(block.eid)) - len(tree.path(root.eid)), clause))
    return outline(_without_empty(rows), tree.set_aside)


def end_quotation(tree: Outline, eid: str) -> Outline:
    """Take a clause and all that follows it in its quoted block out of the block: the quotation ended before it."""
    blocks = _blocks(tree, tree.find(eid))
    if not blocks or blocks[-1].eid == eid:
        raise Blocked([message("This clause is not inside a quotation.")])
    after = tree.subtree(blocks[-1].eid)
    start = next(place for place, clause in enumerate(after) if clause.eid == eid)
    return unquote(tree, [clause.eid for clause in after[start:]])


def _blocks(tree: Outline, clause: Clause) -> list[Clause]:
    """The quoted blocks a clause is in, the outermost first; a block is in itself."""
    return [step for step in tree.path(clause.eid) if step.kind is ClauseKind.QUOTED]


def _opened(tree: Outline, block: Clause, depth: int, clause: Clause) -> Iterator[tuple[int, Clause]]:
    """A clause of a block that is no block any more; one with words of its own stays as plain text."""
    if clause.eid != block.eid:
        yield depth if block.words else depth - 1, clause
    elif block.words:
        is_in_article = block.parent is not None and tree.find(block.parent).kind is ClauseKind.ARTICLE
        yield depth, replace(clause, kind=ClauseKind.PARAGRAPH if is_in_article else ClauseKind.INDENT)


def _without_empty(rows: list[tuple[int, Clause]]) -> Iterator[tuple[int, Clause]]:
    """The rows without quoted blocks that hold nothing any more."""
    for (depth, clause), (depth_after, _) in pairwise([*rows, (-1, _BLOCK)]):
        if clause.kind is not ClauseKind.QUOTED or clause.words or depth_after > depth:
            yield depth, clause
