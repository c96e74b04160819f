"""Edits of an outline as drafters make them, with the lineage they leave: what a machine should find again."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from consultation.core.clause import Clause, Outline, outline
from consultation.core.lineage import Link
from consultation.core.text import fold
from consultation.core.vocabulary import ClauseKind

Edge = tuple[str | None, str | None]
"""An eid of the old text and one of the new; None where there is none."""

_TRIES = 30
_SYLLABLES = [
    "ba",
    "ko",
    "lu",
    "me",
    "ni",
    "ra",
    "si",
    "to",
    "va",
    "zu",
    "cha",
    "dil",
    "gar",
    "hosh",
    "jam",
    "kun",
    "lar",
    "mon",
    "nav",
    "pir",
    "qor",
    "sal",
    "tug",
    "yoz",
]


@dataclass(eq=False)
class Node:
    """A clause being edited, with the clauses of the old text it was made of."""

    clause: Clause
    origins: tuple[str, ...] = ()
    below: list["Node"] = field(default_factory=list)
    above: "Node | None" = None

    def put(self, place: int, child: "Node") -> None:
        """The child at that place below, whoever had it before."""
        child.above = self
        self.below.insert(place, child)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.below:
            yield from child.walk()


class Edited:
    """An old text and what edits by chance made of it."""

    def __init__(self, old: Outline, seed: int) -> None:
        self.old = old
        self.rng = random.Random(seed)
        self.top = Node(Clause("", None, ClauseKind.OTHER, None, None, None, ""))
        self._touched: set[Node] = set()
        nodes: dict[str | None, Node] = {None: self.top}
        for clause in old.clauses:
            node = nodes[clause.eid] = Node(clause, (clause.eid,))
            unit = nodes[clause.parent]
            unit.put(len(unit.below), node)

    # --- results ---

    def result(self) -> tuple[Outline, frozenset[Edge]]:
        """The new text and its edges to the old one."""
        rows = list(self._rows(self.top, 0))
        new = outline((depth, node.clause) for depth, node in rows)
        edges: set[Edge] = set()
        for (_, node), clause in zip(rows, new.clauses, strict=True):
            edges |= {(origin, clause.eid) for origin in node.origins} or {(None, clause.eid)}
        kept = {was for was, _ in edges}
        return new, frozenset(edges | {(clause.eid, None) for clause in self.old.clauses if clause.eid not in kept})

    def _rows(self, node: Node, depth: int) -> Iterator[tuple[int, Node]]:
        for child in node.below:
            yield depth, child
            yield from self._rows(child, depth + 1)

    # --- edits ---

    def edit(self, count: int) -> None:
        """That many edits of all kinds; one that finds no clause to work on is left out."""
        for _ in range(count):
            self.rng.choice(EDITS)(self)

    def reword(self) -> None:
        """Other words for a quarter of a clause's own."""
        node = self._pick(lambda node: len(node.clause.text.split()) >= 8)
        if node is not None:
            words = re.split(r"(\s+)", node.clause.text)
            for place in self.rng.sample(range(0, len(words), 2), max(1, len(words) // 8)):
                words[place] = self._word()
            node.clause = replace(node.clause, text="".join(words))
            self._touched.add(node)

    def insert(self) -> None:
        """A clause that was not there, like its neighbour in kind; those after it are renumbered."""
        node = self._pick(lambda node: node.clause.kind not in {ClauseKind.PREAMBLE, ClauseKind.CONCLUSION})
        if node is not None:
            above = self._above(node)
            fresh = Node(self._new_clause(node.clause))
            for place, child in enumerate(node.below):
                fresh.put(place, Node(self._new_clause(child.clause)))
            above.put(above.below.index(node) + self.rng.randrange(2), fresh)
            self._touched |= set(fresh.walk())
            self._renumber(above, node.clause.kind)

    def delete(self) -> None:
        """A clause and all below it gone, those after it renumbered or not; never one of neighbouring twins."""
        node = self._pick(lambda node: not self._is_twin(node))
        if node is not None and len(list(node.walk())) < 40:
            above = self._above(node)
            above.below.remove(node)
            if self.rng.random() < 0.5:
                self._renumber(above, node.clause.kind)

    def move(self) -> None:
        """A clause that says something under another unit like its own."""
        node = self._pick(lambda node: len(node.clause.text.split()) >= 8 and not self._is_twin(node))
        if node is not None:
            above = self._above(node)
            units = [
                each
                for each in self.top.walk()
                if each.below and each is not above and each.clause.kind is above.clause.kind and each.origins
            ]
            if units:
                above.below.remove(node)
                target = self.rng.choice(units)
                target.put(self.rng.randrange(len(target.below) + 1), node)
                self._touched.add(node)

    def swap(self) -> None:
        """Two neighbours in each other's place, numbers staying where they were."""
        node = self._pick(lambda node: len(node.clause.text.split()) >= 8)
        if node is not None:
            below = self._above(node).below
            place = below.index(node)
            after = below[place + 1 :][:1]
            if after and after[0].clause.kind is node.clause.kind and _words(after[0]) != _words(node):
                one, two = node.clause, below[place + 1].clause
                below[place], below[place + 1] = below[place + 1], node
                below[place].clause = replace(two, num=one.num, number=one.number)
                node.clause = replace(one, num=two.num, number=two.number)
                self._touched |= {below[place], node}

    def split(self) -> None:
        """A clause in two, the second half after the first."""
        node = self._pick(lambda node: len(node.clause.text.split()) >= 16 and not node.below)
        if node is not None:
            words = node.clause.text.split()
            half = len(words) // 2
            above = self._above(node)
            second = Node(replace(node.clause, text=" ".join(words[half:]), heading=None), node.origins)
            node.clause = replace(node.clause, text=" ".join(words[:half]))
            above.put(above.below.index(node) + 1, second)
            self._touched |= {node, second}
            self._renumber(above, node.clause.kind)

    def merge(self) -> None:
        """Two neighbours in one."""
        node = self._pick(lambda node: len(node.clause.text.split()) >= 8 and not node.below)
        if node is not None:
            below = self._above(node).below
            after = below[below.index(node) + 1 :][:1]
            for other in after:
                is_like = other.clause.kind is node.clause.kind and not other.clause.heading and not other.below
                if is_like and other not in self._touched and len(other.clause.text.split()) >= 8:
                    below.remove(other)
                    node.clause = replace(node.clause, text=f"{node.clause.text} {other.clause.text}")
                    node.origins = (*node.origins, *other.origins)
                    self._touched.add(node)
                    self._renumber(self._above(node), node.clause.kind)

    def renumber(self) -> None:
        """The numbers below a unit shifted."""
        node = self._pick(lambda node: bool(node.below))
        if node is not None:
            first = self.rng.randrange(2, 9)
            self._renumber(node, node.below[0].clause.kind, first)

    # --- tools ---

    def _pick(self, is_fit: Callable[[Node], bool]) -> Node | None:
        """A clause by chance that no edit of words has touched yet."""
        nodes = [node for node in self.top.walk() if node.origins and node not in self._touched]
        tried = self.rng.sample(nodes, min(_TRIES, len(nodes)))
        return next(filter(is_fit, tried), None)

    def _above(self, node: Node) -> Node:
        assert node.above is not None
        return node.above

    def _is_twin(self, node: Node) -> bool:
        below = self._above(node).below
        place = below.index(node)
        words = _words(node)
        return any(_words(each) == words for each in (*below[max(0, place - 1) : place], *below[place + 1 : place + 2]))

    def _renumber(self, above: Node, kind: ClauseKind, first: int = 1) -> None:
        numbered = [n for n in above.below if n.clause.kind is kind and (n.clause.number or "").isdigit()]
        for number, node in enumerate(numbered, first):
            was = node.clause.number or ""
            num = (node.clause.num or "").replace(was, str(number), 1)
            node.clause = replace(node.clause, number=str(number), num=num)

    def _new_clause(self, like: Clause) -> Clause:
        heading = self._words(4) if like.heading else None
        text = "\t".join(self._words(2) for _ in range(3)) if like.kind is ClauseKind.ROW else self._words(12)
        return replace(like, heading=heading, text=text if like.text else "")

    def _words(self, count: int) -> str:
        return " ".join(self._word() for _ in range(count))

    def _word(self) -> str:
        return "".join(self.rng.choices(_SYLLABLES, k=self.rng.randrange(2, 5)))


def _words(node: Node) -> str:
    return fold(f"{node.clause.heading or ''} {node.clause.text}")


EDITS: tuple[Callable[[Edited], None], ...] = (
    Edited.reword,
    Edited.reword,
    Edited.insert,
    Edited.delete,
    Edited.move,
    Edited.swap,
    Edited.split,
    Edited.merge,
    Edited.renumber,
)


def edges(links: tuple[Link, ...]) -> frozenset[Edge]:
    """What links say, clause by clause."""
    return frozenset((was, now) for link in links for was in link.old or (None,) for now in link.new or (None,))
