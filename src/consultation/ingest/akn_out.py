"""Clause tree -> Akoma Ntoso 3.0, valid against the OASIS schema whatever the tree.

A unit's words stand in `content`, or in `intro` when it has units below it. Tables, notes and quoted new text are
blocks: they go with the words, after the last unit into `wrapUp`, and between two units into a container of their
own. A clause in a place for which Akoma Ntoso has no element becomes an `hcontainer` that bears its kind's name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from consultation.core.clause import Clause, Outline
from consultation.core.vocabulary import ClauseKind, Language
from consultation.ingest.akn import (
    AKN,
    BLOCK,
    LANG,
    NAMESPACE,
    NUMBER,
    OURS,
    QUOTED,
    SPACE,
    UNITS,
    Identity,
    id_out,
    implied_number,
)
from consultation.ingest.akn_meta import add_meta
from consultation.ingest.akn_xml import add_labels, add_words, indent, lines_of, printable, xml_safe


def to_akn(tree: Outline, identity: Identity, wids: Mapping[str, str] | None = None) -> bytes:
    """The text as an Akoma Ntoso `bill` in UTF-8; the same bytes for the same values.

    `wids` are the ids that clauses (by eid) keep across versions. Characters that XML cannot hold become U+FFFD.
    What was set aside as page furniture is not part of the text.
    """
    root = etree.Element(f"{AKN}akomaNtoso", nsmap={None: NAMESPACE, "c": OURS})
    name = identity.act_kind.value if identity.act_kind is not None else "bill"
    bill = etree.SubElement(root, f"{AKN}bill", name=name)
    writer = _Writer(tree, identity, wids or {})
    add_meta(bill, writer.identity)
    writer.add_document(bill, "body", [], tree.children(None), _Above(identity.language))
    indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


@dataclass(frozen=True, slots=True)
class _Above:
    """What a clause takes over from the one above it."""

    language: Language
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Layout:
    """The clauses at the top of a document, each where Akoma Ntoso has a place for it."""

    front: Sequence[Clause]
    preamble: Clause | None
    body: Sequence[Clause]
    conclusion: Clause | None
    annexes: Sequence[Clause]


class _Writer:
    """Writes the clauses of one text."""

    def __init__(self, tree: Outline, identity: Identity, wids: Mapping[str, str]) -> None:
        self.identity = printable(identity)
        self._tree = tree
        self._wids = wids
        self._tables: dict[str, bool] = {}

    def add_document(
        self, document: etree._Element, body: str, lines: Sequence[str], clauses: Sequence[Clause], above: _Above
    ) -> None:
        """Fill a `bill` or `doc` behind its metadata: `lines` before everything, then the clauses in their order."""
        layout = self._laid_out(clauses)
        if lines or layout.front:
            preface = self._add_region(document, "preface", above)
            for line in lines:
                add_words(preface, "p", line)
            for clause in layout.front:
                self._add_blocks(self._add(preface, "container", clause, above, name=clause.kind.value), clause)
        if layout.preamble is not None:
            self._add_blocks(self._add(document, "preamble", layout.preamble, above), layout.preamble)
        main = self._add_region(document, body, above)
        if body == "mainBody":
            self._add_flow(main, "", layout.body, above)
        else:
            self._add_units(main, layout.body, above)
        if not len(main):
            etree.SubElement(main, f"{AKN}hcontainer", name=BLOCK)
        if layout.conclusion is not None:
            self._add_blocks(self._add(document, "conclusions", layout.conclusion, above), layout.conclusion)
        if layout.annexes:
            attachments = etree.SubElement(document, f"{AKN}attachments")
            for annex in layout.annexes:
                self._add_attachment(attachments, annex, above)

    def _add_region(self, document: etree._Element, name: str, above: _Above) -> etree._Element:
        return etree.SubElement(document, f"{AKN}{name}", {LANG: above.language.value, SPACE: "preserve"})

    def _laid_out(self, clauses: Sequence[Clause]) -> _Layout:
        start, end = 0, len(clauses)
        while end and clauses[end - 1].kind is ClauseKind.ANNEX:
            end -= 1
        annexes = clauses[end:]
        while start < end and clauses[start].kind is ClauseKind.OTHER and self._is_plain(clauses[start]):
            start += 1
        front, preamble, conclusion = clauses[:start], None, None
        if start < end and clauses[start].kind is ClauseKind.PREAMBLE and self._is_plain(clauses[start]):
            preamble, start = clauses[start], start + 1
        if start < end and clauses[end - 1].kind is ClauseKind.CONCLUSION and self._is_plain(clauses[end - 1]):
            conclusion, end = clauses[end - 1], end - 1
        return _Layout(front, preamble, clauses[start:end], conclusion, annexes)

    def _is_plain(self, clause: Clause) -> bool:
        """Whether a clause is only words and blocks."""
        if clause.num is not None or clause.heading is not None:
            return False
        return all(map(self._is_block, self._tree.children(clause.eid)))

    def _is_block(self, clause: Clause) -> bool:
        if clause.kind is ClauseKind.TABLE:
            if clause.eid not in self._tables:
                self._tables[clause.eid] = self._is_whole_table(clause)
            return self._tables[clause.eid]
        return clause.kind in {ClauseKind.NOTE, ClauseKind.QUOTED}

    def _is_whole_table(self, clause: Clause) -> bool:
        """Whether a table is one: rows that are only words and blocks, after what hangs on its header."""
        below = self._tree.children(clause.eid)
        rows = [each for each in below if each.kind is ClauseKind.ROW]
        before = below[: len(below) - len(rows)]
        return (
            clause.num is None
            and tuple(rows) == below[len(before) :]
            and all(row.heading is None and all(map(self._is_block, self._tree.children(row.eid))) for row in rows)
            and (not before or (clause.text != "" and all(map(self._is_block, before))))
        )

    def _add(
        self, parent: etree._Element, tag: str, clause: Clause, above: _Above, **attributes: str
    ) -> etree._Element:
        """The element of a clause, with everything about it that is an attribute."""
        eid = id_out(clause.eid)
        element = etree.SubElement(parent, f"{AKN}{tag}", attributes, eId=eid)
        wid = self._wids.get(clause.eid, clause.eid)
        if wid != clause.eid:
            element.set("wId", id_out(wid))
        language = clause.language or self.identity.language
        if language is not above.language or tag in {"preamble", "conclusions", "attachment"}:
            element.set(LANG, language.value)
        if tag in {"preamble", "conclusions", "attachment"}:
            element.set(SPACE, "preserve")
        if clause.number != implied_number(clause.num):
            element.set(NUMBER, xml_safe(clause.number or ""))
        if clause.quoted is not (above.is_quoted or clause.kind is ClauseKind.QUOTED):
            element.set(QUOTED, "true" if clause.quoted else "false")
        return element

    def _below(self, clause: Clause) -> _Above:
        return _Above(clause.language or self.identity.language, clause.quoted)

    def _add_attachment(self, attachments: etree._Element, clause: Clause, above: _Above) -> None:
        attachment = self._add(attachments, "attachment", clause, above)
        add_labels(attachment, clause)
        document = etree.SubElement(attachment, f"{AKN}doc", name=clause.kind.value)
        add_meta(document, self.identity, id_out(clause.eid))
        self.add_document(
            document, "mainBody", lines_of(clause.text), self._tree.children(clause.eid), self._below(clause)
        )

    def _add_units(self, parent: etree._Element, clauses: Iterable[Clause], above: _Above) -> None:
        """Units one after the other; blocks between them in containers of their own."""
        for is_block, run in groupby(clauses, self._is_block):
            if is_block:
                container = etree.SubElement(parent, f"{AKN}hcontainer", name=BLOCK)
                self._add_flow(etree.SubElement(container, f"{AKN}content"), "", list(run), above)
            else:
                for clause in run:
                    self._add_unit(parent, clause, above)

    def _add_unit(self, parent: etree._Element, clause: Clause, above: _Above) -> None:
        tag = UNITS.get(clause.kind)
        if tag is None:
            element = self._add(parent, "hcontainer", clause, above, name=clause.kind.value)
        else:
            element = self._add(parent, tag, clause, above)
        add_labels(element, clause)
        below, inside = self._tree.children(clause.eid), self._below(clause)
        units = [place for place, each in enumerate(below) if not self._is_block(each)]
        first, last = (units[0], units[-1] + 1) if units else (len(below), len(below))
        if clause.text or below[:first]:
            words = etree.SubElement(element, f"{AKN}{'intro' if units else 'content'}")
            self._add_flow(words, clause.text, below[:first], inside)
        self._add_units(element, below[first:last], inside)
        if below[last:]:
            self._add_flow(etree.SubElement(element, f"{AKN}wrapUp"), "", below[last:], inside)

    def _add_blocks(self, element: etree._Element, clause: Clause) -> None:
        """The words of a clause and what is below it, where nothing but blocks may stand."""
        self._add_flow(element, clause.text, self._tree.children(clause.eid), self._below(clause))
        if not len(element):
            etree.SubElement(element, f"{AKN}p")

    def _add_flow(self, parent: etree._Element, text: str, clauses: Sequence[Clause], above: _Above) -> None:
        """Words as paragraphs, then clauses; notes that follow the words hang on the last of them."""
        paragraphs = [add_words(parent, "p", line) for line in lines_of(text)]
        hanging = paragraphs[-1] if paragraphs and paragraphs[-1].text else None
        for clause in clauses:
            if clause.kind is not ClauseKind.NOTE:
                hanging = None
            if clause.kind is ClauseKind.NOTE:
                self._add_note(parent if hanging is None else hanging, clause, above)
            elif clause.kind is ClauseKind.QUOTED:
                self._add_quotation(parent, clause, above)
            elif self._is_block(clause):
                self._add_table(parent, clause, above)
            else:
                self._add_unit(parent, clause, above)

    def _add_note(self, parent: etree._Element, clause: Clause, above: _Above) -> None:
        host = parent if parent.tag == f"{AKN}p" else etree.SubElement(parent, f"{AKN}p")
        marker = {} if clause.num is None else {"marker": xml_safe(clause.num)}
        note = self._add(host, "authorialNote", clause, above, **marker)
        if clause.heading is not None:
            add_words(note, "heading", clause.heading)
        self._add_blocks(note, clause)

    def _add_quotation(self, parent: etree._Element, clause: Clause, above: _Above) -> None:
        mod = etree.SubElement(etree.SubElement(parent, f"{AKN}p"), f"{AKN}mod")
        quotation = self._add(mod, "quotedStructure", clause, above)
        add_labels(quotation, clause)
        self._add_blocks(quotation, clause)

    def _add_table(self, parent: etree._Element, clause: Clause, above: _Above) -> None:
        table = self._add(parent, "table", clause, above)
        if clause.heading is not None:
            add_words(table, "caption", clause.heading)
        below, inside = self._tree.children(clause.eid), self._below(clause)
        rows = [each for each in below if each.kind is ClauseKind.ROW]
        head = _head(clause.text, max(map(_width, rows), default=0))
        for place, cells in enumerate(head, 1):
            blocks = below[: len(below) - len(rows)] if place == len(head) else ()
            self._add_cells(etree.SubElement(table, f"{AKN}tr"), "th", cells, blocks, inside)
        for row in rows:
            self._add_row(table, row, inside)
        if not head and not rows:
            etree.SubElement(etree.SubElement(table, f"{AKN}tr"), f"{AKN}td")

    def _add_row(self, table: etree._Element, row: Clause, above: _Above) -> None:
        element = self._add(table, "tr", row, above)
        if row.num is not None:
            self._add_flow(etree.SubElement(element, f"{AKN}th"), row.num, (), above)
        self._add_cells(element, "td", row.text.split("\t"), self._tree.children(row.eid), self._below(row))

    def _add_cells(
        self, row: etree._Element, tag: str, cells: Sequence[str], blocks: Sequence[Clause], above: _Above
    ) -> None:
        for place, text in enumerate(cells, 1):
            cell = etree.SubElement(row, f"{AKN}{tag}")
            self._add_flow(cell, text, blocks if place == len(cells) else (), above)


def _width(row: Clause) -> int:
    return row.text.count("\t") + (1 if row.num is None else 2)


def _head(text: str, width: int) -> list[list[str]]:
    """The header rows in a table's own text: one when it has as many cells as the rows below, else one a line."""
    if not text:
        return []
    cells = text.split("\t")
    return [cells] if len(cells) == width > 1 else [line.split("\t") for line in text.split("\n")]
