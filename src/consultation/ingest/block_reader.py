"""Paragraphs and tables of one story (the body, a note, a header) as lines and tables in reading order."""

from collections.abc import Iterator

from lxml import etree

from consultation.core.file_vocabulary import MarkSort, TextView
from consultation.ingest import refusals
from consultation.ingest.layouts import Layout, Layouts, value_of
from consultation.ingest.lines import Block, Cell, Facts, Line, Note, Row, Table
from consultation.ingest.names import (
    ALT_CHUNK,
    ALTERNATE,
    DEL,
    DEL_TEXT,
    INS,
    PPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TR,
    VAL,
    P,
    T,
    W,
    is_on,
)
from consultation.ingest.note_marks import NoteMarks
from consultation.ingest.numbering import Label, Numbering
from consultation.ingest.pictures import usable
from consultation.ingest.plain_paragraph import Plain
from consultation.ingest.runs import RunReader
from consultation.ingest.safety import Limits
from consultation.ingest.styles import whole
from consultation.ingest.words import Words, tidy

WRAPPERS = frozenset({SDT, SDT_CONTENT, W + "customXml", W + "ins", W + "moveTo", W + "smartTag"})
_WIDEST_SPAN = 63
_BETWEEN_CELLS = " \u2003 "  # of a table inside a cell: seen as a gap, no letter of its own
_ROW_MARKS = {INS: MarkSort.INSERTED, DEL: MarkSort.DELETED}
_CELL_MARKS = {W + "cellIns": MarkSort.INSERTED, W + "cellDel": MarkSort.DELETED}
_GONE = {TextView.ACCEPTED: MarkSort.DELETED, TextView.ORIGINAL: MarkSort.INSERTED}


