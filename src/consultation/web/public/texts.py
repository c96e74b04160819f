"""The text of a version as pages show it: a table of contents, leaves, units with their place, and holes for the counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from sqlalchemy.orm import Session

from consultation.core import references
from consultation.core.leaves import HEADED, leaf_starts
from consultation.core.references import Numbered, Targets
from consultation.core.vocabulary import ClauseKind, Language, Locale
from consultation.store import reading, versions
from consultation.store.columns import AnyRow
from consultation.web.public.links import Base, Links
from consultation.web.site import Req, site_of
from consultation.web.templating import fragment

# Around the id of a clause whose counts go there; no text of anybody's holds this character.
HOLE: Final = "\0"
_LOWEST_HEADING: Final = 6
_DEEPEST: Final = 5
_WORDS_IN_CONTENTS: Final = 90
_ENTRY_SIZE: Final = 400  # bytes that one clause takes in a map, roughly

Tally = tuple[int, int, int]
_NOTHING: Final[Tally] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table of contents."""

    num: str
    words: str
    level: int
    href: str
    language: Language | None


@dataclass(frozen=True, slots=True)
class TextMap:
    """Where everything is in a version: (first, last) position of each leaf, its leaf by eid, and the contents as HTML."""

    leaves: Sequence[tuple[int, int]]
    leaf_by_eid: Mapping[str, int]
    contents: Markup
    unit_count: int
    targets: Targets
    addresses: Mapping[str, str]

    def leaf_of(self, eid: str) -> int:
        """The number of the leaf a clause is on, from 1."""
        return self.leaf_by_eid.get(eid, 1)

    @property
    def size(self) -> int:
        """What it takes in memory, roughly."""
        return len(self.contents) + _ENTRY_SIZE * self.unit_count


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause as a page sets it: `level` of its heading (0: none), how far it stands in, what it is called."""

    row: AnyRow
    level: int
    inset: int
    is_front: bool
    language: Language | None

    @property
    def hole(self) -> str:
        """Where its counts go."""
        return f"{HOLE}{self.row.id}{HOLE}"

    @property
    def lines(self) -> list[str]:
        """Its words, a string for each paragraph."""
        text: str = self.row.text
        return text.split("\n") if text else []

    @property
    def cells(self) -> list[list[str]]:
        """The words of a table's header by lines and cells; a row is one line, its cells may have several paragraphs."""
        if self.row.kind is ClauseKind.ROW:
            return [self.row.text.split("\t")] if self.row.text else []
        return [line.split("\t") for line in self.lines]

    @property
    def short(self) -> str:
        """What it is called in a few words; "" when it has neither number nor heading."""
        words = " ".join(part for part in (self.row.num, self.row.heading) if part)
        return words if len(words) <= _WORDS_IN_CONTENTS else words[:_WORDS_IN_CONTENTS] + "…"


@dataclass(frozen=True, slots=True)
class Block:
    """A unit, or a table with its rows."""

    unit: Unit
    rows: Sequence[Unit] = ()

    @property
    def is_table(self) -> bool:
        """Whether it is laid out in columns."""
        return self.unit.row.kind is ClauseKind.TABLE

    @property
    def width(self) -> int:
        """How many columns its rows have, the one for numbers not counted."""
        return max((len(cells) for row in self.rows for cells in row.cells), default=1)

    @property
    def has_numbers(self) -> bool:
        """Whether its rows are numbered."""
        return any(row.row.num for row in self.rows)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Finished HTML with holes: `pieces` and the ids between them (one fewer)."""

    pieces: Sequence[str]
    ids: Sequence[int]

    @property
    def size(self) -> int:
        """What it takes in memory."""
        return sum(map(len, self.pieces)) * 2

    def filled(self, show: Callable[[int], str]) -> Markup:
        """The HTML with what `show` gives for each clause id in its hole."""
        parts = [self.pieces[0]]
        for clause_id, piece in zip(self.ids, self.pieces[1:], strict=True):
            parts += show(clause_id), piece
        return Markup("".join(parts))  # noqa: S704 - the pieces and what is shown between them come from templates


def text_map(request: Req, session: Session, version_id: int, base: Base) -> TextMap:
    """The map of a published version, made once."""

    def make() -> TextMap:
        rows = reading.outline(session, version_id)
        starts = leaf_starts(rows)
        ends = [*starts[1:], len(rows)]
        spans = [
            (rows[start].position, rows[end - 1].position) for start, end in zip(starts, ends, strict=True) if rows
        ]
        leaf_by_eid = {
            row.eid: leaf
            for leaf, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
            for row in rows[start:end]
        }
        entries = list(_entries(rows, leaf_by_eid, base.path))
        contents = fragment(request, "public/drafts/_contents.html", Locale.EN, entries=entries)
        targets = references.targets(map(_numbered, rows))
        return TextMap(
            spans or [(0, 0)], leaf_by_eid, contents, len(rows), targets, versions.links_of(session, version_id)
        )

    return site_of(request).kept.get_or_make(("map", version_id, base), make, lambda each: each.size)


def _numbered(row: AnyRow) -> Numbered:
    words = " ".join(filter(None, (row.num, row.heading, row.opening)))
    return Numbered(row.eid, row.kind, row.number, words, bool(row.opening), row.quoted)


def leaf_html(
    request: Req, session: Session, version_id: int, base: Base, span: tuple[int, int], locale: Locale
) -> Leaf:
    """One leaf of a published version in a reader's language, made once; the counts are left open."""

    def make() -> Leaf:
        rows = reading.clauses(session, version_id, *span)
        above = reading.path(session, version_id, rows[0].eid)[:-1] if rows and span[0] > 1 else []
        text = text_map(request, session, version_id, base)
        links = Links(text.targets, base, text.addresses)
        return cut(units_html(request, rows, above, links, locale))

    key = ("leaf", version_id, span, base, locale)
    return site_of(request).kept.get_or_make(key, make, lambda each: each.size)


