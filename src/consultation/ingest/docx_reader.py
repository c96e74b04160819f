"""A .docx file as lines and tables in reading order, streamed: each block is read, handed on and forgotten."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from consultation.ingest import refusals
from consultation.ingest.lines import Block, Cell, Facts, Line, Note, Row, Table
from consultation.ingest.links import LinkReader
from consultation.ingest.names import (
    ALT_CHUNK,
    ALTERNATE,
    BODY,
    DEL,
    ID,
    MOVE_FROM,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TR,
    TYPE,
    VAL,
    P,
    W,
    is_on,
)
from consultation.ingest.number_formats import roman
from consultation.ingest.numbering import Label, Numbering
from consultation.ingest.package import Package
from consultation.ingest.refusals import Code, RefusedFile
from consultation.ingest.runs import RunReader, Words, tidy, usable
from consultation.ingest.safety import Limits
from consultation.ingest.styles import Style, Styles, whole

_WRAPPERS = frozenset({SDT, SDT_CONTENT, W + "customXml", W + "ins", W + "moveTo", W + "smartTag"})
_DELETED_MARKS = frozenset({DEL, MOVE_FROM})
_WIDEST_SPAN = 63
_P_STYLE, _NUM_PR, _JC, _OUTLINE_LVL, _SECT_PR = (
    W + name for name in ("pStyle", "numPr", "jc", "outlineLvl", "sectPr")
)


@dataclass(slots=True)
class _Layout:
    """A paragraph's own properties joined with its style's."""

    style: Style
    label_num: str | None = None
    label_level: int | None = None
    align: str = "left"
    outline: int | None = None
    is_joined_to_next: bool = False
    is_section_end: bool = False


class DocxReader:
    """Reads one package; `blocks` may be walked once, `facts` is complete when it is exhausted."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.facts = Facts(has_external_links=package.has_external_links)
        self._package = package
        self._limits = limits
        self._styles = Styles()
        self._numbering = Numbering(self._styles)
        self._paragraphs = 0
        self._pending: Words | None = None
        self._marks = {"footnote": 0, "endnote": 0}
        self._read_side_parts()
        self.links = LinkReader(package.links)
        self._runs = RunReader(self._styles, self.facts, self.links)

    def _read_side_parts(self) -> None:
        self._side("styles", (W + "style",), self._styles.add)
        self._side("numbering", (W + "abstractNum", W + "num"), self._numbering.add)
        self._notes: dict[tuple[str, str], str] = {}
        self._side("footnotes", (W + "footnote",), self._add_note)
        self._side("endnotes", (W + "endnote",), self._add_note)
        self._side("comments", (W + "comment",), self._count_comment)

    def _side(self, kind: str, tags: tuple[str, ...], take: Callable[[etree._Element], None]) -> None:
        """Read a part that goes with the text; a damaged one is reported and does not stop the reading."""
        if not self._package.has(kind):
            return
        try:
            for _, element in self._package.elements(self._package.parts[kind], tags):
                take(element)
                _forget(element)
        except RefusedFile as refusal:
            if refusal.code not in {Code.XML, Code.ZIP_BROKEN}:
                raise
            self.facts.broken_parts.append(kind)

    def _count_comment(self, _element: etree._Element) -> None:
        self.facts.comments += 1

    def _add_note(self, element: etree._Element) -> None:
        if element.get(TYPE) in {"separator", "continuationSeparator", "continuationNotice"}:
            return
        reader = RunReader(self._styles, self.facts)
        texts = [reader.read(paragraph, self._styles.effective(None)).text for paragraph in element.iter(P)]
        kind = "endnote" if element.tag == W + "endnote" else "footnote"
        self._notes[kind, element.get(ID, "")] = "\n".join(filter(None, texts))

    def blocks(self) -> Iterator[Block]:
        """Lines and tables of the body in document order; RefusedFile when the file is damaged or beyond its limits."""
        for _, element in self._package.elements(self._package.main, (P, TBL, ALTERNATE, ALT_CHUNK)):
            if not _is_block(element):
                continue
            yield from self._block(element, 0)
            _forget(element)
        yield from self._flush()
        self.facts.unknown_formats.extend(sorted(self._numbering.unknown_formats))

    def _block(self, element: etree._Element, depth: int) -> Iterator[Block]:
        if element.tag == P:
            yield from self._paragraph(element)
        elif element.tag == TBL:
            yield from self._flush()
            table = self._table(element, depth)
            if table.rows:
                yield table
        elif element.tag == ALTERNATE:
            for child in usable(element):
                yield from self._block(child, depth)
        elif element.tag == ALT_CHUNK:
            self.facts.unread_parts += 1
        elif element.tag in _WRAPPERS:
            for child in element:
                yield from self._block(child, depth)

    def _paragraph(self, element: etree._Element) -> Iterator[Line]:
        self._paragraphs += 1
        if self._paragraphs > self._limits.paragraphs:
            raise refusals.too_long(self._limits.paragraphs)
        layout = self._layout(element.find(PPR))
        words = self._runs.read(element, layout.style)
        if self._pending is not None:
            words.pieces[:0] = self._pending.pieces
            words.notes[:0] = self._pending.notes
            words.boxes[:0] = self._pending.boxes
            self._pending = None
        if layout.is_joined_to_next:
            self._pending = words
            return
        yield from self._line(words, layout)

    def _line(self, words: Words, layout: _Layout) -> Iterator[Line]:
        text = words.text
        label = None if not text and (layout.is_section_end or words.hidden) else self._label(layout)
        notes = [note for call in words.notes if (note := self._note(*call)) is not None]
        if text or notes or (label is not None and label.text and not label.is_bullet):
            yield Line(
                text=text,
                label=tidy(label.text) if label is not None and label.text else None,
                level=label.level if label is not None else 0,
                is_bullet=label is not None and label.is_bullet,
                align=layout.align,
                is_bold=words.is_bold,
                outline=layout.outline,
                is_contents=words.is_contents or layout.style.name.startswith("toc "),
                notes=notes,
            )
        for box in words.boxes:
            for child in box:
                for block in self._block(child, 1):
                    yield from [block] if isinstance(block, Line) else _lines_of(block)

    def _flush(self) -> Iterator[Line]:
        """A paragraph whose mark is deleted but that nothing follows stands for itself."""
        if self._pending is not None:
            words, self._pending = self._pending, None
            yield from self._line(words, _Layout(self._styles.effective(None), label_num="0"))

    def _layout(self, properties: etree._Element | None) -> _Layout:
        if properties is None:
            style = self._styles.effective(self._styles.default)
            return _Layout(style, align=style.align or "left", outline=style.outline)
        named = properties.find(_P_STYLE)
        style = self._styles.effective(self._styles.default if named is None else named.get(VAL))
        layout = _Layout(style, align=style.align or "left", outline=style.outline)
        for child in properties:
            tag = child.tag
            if tag == _NUM_PR:
                layout.label_num, layout.label_level = _attribute(child, "numId"), whole(_attribute(child, "ilvl"))
            elif tag == _JC:
                layout.align = child.get(VAL, "left")
            elif tag == _OUTLINE_LVL:
                layout.outline = whole(child.get(VAL))
            elif tag == _SECT_PR:
                layout.is_section_end = True
            elif tag == RPR:
                layout.is_joined_to_next = any(mark.tag in _DELETED_MARKS for mark in child)
        return layout

    def _label(self, layout: _Layout) -> Label | None:
        return self._numbering.label(layout.label_num, layout.label_level, layout.style)

    def _note(self, kind: str, note_id: str, is_custom: bool) -> Note | None:  # noqa: FBT001 - unpacked from the reader's triple
        text = self._notes.get((kind, note_id), "")
        if is_custom:
            return Note("", text) if text else None
        self._marks[kind] += 1
        mark = roman(self._marks[kind]) if kind == "endnote" else str(self._marks[kind])
        return Note(mark, text) if text else None

    def _table(self, element: etree._Element, depth: int) -> Table:
        if depth >= self._limits.nested_tables:
            raise refusals.too_long(self._limits.nested_tables)
        rows = []
        cells = 0
        for row in _unwrapped(element, TR):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.facts.deleted += 1
                continue
            read = [self._cell(cell, depth) for cell in _unwrapped(row, TC)]
            cells += len(read)
            if cells > self._limits.cells:
                raise refusals.too_long(self._limits.cells)
            header = row.find(f"{W}trPr/{W}tblHeader")
            if any(cell.lines for cell in read):
                rows.append(Row(read, header is not None and is_on(header.get(VAL))))
        return Table(rows)

    def _cell(self, element: etree._Element, depth: int) -> Cell:
        lines: list[Line] = []
        for child in element:
            for block in self._block(child, depth + 1):
                lines.extend([block] if isinstance(block, Line) else _lines_of(block))
        lines.extend(self._flush())
        span = whole(_attribute(element.find(W + "tcPr"), "gridSpan")) or 1
        return Cell(lines, max(1, min(span, _WIDEST_SPAN)))


def _is_block(element: etree._Element) -> bool:
    """Whether an element stands in the body itself, controls around it not counted."""
    parent = element.getparent()
    while parent is not None and parent.tag in _WRAPPERS:
        parent = parent.getparent()
    return parent is not None and parent.tag == BODY


def _unwrapped(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, wanted)
        elif child.tag == ALTERNATE:
            yield from _unwrapped(usable(child), wanted)


def _lines_of(table: Table) -> list[Line]:
    """A table inside a cell or a box as lines, one a row."""
    return [
        Line(
            " ".join(text for cell in row.cells if (text := cell.text)),
            notes=[n for c in row.cells for m in c.lines for n in m.notes],
        )
        for row in table.rows
    ]


def _attribute(parent: etree._Element | None, name: str) -> str | None:
    found = None if parent is None else parent.find(W + name)
    return None if found is None else found.get(VAL)


def _forget(element: etree._Element) -> None:
    """Free what has been read: the element's content and the siblings before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
