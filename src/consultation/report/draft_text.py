"""The text of a draft as paragraphs and tables of a printed act: what the clean Word file and the redline are written from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from consultation.core.clause import Clause, Outline
from consultation.core.vocabulary import ClauseKind, Language

UNITS = (
    ClauseKind.PART,
    ClauseKind.SECTION,
    ClauseKind.SUBSECTION,
    ClauseKind.CHAPTER,
    ClauseKind.SUBCHAPTER,
    ClauseKind.ARTICLE,
)
"""Kinds with a heading of their own, the widest first; their place is the level of the heading in Word."""

_RUNNING = {
    ClauseKind.PREAMBLE: "Preamble",
    ClauseKind.PARAGRAPH: "ActText",
    ClauseKind.POINT: "Point",
    ClauseKind.SUBPOINT: "Subpoint",
    ClauseKind.INDENT: "Indent",
    ClauseKind.NOTE: "Note",
    ClauseKind.QUOTED: "ActText",
}
_LONGEST_MARK = 24  # of the word "draft" in any language, with what may stand beside it
_MOST_FRONT_LINES = 6
_CYRILLIC = frozenset({Language.RU, Language.UZ_CYRL, Language.KAA_CYRL})
_ENDS_NUMBER = re.compile(r"[.:)—-]$")
_TAIL = re.compile(r"[\s.;:,]*$")


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a draft, and whose it is; `made_at` is the instant the file is dated, `ordinal` counts versions from one."""

    number: int
    ordinal: int
    title: str
    authority: str
    language: Language
    outline: Outline
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the printed act; `depth` is how many quotations it stands in, `notes` are the notes it calls."""

    eid: str
    style: str
    text: str
    depth: int = 0
    starts_page: bool = False
    language: Language | None = None
    notes: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    eid: str
    cells: tuple[str, ...]
    is_header: bool = False
    language: Language | None = None
    notes: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, with its header rows first."""

    eid: str
    rows: tuple[Row, ...]
    depth: int = 0


Block = Line | Grid


@dataclass(slots=True)
class _Quotation:
    """A quotation being written: where its clause stands in the tree, and where its first block does."""

    tree_depth: int
    first: int


@dataclass(slots=True)
class _Writer:
    outline: Outline
    marks: tuple[str, str]
    blocks: list[Block] = field(default_factory=list)
    quotations: list[_Quotation] = field(default_factory=list)

    def close(self, tree_depth: int) -> None:
        """Put the marks around the quotations that end before a clause of that depth."""
        while self.quotations and self.quotations[-1].tree_depth >= tree_depth:
            first = self.quotations.pop().first
            if first < len(self.blocks):
                self._mark(first)

    def _mark(self, first: int) -> None:
        opening, closing = self.marks
        before, after = self.blocks[first], self.blocks[-1]
        if isinstance(after, Line):
            self.blocks[-1] = replace(after, text=closed(after.text, closing))
        else:
            self.blocks.append(Line(after.eid, "ActText", closing, after.depth))
        before = self.blocks[first]
        if isinstance(before, Line):
            self.blocks[first] = replace(before, text=opening + before.text)
        else:
            self.blocks.insert(first, Line(before.eid, "ActText", opening, before.depth))


def blocks(version: Version) -> list[Block]:
    """The paragraphs and tables of a version in document order, each with the eid of its clause.

    Quotations get the marks of the draft's language back, footnotes hang on the last paragraph of the clause above them.
    """
    writer = _Writer(version.outline, ("«", "»") if version.language in _CYRILLIC else ("“", "”"))
    act = _Act(version.outline, version.language, _front_styles(version), _notes(version.outline))
    for depth, clause in version.outline.walk():
        writer.close(depth)
        if clause.kind is ClauseKind.QUOTED:
            writer.quotations.append(_Quotation(depth, len(writer.blocks)))
        writer.blocks.extend(_placed(act.blocks(clause), len(writer.quotations), clause.language))
    writer.close(0)
    return writer.blocks


def _placed(made: list[Block], depth: int, language: Language | None) -> Iterator[Block]:
    for block in made:
        yield replace(block, depth=depth, language=language) if isinstance(block, Line) else replace(block, depth=depth)