def units_html(request: Req, rows: Sequence[AnyRow], above: Sequence[AnyRow], links: Links, locale: Locale) -> Markup:
    """Clauses set as an act is printed, holes for their counts; `above` are the units that began before the first one."""
    upper = [row for row in above if row.kind in HEADED]
    blocks = list(_blocks(units(rows, upper)))
    said = {"blocks": blocks, "above": upper, "base": links.base, "linked": links.linked}
    return fragment(request, "public/drafts/_text.html", locale, **said)


def cut(html: str) -> Leaf:
    """HTML cut at its holes."""
    parts = html.split(HOLE)
    return Leaf(parts[::2], [int(clause_id) for clause_id in parts[1::2]])


def tally_html(request: Req, locale: Locale, tallies: Mapping[int, Tally], *, is_open: bool) -> Callable[[int], str]:
    """What stands in the hole of a clause: its counts, or an invitation."""
    said: dict[Tally, str] = {}

    def show(clause_id: int) -> str:
        tally = tallies.get(clause_id, _NOTHING)
        if tally not in said:
            comments, support, oppose = tally
            said[tally] = fragment(
                request,
                "public/drafts/_tally.html",
                locale,
                comments=comments,
                support=support,
                oppose=oppose,
                is_open=is_open,
            )
        return said[tally]

    return show


def units(rows: Sequence[AnyRow], above: Sequence[AnyRow]) -> Iterator[Unit]:
    """Rows with their place: headings below the headings of what contains them, words set in below their heading."""
    open_units: list[tuple[int, bool]] = [(row.depth, True) for row in above]
    is_front = not above
    for row in rows:
        while open_units and open_units[-1][0] >= row.depth:
            open_units.pop()
        is_headed = row.kind in HEADED or bool(row.heading)
        is_front = is_front and row.kind is ClauseKind.OTHER and row.depth == 0
        level = min(3 + sum(headed for _, headed in open_units), _LOWEST_HEADING) if is_headed else 0
        since = next((place for place, (_, headed) in enumerate(reversed(open_units)) if headed), len(open_units))
        own = None if row.language is Language.UND else row.language
        yield Unit(row, level, min(since, _DEEPEST), is_front, own)
        open_units.append((row.depth, is_headed))


def _blocks(found: Iterator[Unit]) -> Iterator[Block]:
    table: tuple[Unit, list[Unit]] | None = None
    for unit in found:
        if table is not None and unit.row.kind is ClauseKind.ROW and unit.row.depth > table[0].row.depth:
            table[1].append(unit)
            continue
        if table is not None:
            yield Block(*table)
            table = None
        if unit.row.kind is ClauseKind.TABLE:
            table = (unit, [])
        else:
            yield Block(unit)
    if table is not None:
        yield Block(*table)


def _entries(rows: Sequence[AnyRow], leaf_by_eid: Mapping[str, int], path: str) -> Iterator[Entry]:
    """Headed units, and the top points of acts that have none; quoted text is not a part of the act itself."""
    open_units: list[int] = []
    for row in rows:
        is_entry = (row.kind in HEADED or row.heading or (row.depth == 0 and row.num)) and not row.quoted
        if not is_entry:
            continue
        while open_units and open_units[-1] >= row.depth:
            open_units.pop()
        leaf = leaf_by_eid[row.eid]
        query = f"?page={leaf}" if leaf > 1 else ""
        words = _shortened(row.heading or (row.opening if row.kind not in HEADED else ""))
        yield Entry(row.num or "", words, len(open_units), f"{path}{query}#{row.eid}", row.language)
        open_units.append(row.depth)


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    if len(line) <= _WORDS_IN_CONTENTS:
        return line
    return line[: line.rfind(" ", 0, _WORDS_IN_CONTENTS)].rstrip(",;:–— ") + "…"
