"""Lines -> clause tree. Total: any document gives a tree; what is odd becomes a warning, and no word is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consultation.core.messages import Message, message
from consultation.core.vocabulary import ClauseKind
from consultation.ingest.contents import differences
from consultation.ingest.draft_lines import Entry, entries
from consultation.ingest.findings import Found
from consultation.ingest.front import (
    AnnexHead,
    Front,
    annex_heads,
    body_start,
    front_nodes,
    is_signature,
    mark_contents,
)
from consultation.ingest.grammar import Grammar
from consultation.ingest.items import is_chapter_heading, open_item
from consultation.ingest.lines import Block
from consultation.ingest.nodes import ITEM_RANK, Node, Scope, Tree
from consultation.ingest.openings import Opening, find_opening
from consultation.ingest.parts import with_first_parts
from consultation.ingest.plain_text import add_heading_line, add_text, heads_article, is_cross_heading, is_heading_text
from consultation.ingest.quotes import closings, ends_quoted, is_one_quotation, net_depth, starts_quoted, without_marks
from consultation.ingest.references import broken_references
from consultation.ingest.sequence import follows, is_first
from consultation.ingest.table_rows import add_table

_ANNEX_RANK = -1
# Lines an unclosed quotation may reach. The more of them a text has, the less far each may: that keeps recovery linear.
_FARTHEST, _NEAREST = 4000, 40
_DEEPEST = 6  # quotations inside quotations


@dataclass(slots=True)
class _Text:
    """A run of entries with what was found out about it beforehand."""

    steps: Sequence[Entry]
    ends: list[int | None]
    annexes: dict[int, AnnexHead]
    next_items: list[Opening | None]
    quote_depth: int


class Builder:
    """Builds one tree from the blocks of a whole document."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.tree = Tree()
        self.front = Front()
        self.found: list[Found] = []
        self._unclosed = 0
        self._heading_before: list[Entry] = []
        self._ranks = {kind: rank for rank, kind in enumerate(grammar.order)}

    def build(self, blocks: Iterable[Block]) -> None:
        """Read all blocks; the result stands in `tree`, `front` and `found`."""
        steps = list(entries(blocks, self.grammar))
        mark_contents(steps, self.grammar)
        start = body_start(steps, self.grammar)
        heads = annex_heads(steps, 0, self.grammar)
        start = min([start, *(place for place in heads if place < start)])
        self.front = front_nodes(steps[:start], self.grammar, self.tree)
        self._read(self._text(steps[start:], 0), Scope(None, 0, is_quoted=False))
        self.tree.nodes, self.found = with_first_parts(self.tree.nodes, self.found)
        self.found.extend(differences(steps, self.tree.nodes))
        self.found.extend(broken_references(self.tree.nodes, self.grammar))

    def _text(self, steps: Sequence[Entry], quote_depth: int) -> _Text:
        heads = annex_heads(steps, 0, self.grammar)
        return _Text(steps, closings([step.net for step in steps]), heads, _next_items(steps), quote_depth)

    def _read(self, text: _Text, scope: Scope) -> None:
        """Read entries into a scope; annexes open scopes of their own, quotations are read by themselves."""
        place = 0
        while place < len(text.steps):
            if place in text.annexes:
                scope = self._open_annex(text.annexes[place], scope)
                place = text.annexes[place].end
                continue
            end = self._quotation_end(text, place, scope)
            if end is not None:
                self._quote(text, place, end, scope)
                place = end + 1
                continue
            self._step(text, place, scope)
            place += 1

    def _step(self, text: _Text, place: int, scope: Scope) -> None:
        step = text.steps[place]
        first_new = len(self.tree.nodes)
        if not scope.is_annex and heads_article(text.steps, place, self.grammar):
            self._heading_before.append(step)
            return
        if step.table is not None:
            add_table(step.table, scope, self.tree)
            return
        if is_cross_heading(text.steps, place, scope, self.grammar):
            self._open_cross_heading(step, scope)
        elif step.line.is_contents:
            self._join(ClauseKind.OTHER, step, scope)
        elif step.opening is not None:
            self._open(step, step.opening, scope)
        elif self._is_closing(text, place, scope):
            self._join(ClauseKind.CONCLUSION, step, scope)
        else:
            add_text(step, scope, self.tree, self.grammar, text.next_items[place])
        self._notes(step, first_new)

    def _open_cross_heading(self, step: Entry, scope: Scope) -> None:
        """A heading without a number over the sections that follow it."""
        rank = self._ranks[ClauseKind.SUBCHAPTER]
        scope.close_to_rank(rank)
        node = Node(ClauseKind.SUBCHAPTER, scope.next_depth, heading=step.text.replace("\n", " "), rank=rank)
        node.is_quoted = scope.is_quoted
        scope.open.append(self.tree.add(node))
        scope.last_text = step.text

    def _is_closing(self, text: _Text, place: int, scope: Scope) -> bool:
        """Whether a line is one of the closing lines: a signature, or any line after one."""
        if scope.is_quoted or not scope.has_units:
            return False
        if scope.is_concluded:
            return True
        return is_signature(text.steps[place], text.next_items[place], self.grammar)

    def _join(self, kind: ClauseKind, step: Entry, scope: Scope) -> None:
        """Lines of contents and closing lines: neighbours make one clause."""
        scope.is_concluded = kind is ClauseKind.CONCLUSION
        scope.open.clear()
        last = self.tree.nodes[-1] if self.tree.nodes else None
        if last is not None and last.kind is kind and last.depth == scope.depth:
            last.texts.append(step.text)
        else:
            self.tree.add(Node(kind, scope.depth, texts=[step.text]))

    def _notes(self, step: Entry, first_new: int) -> None:
        """Footnotes hang on the clause their line went into."""
        if not step.line.notes:
            return
        if not self.tree.nodes:
            self.tree.add(Node(ClauseKind.OTHER, 0))
        host = self.tree.nodes[min(first_new, len(self.tree.nodes) - 1)]
        self.tree.add_notes(step.line.notes, host)

    def _open(self, step: Entry, opening: Opening, scope: Scope) -> None:
        scope.has_units = True
        scope.is_concluded = False
        if scope.open and scope.open[0].form == "preamble":
            scope.open.clear()
        if opening.kind is not None and not self._is_point(opening, scope):
            self._open_unit(step, opening, opening.kind, scope)
        elif is_chapter_heading(step, opening, scope):
            self._open_unit(step, opening, ClauseKind.CHAPTER, scope)
        else:
            open_item(step, opening, scope, self.tree, self.grammar)
        if step.has_conflict:
            self._report("F_LABEL_CONFLICT", message("The automatic number and the typed number differ here."))
        if opening.is_mixed:
            self._report(
                "F_MIXED_SCRIPT",
                message(
                    "The number mixes Latin and Cyrillic letters; it was read as %(number)s.",
                    number=opening.number or "",
                ),
            )

    def _is_point(self, opening: Opening, scope: Scope) -> bool:
        """Whether a bare number numbers a point and no article: in an annex, and in a list inside an article."""
        if opening.form != "dot" or self._heading_before:
            return opening.form == "dot" and scope.is_annex
        begins = is_first(opening.number) and scope.announces_list() and scope.article() is not None
        return scope.is_annex or begins or any(_is_next_point(opening, node) for node in scope.open)

    def _open_unit(self, step: Entry, opening: Opening, kind: ClauseKind, scope: Scope) -> None:
        rank = self._ranks.get(kind, _ANNEX_RANK)
        scope.close_to_rank(rank)
        node = Node(kind, scope.next_depth, opening.num, opening.number, rank=rank, is_quoted=scope.is_quoted)
        for before in self._heading_before:
            add_heading_line(node, before.text)
        if (
            opening.rest
            and not self._heading_before
            and (kind is not ClauseKind.ARTICLE or is_heading_text(opening.rest, step))
        ):
            add_heading_line(node, opening.rest)
        elif opening.rest:
            node.texts.append(opening.rest)
        node.is_growing = not self._heading_before and (not opening.rest or (step.line.is_centred and not node.texts))
        scope.open.append(self.tree.add(node))
        for before in self._heading_before:
            self.tree.add_notes(before.line.notes, node)
        self._heading_before.clear()
        scope.last_text = opening.rest

    def _open_annex(self, head: AnnexHead, scope: Scope) -> Scope:
        depth = scope.annex_depth
        heading = " ".join(" ".join(head.heading).split()) or None
        node = Node(ClauseKind.ANNEX, depth, head.opening.num, head.opening.number, heading, is_quoted=scope.is_quoted)
        node.texts.extend(head.texts)
        self.tree.add(node)
        self.tree.add_notes(head.notes, node)
        return Scope(node, depth + 1, scope.is_quoted, annex_depth=depth)

    def _quotation_end(self, text: _Text, place: int, scope: Scope) -> int | None:
        """The last entry of quoted new text that begins here; None when none does."""
        step = text.steps[place]
        if not starts_quoted(step.text) or text.quote_depth >= _DEEPEST or not (scope.open or scope.base):
            return None
        end = text.ends[place]
        announced = scope.announces_list() or scope.quoted_end == len(self.tree.nodes)
        if end == place:
            return place if announced and ends_quoted(step.text) and is_one_quotation(step.text) else None
        if end is not None and ends_quoted(text.steps[end].text):
            return end
        return self._recovered_end(text, place, scope)

    def _recovered_end(self, text: _Text, place: int, scope: Scope) -> int:
        """Where a quotation that never closes is taken to end: before the outer text's next unit."""
        self._unclosed += 1
        last = min(place + max(_NEAREST, _FARTHEST // self._unclosed), len(text.steps))
        expected = [node for node in scope.open if node.number]
        candidates = [
            k
            for k in range(place + 1, last)
            if k in text.annexes or any(_is_next(text.steps[k].opening, node) for node in expected)
        ]
        closed = next((k for k in candidates if ends_quoted(text.steps[k - 1].text)), None)
        outer = next((k for k in candidates if not _continues(text.steps[place:k], text.steps[k].opening)), None)
        end = next(k for k in (closed, outer, *candidates, last) if k is not None) - 1
        self.found.append(
            Found(
                "F_UNCLOSED_QUOTE",
                message(
                    "The quotation that begins here is not closed; it was ended before the next unit of the draft."
                ),
                len(self.tree.nodes),
            )
        )
        return end

    def _quote(self, text: _Text, place: int, end: int, scope: Scope) -> None:
        """Read quoted new text as a subtree with units of its own."""
        node = self.tree.add(Node(ClauseKind.QUOTED, scope.next_depth, is_quoted=True))
        first_new = len(self.tree.nodes)
        inner = self._unquoted(text.steps[place : end + 1])
        self._read(
            self._text(inner, text.quote_depth + 1),
            Scope(node, node.depth + 1, is_quoted=True, annex_depth=node.depth + 1),
        )
        inside = self.tree.nodes[first_new:]
        if len(inside) == 1 and inside[0].kind is ClauseKind.INDENT:
            node.texts = inside[0].texts
            self.tree.hand_over(inside[0], node)
            del self.tree.nodes[first_new:]
        scope.last_text = text.steps[end].text
        scope.quoted_end = len(self.tree.nodes)

    def _unquoted(self, steps: Sequence[Entry]) -> list[Entry]:
        """The entries of a quotation without its outer marks."""
        texts = without_marks([step.text for step in steps])
        inner = []
        for step, words in zip(steps, texts, strict=True):
            if step.table is not None or words == step.text:
                inner.append(step)
            elif words or step.line.notes:
                inner.append(replace(step, text=words, opening=find_opening(words, self.grammar), net=net_depth(words)))
        return inner

    def _report(self, code: str, sentence: Message) -> None:
        self.found.append(Found(code, sentence, len(self.tree.nodes) - 1))


def _is_next_point(opening: Opening, node: Node) -> bool:
    return node.rank == ITEM_RANK and node.form.startswith("dot") and follows(opening.number, node.number)


def _continues(inside: Sequence[Entry], opening: Opening | None) -> bool:
    """Whether a unit carries on a numbering that began inside the quotation."""
    alike = (step.opening for step in inside if step.opening is not None and opening is not None)
    return any(o.form == opening.form and follows(opening.number, o.number) for o in alike if opening is not None)


def _is_next(opening: Opening | None, node: Node) -> bool:
    if opening is None:
        return False
    looks_alike = opening.form == node.form if opening.is_item else opening.kind is node.kind
    return looks_alike and follows(opening.number, node.number)


def _next_items(steps: Sequence[Entry]) -> list[Opening | None]:
    """For each entry, what the next numbered line after it opens."""
    items: list[Opening | None] = [None] * len(steps)
    coming: Opening | None = None
    for place in range(len(steps) - 1, -1, -1):
        items[place] = coming
        coming = steps[place].opening or coming
    return items