@dataclass(slots=True)
class _Act:
    """What is known about a whole text beforehand: styles of the lines before the body, notes by the clause that calls them."""

    outline: Outline
    language: Language
    fronts: dict[str, str]
    notes: dict[str, tuple[Clause, ...]]
    written: set[str] = field(default_factory=set)

    def blocks(self, clause: Clause) -> list[Block]:
        """What a clause prints; nothing for rows and footnotes, which are printed with their table and their host."""
        if clause.kind is ClauseKind.ROW or clause.eid in self.written:
            return []
        called = self.notes.get(clause.eid, ())
        self.written.update(note.eid for note in called)
        if clause.kind is ClauseKind.TABLE:
            return [self._grid(clause, called)]
        lines = list(self._lines(clause))
        lines[-1:] = [replace(line, notes=called) for line in lines[-1:]]
        return list(lines)

    def _grid(self, table: Clause, called: tuple[Clause, ...]) -> Grid:
        heads = [Row(table.eid, cells, is_header=True, language=table.language) for cells in header_cells(table.text)]
        heads[-1:] = [replace(head, notes=called) for head in heads[-1:]]
        rows = [self._row(row) for row in self.outline.children(table.eid) if row.kind is ClauseKind.ROW]
        return Grid(table.eid, (*heads, *rows))

    def _row(self, row: Clause) -> Row:
        called = self.notes.get(row.eid, ())
        self.written.update(note.eid for note in called)
        number = () if row.num is None else (row.num,)
        return Row(row.eid, (*number, *row.text.split("\t")), language=row.language, notes=called)

    def _lines(self, clause: Clause) -> Iterator[Line]:
        if clause.kind is ClauseKind.ANNEX:
            yield from self._annex(clause)
        elif clause.kind in UNITS:
            yield from _unit(clause)
        elif clause.kind in _RUNNING:
            yield from _running(clause)
        else:
            style = self.fronts.get(clause.eid) or ("Closing" if clause.kind is ClauseKind.CONCLUSION else "ActText")
            yield from (Line(clause.eid, style, text) for text in clause.words.split("\n") if text)

    def _annex(self, clause: Clause) -> Iterator[Line]:
        """The head of an annex at the right margin; the act it belongs to goes before the label in Turkic languages."""
        label = [clause.num] if clause.num else []
        of_act = clause.text.split("\n") if clause.text else []
        is_label_first = self.language in {Language.RU, Language.EN}
        head = [*label, *of_act] if is_label_first else [*of_act, *label]
        for place, text in enumerate(head):
            yield Line(clause.eid, "AnnexHead", text, starts_page=place == 0 and not clause.quoted)
        if clause.heading:
            style = "UnitTitle" if clause.quoted else "AnnexTitle"
            yield Line(clause.eid, style, clause.heading, starts_page=not head and not clause.quoted)


def _unit(clause: Clause) -> Iterator[Line]:
    """A unit's number and heading as a heading of its level; an article without a heading begins with its text."""
    number = clause.num or ""
    style = _heading_style(clause)
    if not clause.heading:
        if clause.kind is ClauseKind.ARTICLE and clause.text:
            yield Line(clause.eid, "ActText", _joined(number, clause.text))
            return
        yield from [Line(clause.eid, style, number)] if number else []
    elif number and not any(map(str.isalpha, number)) and clause.kind is ClauseKind.ARTICLE:
        yield Line(clause.eid, style, clause.heading)
        yield Line(clause.eid, "ActText", _joined(number, clause.text))
        return
    else:
        is_one_line = not number or _ENDS_NUMBER.search(number)
        yield Line(clause.eid, style, _joined(number, clause.heading, " " if is_one_line else "\n"))
    if clause.text:
        yield Line(clause.eid, "ActText", clause.text)


def _heading_style(clause: Clause) -> str:
    """The level of a heading; headings in quoted new text look like it and stay out of the contents."""
    if clause.quoted:
        return "QuotedArticle" if clause.kind is ClauseKind.ARTICLE else "UnitTitle"
    return f"Heading{UNITS.index(clause.kind) + 1}"


def _running(clause: Clause) -> Iterator[Line]:
    style = _RUNNING[clause.kind]
    if clause.kind is ClauseKind.PREAMBLE and clause.heading:
        yield Line(clause.eid, "UnitTitle", clause.heading)
        words = clause.text
    else:
        words = _joined(_joined(clause.num or "", clause.heading or ""), clause.text)
    if words:
        yield Line(clause.eid, style, words)


def _joined(before: str, after: str, between: str = " ") -> str:
    return between.join(filter(None, (before, after)))


def header_cells(text: str) -> list[tuple[str, ...]]:
    """The header rows in a table's own text: lines with as many cells each, or else one row with line breaks in cells."""
    if not text:
        return []
    rows = [tuple(line.split("\t")) for line in text.split("\n")]
    return rows if len({len(row) for row in rows}) == 1 else [tuple(text.split("\t"))]


def closed(text: str, mark: str) -> str:
    """A text with a closing quotation mark: before the stop of the sentence around it, after the text's own full stop."""
    tail = _TAIL.search(text)
    stops = tail[0] if tail else ""
    place = len(text) - (1 if stops and stops != "." and not stops[-1].isspace() else 0)
    return text[:place] + mark + text[place:]


def _notes(outline: Outline) -> dict[str, tuple[Clause, ...]]:
    """Numbered notes by the eid of the clause they stand directly under; where it prints nothing, they are paragraphs."""
    found: dict[str, tuple[Clause, ...]] = {}
    host: Clause | None = None
    for clause in outline.clauses:
        if clause.kind is not ClauseKind.NOTE or not clause.num or host is None or clause.parent != host.eid:
            host = clause
        elif host.words:
            found[host.eid] = (*found.get(host.eid, ()), clause)
    return found


def _front_styles(version: Version) -> dict[str, str]:
    """How the lines before the body look: the draft mark, the form of the act, its title, place and adoption under it."""
    front: list[Clause] = []
    for clause in version.outline.clauses:
        if clause.kind is ClauseKind.NOTE and clause.parent is not None:
            continue
        if clause.kind is not ClauseKind.OTHER or clause.parent is not None:
            break
        front.append(clause)
    title = next(
        (place for place, each in enumerate(front) if " ".join(each.text.split()) == version.title), len(front)
    )
    return {each.eid: _front_style(each, place, title, len(front)) for place, each in enumerate(front)}


def _front_style(clause: Clause, place: int, title: int, count: int) -> str:
    if clause.text.count("\n") > _MOST_FRONT_LINES:
        return "ActText"
    if place == title:
        return "Title"
    if place > title:
        return "ActDetails"
    is_mark = place == 0 and count > 1 and len(clause.text) <= _LONGEST_MARK
    return "DraftMark" if is_mark else "ActForm"
