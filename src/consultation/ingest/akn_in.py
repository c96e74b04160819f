"""Akoma Ntoso 3.0 -> clause tree: what `akn_out` wrote comes back as it was, other systems' files as far as they map.

Total on anything that is XML in the namespace of Akoma Ntoso 3.0: units we have no kind for are read as the nearest
one with a warning, elements we do not know are read for the words in them. Only metadata, deleted text and images are
left out, the last two with a warning.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from consultation.core.clause import Clause, Outline, outline
from consultation.core.messages import message, message_n
from consultation.core.vocabulary import ClauseKind, Language
from consultation.ingest import refusals
from consultation.ingest.akn import AKN, LANG, NUMBER, QUOTED, SOURCE, Identity, id_in, implied_number
from consultation.ingest.akn_file import opened
from consultation.ingest.akn_meta import is_of_two_scripts, read_meta, told_language
from consultation.ingest.akn_units import (
    LABELS,
    LEFT_OUT,
    WORDS,
    Units,
    has_words,
    is_nearest,
    is_row,
    is_table,
    name_of,
    rows_of,
    span_of,
)
from consultation.ingest.akn_words import Words
from consultation.ingest.findings import IngestWarning
from consultation.ingest.language import detect
from consultation.ingest.safety import Limits

_WID = re.compile(r"[0-9A-Za-z_-]{1,200}")
_NUMBER_CELL = re.compile(r"\(?\d{1,4}(?:\.\d{1,3})*\s?[.)]?")
_LANGUAGES: Final = frozenset(Language)


@dataclass(frozen=True, slots=True)
class AknText:
    """A text as an Akoma Ntoso file holds it; `wids` are the ids to keep that differ from the clauses' eids."""

    identity: Identity
    outline: Outline
    wids: Mapping[str, str]
    warnings: tuple[IngestWarning, ...]


def from_akn(data: bytes, limits: Limits | None = None) -> AknText:
    """Read an Akoma Ntoso file. RefusedFile for another kind of file, a DTD, broken XML, one too large or too long."""
    limits = limits or Limits()
    documents = opened(data, limits)
    return _Reader(documents[0], limits).text(documents)


@dataclass(slots=True)
class _Unit:
    """A clause while it is read. The document itself is the unit at depth -1."""

    kind: ClauseKind | None
    depth: int
    language: Language
    is_quoted: bool = False
    num: str | None = None
    heading: str | None = None
    lines: list[str] = field(default_factory=list)
    number: str | None = None
    has_number: bool = False
    wid: str = ""
    has_units: bool = False

    @property
    def has_words(self) -> bool:
        """Whether it says anything itself."""
        return any((words or "").strip() for words in (self.num, self.heading, *self.lines))

    def clause(self, own: Language) -> Clause:
        """The clause it is in a text in `own` language; its place is found by the outline."""
        number = self.number if self.has_number else implied_number(self.num)
        language = None if self.language is own else self.language
        text = "\n".join(self.lines)
        kind = self.kind or ClauseKind.OTHER
        return Clause("", None, kind, self.num, number, self.heading, text, self.is_quoted, language)


