"""What a built tree holds besides the text: set-aside lines and drafters' marks, taken out and told where they stood."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from consultation.core.clause import Clause
from consultation.core.sheet import Aside
from consultation.core.vocabulary import Language
from consultation.ingest.findings import Mark
from consultation.ingest.lines import Facts, Note
from consultation.ingest.nodes import Tree
from consultation.ingest.placeholders import has_placeholder, in_language


class Rest:
    """A finished tree parted: `kept` nodes are the text, `asides` stand beside it; placeholders speak its language."""

    def __init__(self, tree: Tree, facts: Facts, language: Language) -> None:
        self._tree = tree
        self._facts = facts
        self._language = language
        self._places = [place for place, node in enumerate(tree.nodes) if node.is_aside]
        self.kept = [node for node in tree.nodes if not node.is_aside] if self._places else tree.nodes
        self._translate()
        self.asides = tuple(self._set_aside())

    def _translate(self) -> None:
        for node in self._tree.nodes:
            if any(map(has_placeholder, node.texts)):
                node.texts = [in_language(text, self._language) for text in node.texts]
            if node.heading and has_placeholder(node.heading):
                node.heading = in_language(node.heading, self._language)

    def _set_aside(self) -> Iterator[Aside]:
        """Headers and footers before the text, what stood in the body where it stood."""
        for text in self._facts.aside:
            yield Aside(0, 0, in_language(text, self._language))
        for before, place in enumerate(self._places):
            node = self._tree.nodes[place]
            yield Aside(place - before, node.depth, node.text)

    def place(self, node_place: int | None) -> int | None:
        """Which of the kept nodes stands where a node of the whole tree stood."""
        return None if node_place is None else node_place - bisect_left(self._places, node_place)

    def marks(self, clauses: Sequence[Clause]) -> tuple[Mark, ...]:
        """The drafters' marks with the clauses they hang on, in document order; loose ones last."""
        if not self._tree.marks and not self._facts.loose:
            return ()
        eids = {id(node): clause.eid for node, clause in zip(self.kept, clauses, strict=True)}
        placed: list[tuple[str | None, Note]] = [(eids.get(id(host)), note) for host, note in self._tree.marks]
        placed.extend((None, note) for note in self._facts.loose)
        return tuple(
            Mark(note.sort, in_language(note.text, self._language), note.mark, eid)
            for eid, note in placed
            if note.sort is not None
        )