class BlockReader:
    """Reads blocks in document order. Without `numbering` no line gets a number, without `notes` none is called."""

    def __init__(
        self,
        runs: RunReader,
        layouts: Layouts,
        limits: Limits,
        facts: Facts,
        view: TextView,
        *,
        numbering: Numbering | None = None,
        notes: NoteMarks | None = None,
    ) -> None:
        self._runs = runs
        self._layouts = layouts
        self._limits = limits
        self._facts = facts
        self._gone = _GONE[view]
        self._numbering = numbering
        self._notes = notes
        self._paragraphs = 0
        self._pending: Words | None = None
        self._run_in: Layout | None = None
        self._carried: list[Note] = []
        self._last: Line | None = None
        self.sections: list[etree._Element] = []

    def block(self, element: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The lines and tables of one element of a story."""
        if element.tag == P:
            yield from self._paragraph(element)
        elif element.tag == TBL:
            yield from self.flush()
            table = self._table(element, depth)
            if table.rows:
                yield table
        elif element.tag == ALTERNATE:
            for child in usable(element):
                yield from self.block(child, depth)
        elif element.tag == ALT_CHUNK:
            self._facts.unread_parts += 1
        elif element.tag in WRAPPERS:
            for child in element:
                yield from self.block(child, depth)

    def may_be_plain(self) -> bool:
        """Whether nothing that stands before the next paragraph bears on how it is read."""
        return self._pending is None and not self._runs.is_in_field

    def plain_line(self, plain: Plain) -> Line | None:
        """The line of a plain paragraph; None when nothing is printed of it."""
        self._count()
        layout, text = plain.layout, tidy(plain.text)
        label = self._label(layout)
        if not text and not _is_said(label):
            return None
        notes, self._carried = self._carried, []
        self._last = _made(text, label, layout, notes, is_bold=plain.is_bold, is_contents=False)
        return self._last

    def lines(self, element: etree._Element, depth: int = 0) -> list[Line]:
        """All that stands in an element as lines, tables inside it too."""
        found: list[Line] = []
        for child in element:
            for block in self.block(child, depth):
                found.extend([block] if isinstance(block, Line) else _lines_of(block))
        found.extend(self.flush())
        return found

    def flush(self) -> Iterator[Line]:
        """A paragraph whose mark is deleted but that nothing follows stands for itself."""
        if self._pending is not None:
            words, self._pending = self._pending, None
            layout, self._run_in = self._run_in or self._layouts.unnumbered(), None
            yield from self._line(words, layout)

    def finish(self) -> list[Note]:
        """Hang marks that no line has followed on the last line; returns them when there was no line at all."""
        carried, self._carried = self._carried, []
        if self._last is None:
            return carried
        self._last.notes = [*self._last.notes, *carried]
        return []

    def _paragraph(self, element: etree._Element) -> Iterator[Line]:
        self._count()
        layout = self._layouts.of(element.find(PPR))
        words = self._runs.read(element, layout.style)
        if self._pending is not None:
            words.follow(self._pending)
            layout, self._pending = self._joined(layout), None
        if layout.is_joined_to_next or (layout.is_run_in and words.text):
            self._pending = words
            if layout.is_run_in and not layout.is_joined_to_next:
                self._run_in = layout
            return
        yield from self._line(words, layout)
        if layout.section is not None:
            self.end_section(layout.section)

    def _count(self) -> None:
        self._paragraphs += 1
        if self._paragraphs > self._limits.paragraphs:
            raise refusals.too_long(self._limits.paragraphs)

    def _joined(self, layout: Layout) -> Layout:
        """The layout of a line made of two paragraphs: the second one's, or the first one's where that ran in."""
        first, self._run_in = self._run_in, None
        if first is None:
            return layout
        first.is_joined_to_next, first.is_run_in, first.section = (
            layout.is_joined_to_next,
            layout.is_run_in,
            layout.section,
        )
        return first

    def end_section(self, section: etree._Element) -> None:
        """Take in the properties of a section that ends here."""
        self.sections.append(section)
        if self._notes is not None:
            self._notes.end_section(section)

    def _line(self, words: Words, layout: Layout) -> Iterator[Line]:
        text = words.text
        is_empty = not text and not words.numbers
        label = None if is_empty and (layout.section is not None or words.hidden) else self._label(layout)
        if words.numbers and self._numbering is not None:  # counted after the paragraph's own number
            for place, asked in words.numbers:
                words.pieces[place] = self._numbering.field(asked, layout.label_num, layout.label_level, layout.style)
            text = words.text
        notes = [note for call in words.notes if (note := self._note(*call)) is not None] if words.notes else []
        if text or notes or _is_said(label):
            if words.marks or self._carried:
                notes, self._carried = [*self._carried, *notes, *_tidied(words.marks)], []
            self._last = _made(text, label, layout, notes, is_bold=words.is_bold, is_contents=words.is_contents)
            yield self._last
        elif words.marks:
            self._carried.extend(_tidied(words.marks))
        for box in words.boxes:
            yield from self.lines(box, 1)

    def _label(self, layout: Layout) -> Label | None:
        if self._numbering is None:
            return None
        return self._numbering.label(layout.label_num, layout.label_level, layout.style)

    def _note(self, kind: str, note_id: str, is_custom: bool) -> Note | None:  # noqa: FBT001 - unpacked from the reader's triple
        return None if self._notes is None else self._notes.called(kind, note_id, is_custom=is_custom)

    def _table(self, element: etree._Element, depth: int) -> Table:
        if depth >= self._limits.nested_tables:
            raise refusals.too_nested(self._limits.nested_tables)
        rows: list[Row] = []
        cells = 0
        for element_row in _unwrapped(element, TR):
            row = self._row(element_row, depth)
            cells += len(row.cells)
            if cells > self._limits.cells:
                raise refusals.too_long(self._limits.cells)
            if any(cell.lines for cell in row.cells):
                rows.append(row)
        return Table(rows)

    def _row(self, element: etree._Element, depth: int) -> Row:
        properties = element.find(W + "trPr")
        is_header = False
        skipped = 0
        for child in properties if properties is not None else ():
            if child.tag in _ROW_MARKS and self._is_gone(element, _ROW_MARKS[str(child.tag)]):
                return Row([])
            if child.tag == W + "hidden" and is_on(child.get(VAL)):
                self._facts.hidden += 1
                return Row([])
            if child.tag == W + "tblHeader":
                is_header = is_on(child.get(VAL))
            elif child.tag == W + "gridBefore":
                skipped = whole(child.get(VAL)) or 0
        cells = [Cell([]) for _ in range(max(0, min(skipped, _WIDEST_SPAN)))]
        for cell in _unwrapped(element, TC):
            self._add_cell(cell, cells, depth)
        return Row(cells, is_header)

    def _is_gone(self, element: etree._Element, sort: MarkSort) -> bool:
        """Whether a changed row or cell is not in this view; the officer's list gets it either way."""
        self._facts.inserted += sort is MarkSort.INSERTED
        self._facts.deleted += sort is MarkSort.DELETED
        if sort is not self._gone:
            return False
        said = tidy(" ".join(text.text or "" for text in element.iter(T, DEL_TEXT)))
        if said:
            self._carried.append(Note("", said, sort))
        return True

    def _add_cell(self, element: etree._Element, cells: list[Cell], depth: int) -> None:
        """Read one cell; one merged into the one above is empty, one merged into the one before only widens it."""
        properties = element.find(W + "tcPr")
        for child in properties if properties is not None else ():
            if child.tag in _CELL_MARKS and self._is_gone(element, _CELL_MARKS[str(child.tag)]):
                return
        span = max(1, min(whole(value_of(properties, "gridSpan")) or 1, _WIDEST_SPAN))
        if cells and _is_continued(properties, "hMerge") and not _has_text(element):
            cells[-1].span += span
        elif _is_continued(properties, "vMerge") and not _has_text(element):
            cells.append(Cell([], span))
        else:
            cells.append(Cell(self.lines(element, depth + 1), span))


def _is_said(label: Label | None) -> bool:
    """Whether a paragraph's automatic number is words: a bullet is none."""
    return label is not None and bool(label.text) and not label.is_bullet


def _made(
    text: str, label: Label | None, layout: Layout, notes: list[Note], *, is_bold: bool, is_contents: bool
) -> Line:
    is_contents = is_contents or layout.style.name.startswith("toc ")
    if label is None:
        return Line(
            text, align=layout.align, is_bold=is_bold, outline=layout.outline, is_contents=is_contents, notes=notes
        )
    shown = tidy(label.text) or None
    return Line(text, shown, label.level, label.is_bullet, layout.align, is_bold, layout.outline, is_contents, notes)


def _is_continued(properties: etree._Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(W + name)
    return found is not None and found.get(VAL, "continue") == "continue"


def _has_text(element: etree._Element) -> bool:
    return next(element.iter(T), None) is not None


def _tidied(marks: list[Note]) -> list[Note]:
    for mark in marks:
        mark.text = tidy(mark.text)
    return marks


def _unwrapped(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from _unwrapped(child, wanted)
        elif child.tag == ALTERNATE:
            yield from _unwrapped(usable(child), wanted)


def _lines_of(table: Table) -> list[Line]:
    """A table inside a cell or a box as lines, one a row."""
    return [
        Line(
            _BETWEEN_CELLS.join(" ".join(text.split("\n")) for cell in row.cells if (text := cell.text)),
            notes=[note for cell in row.cells for line in cell.lines for note in line.notes],
        )
        for row in table.rows
    ]