class _Reader:
    """Reads one document."""

    def __init__(self, document: etree._Element, limits: Limits) -> None:
        identification = document.find(f"{AKN}meta/{AKN}identification")
        self._is_ours = identification is not None and identification.get("source") == SOURCE
        self._identity = read_meta(document)
        self._limits = limits
        self._read: list[_Unit] = []
        names = {name_of(each) for each in document.iter(etree.Element)}
        is_sectioned = not self._is_ours and "section" in names and "article" not in names
        self._units = Units(is_sectioned=is_sectioned)
        is_told = self._is_ours or self._identity.language is not Language.UND
        self._must_tell_language = not is_told and is_of_two_scripts(told_language(document))
        self._words = Words(self._units, is_ours=self._is_ours)
        self._unmapped: Counter[str] = Counter()
        self._cells = 0

    def text(self, documents: list[etree._Element]) -> AknText:
        """Everything that the documents say."""
        top = _Unit(None, -1, self._identity.language)
        for each in documents:
            self._fill(each, top)
        if not any(unit.has_words for unit in self._read):
            raise refusals.no_text()
        if self._must_tell_language:
            self._tell_language()
        language = self._identity.language
        tree = outline((unit.depth, unit.clause(language)) for unit in self._read)
        pairs = zip(tree.clauses, self._read, strict=True)
        wids = {clause.eid: unit.wid for clause, unit in pairs if unit.wid and unit.wid != clause.eid}
        return AknText(self._identity, tree, wids, (*self._about_units(), *_about_files(documents)))

    def _tell_language(self) -> None:
        language = detect("\n".join(line for unit in self._read for line in unit.lines))
        self._identity = replace(self._identity, language=language)
        for unit in self._read:
            unit.language = language if unit.language is Language.UND else unit.language

    def _fill(self, element: etree._Element, unit: _Unit) -> None:
        """Read what stands in an element into a unit, in document order."""
        if has_words(element):
            self._add_words(element, unit)
            return
        for child in element.iterchildren(etree.Element):
            self._take(child, unit)

    def _take(self, element: etree._Element, unit: _Unit) -> None:
        name = name_of(element)
        if name in LEFT_OUT:
            return
        if name in LABELS:
            self._label(element, name, unit)
        elif self._units.is_one(element):
            self._open(element, name, unit)
        elif name in WORDS:
            self._add_words(element, unit)
        else:
            self._fill(element, unit)

    def _take_all(self, elements: Iterable[etree._Element], unit: _Unit) -> None:
        for each in elements:
            self._take(each, unit)

    def _open(self, element: etree._Element, name: str, above: _Unit) -> None:
        unit = self._started(element, self._units.kind(element, above.kind), above)
        if is_nearest(element):
            self._unmapped[element.get("name") or name] += 1
        if name == "table" and is_table(element):
            self._table(element, unit)
        elif name == "tr" and is_row(element):
            self._row(element, unit)
        else:
            marker = element.get("marker")
            unit.num = None if marker is None else self._words.kept(marker)
            self._fill(element, unit)

    def _started(self, element: etree._Element, kind: ClauseKind, above: _Unit) -> _Unit:
        quoted = element.get(QUOTED, "true" if above.is_quoted or kind is ClauseKind.QUOTED else "false") == "true"
        spoken = element.get(LANG, "")
        language = Language(spoken) if spoken in _LANGUAGES else above.language
        unit = _Unit(kind, above.depth + 1, language, quoted)
        number = element.get(NUMBER)
        unit.has_number, unit.number = number is not None, self._words.kept(number or "") or None
        if self._is_ours and _WID.fullmatch(element.get("wId", "")):
            unit.wid = id_in(element.get("wId", ""))
        self._add(unit)
        above.has_units = True
        return unit

    def _add(self, unit: _Unit) -> None:
        if len(self._read) >= self._limits.paragraphs:
            raise refusals.too_long(self._limits.paragraphs)
        self._read.append(unit)

    def _label(self, element: etree._Element, name: str, unit: _Unit) -> None:
        """Take a number or heading; what hangs on it (a note) comes below the unit."""
        said = self._words.line(element)
        words = said.text if self._is_ours else said.text.replace("\n", " ")
        if unit.kind is None:
            self._add_line(unit, words)
        elif name == "num":
            unit.num = words if unit.num is None else f"{unit.num} {words}".strip()
        else:
            unit.heading = words if unit.heading is None else f"{unit.heading} {words}".strip()
        self._take_all(said.apart, unit)

    def _add_words(self, element: etree._Element, unit: _Unit) -> None:
        said = self._words.line(element)
        if self._words.is_line(said):
            self._add_line(unit, said.text)
        self._take_all(said.apart, unit)

    def _add_line(self, unit: _Unit, line: str) -> None:
        """One more line of a unit; behind what is below it, or where there is no unit, a clause of its own."""
        if unit.kind is not None and not unit.has_units:
            unit.lines.append(line)
            return
        if not line:
            return
        unit.has_units = True
        kind = ClauseKind.OTHER if unit.kind is None else ClauseKind.INDENT
        self._add(_Unit(kind, unit.depth + 1, unit.language, unit.is_quoted, lines=[line]))

    def _table(self, element: etree._Element, table: _Unit) -> None:
        """Rows of header cells before all others are the table's own text."""
        self._take_all((each for each in element if name_of(each) == "caption"), table)
        is_head = True
        for row in rows_of(element):
            is_head = is_head and self._is_header(row)
            if is_head:
                said = self._words.cells(self._counted(row))
                table.lines.append(said.text)
                self._take_all(said.apart, table)
            else:
                self._open(row, "tr", table)

    def _is_header(self, row: etree._Element) -> bool:
        if self._is_ours:
            return "eId" not in row.attrib
        return all(name_of(cell) == "th" for cell in row.iterchildren(etree.Element))

    def _row(self, element: etree._Element, row: _Unit) -> None:
        cells = self._counted(element)
        first = self._words.cells(cells[:1])
        if len(cells) > 1 and self._is_number(cells[0], first.text):
            row.num = first.text
            self._take_all(first.apart, row)
            cells = cells[1:]
        said = self._words.cells(cells)
        row.lines.append(said.text)
        self._take_all(said.apart, row)

    def _counted(self, row: etree._Element) -> list[etree._Element]:
        """The cells of a row, once it is known that the file has no more than it may."""
        cells = list(row.iterchildren(etree.Element))
        self._cells += sum(map(span_of, cells))
        if self._cells > self._limits.cells:
            raise refusals.too_long(self._limits.cells)
        return cells

    def _is_number(self, cell: etree._Element, text: str) -> bool:
        """Whether the first cell is the row's number: in our files a header cell, in others' one that looks like one."""
        return name_of(cell) == "th" if self._is_ours else _NUMBER_CELL.fullmatch(text) is not None

    def _about_units(self) -> Iterator[IngestWarning]:
        for name, n in sorted(self._unmapped.items()):
            yield IngestWarning(
                "F_AKN_UNIT",
                message_n(
                    "The file has %(n)s unit called “%(name)s”, a kind that is not used here. Check how it was read.",
                    "The file has %(n)s units called “%(name)s”, a kind that is not used here. Check how they were read.",
                    n,
                    name=name,
                ),
            )


def _about_files(documents: list[etree._Element]) -> Iterator[IngestWarning]:
    if any(has_words(deleted) for each in documents for deleted in each.iter(f"{AKN}del")):
        yield IngestWarning("F_AKN_DELETED", message("Text marked as deleted in the file was left out."))
    images = sum(1 for each in documents for _ in each.iter(f"{AKN}img"))
    if images:
        yield IngestWarning("F_IMAGE", message_n("%(n)s image was not read.", "%(n)s images were not read.", images))
