"""The first part of an article, where it stands in the line of the article's number and other parts follow it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.findings import Found
from consultation.ingest.nodes import Node


def with_first_parts(nodes: Sequence[Node], found: Sequence[Found]) -> tuple[list[Node], list[Found]]:
    """The nodes with a part of its own for each such text, so that "the second part" is the second.

    What stood under the article before its next part goes into the new one; the places of what was found move along.
    """
    reaches = {place: reach for place in _begun(nodes) if (reach := _reach(nodes, place)) is not None}
    if not reaches:
        return [*nodes], [*found]
    settled: list[Node] = []
    moved: list[int] = []
    deeper = [0] * (len(nodes) + 1)  # by how much the depth changes from one node to the next
    level = 0
    for place, node in enumerate(nodes):
        level += deeper[place]
        node.depth += level
        moved.append(len(settled))
        settled.append(node)
        if place in reaches:
            settled.append(Node(ClauseKind.PARAGRAPH, node.depth + 1, texts=node.texts, is_quoted=node.is_quoted))
            node.texts = []
            deeper[place + 1] += 1
            deeper[place + 1 + reaches[place]] -= 1
    return settled, [_moved(one, moved) for one in found]


def _begun(nodes: Sequence[Node]) -> Iterator[int]:
    return (place for place, node in enumerate(nodes) if node.kind is ClauseKind.ARTICLE and node.texts)


def _reach(nodes: Sequence[Node], place: int) -> int | None:
    """How many nodes come between an article and its first unnumbered part; None when it has none."""
    for count, node in enumerate(_below(nodes, place)):
        if node.kind is ClauseKind.PARAGRAPH and node.num is None and node.depth == nodes[place].depth + 1:
            return count
    return None


def _below(nodes: Sequence[Node], place: int) -> Iterator[Node]:
    for below in range(place + 1, len(nodes)):
        if nodes[below].depth <= nodes[place].depth:
            return
        yield nodes[below]


def _moved(found: Found, moved: Sequence[int]) -> Found:
    if found.place is None or not 0 <= found.place < len(moved):
        return found
    return replace(found, place=moved[found.place])
