"""Writes units of acts and the rows of their tree side by side; nothing here knows how the reader works."""

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple, TypedDict, Unpack

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.lines import Block, Cell, Line, Row, Table
from tests.ingest.tongues import Tongue

K = ClauseKind
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Expected(NamedTuple):
    """One clause as it must be read."""

    depth: int
    kind: ClauseKind
    num: str | None
    number: str | None
    heading: str | None
    text: str
    quoted: bool


class Look(TypedDict, total=False):
    """How a paragraph stands on the page, and its automatic number."""

    align: str
    is_bold: bool
    label: str | None
    level: int


@dataclass
class Act:
    """The blocks of a draft and the tree a lawyer draws of it."""

    jurisdiction: str = "uzbekistan"
    blocks: list[Block] = field(default_factory=list)
    rows: list[Expected] = field(default_factory=list)


@dataclass
class Composer:
    """Writes one act; the styles that hold throughout an act are drawn at the start."""

    chance: Random
    tongue: Tongue
    act: Act = field(default_factory=Act)
    quoted: bool = False

    def __post_init__(self) -> None:
        """Draw what does not change within an act."""
        self.hyphen = self.chance.choice(["-", "-", "‑", "–"])
        self.is_automatic = self.often(0.3)
        self.is_heading_below = self.often(0.3)
        self.is_roman = self.often(0.4)
        self.raised = self.often(0.5)
        self.has_numbered_parts = self.often(self.tongue.numbered_parts)

    def often(self, share: float) -> bool:
        """Whether something happens this time."""
        return self.chance.random() < share

    def pick(self, texts: tuple[str, ...]) -> str:
        """One of several texts."""
        return self.chance.choice(texts)

    # --- lines and rows ------------------------------------------------------------------------------------------

    def line(self, text: str, **look: Unpack[Look]) -> None:
        """A paragraph of the file."""
        self.act.blocks.append(Line(text, **look))

    def row(
        self, depth: int, kind: ClauseKind, num: str | None = None, number: str | None = None, heading: str | None = None, text: str = ""
    ) -> None:  # fmt: skip
        """A clause of the tree."""
        self.act.rows.append(Expected(depth, kind, num, number, heading, text, self.quoted))

    def numbered(self, num: str, text: str, *, level: int = 0, **look: Unpack[Look]) -> None:
        """A line with a number, typed or made by Word."""
        if self.is_automatic and not self.quoted and text:
            self.line(text, **{**look, "label": num, "level": level})
        else:
            self.line(f"{num} {text}".strip(), **look)

    # --- units with names ----------------------------------------------------------------------------------------

    def unit(self, depth: int, kind: ClauseKind, num: str, number: str | None, mark: str = "") -> None:
        """A named unit with its heading, in the line of its number or below it; a dash between them is neither's."""
        heading = self.pick(self.tongue.headings)
        is_high = kind is not K.ARTICLE
        if is_high and self.often(0.4):
            heading = heading.upper()
        look: Look = {"align": "center"} if is_high else {"is_bold": self.often(0.5)}
        label = num + mark
        is_nameless = number is None and not mark  # nobody could tell such a name from a heading after it
        is_below = is_nameless or (self.is_heading_below and (is_high or self.often(0.3)))
        if is_below:
            self.line(label, **look)
            self.line(heading, **look)
        else:
            self.numbered(label, heading, **look)
        self.row(depth, kind, label.removesuffix(" —"), number, heading)

    def high(self, depth: int, kind: ClauseKind, value: int) -> None:
        """A part, section, subsection, chapter or paragraph: its number Arabic, Roman or in words."""
        make = self.chance.choice(self.tongue.high[kind])
        number, num, mark = make(self, value)
        self.unit(depth, kind, num, number, mark)

    def article(self, depth: int, value: int, inserted: int | None = None) -> None:
        """An article with its parts."""
        number, printed = str(value), str(value)
        if inserted is not None:
            number = f"{value}-{inserted}"
            printed = f"{value}{str(inserted).translate(RAISED)}" if self.raised else f"{value}{self.hyphen}{inserted}"
        self.unit(depth, K.ARTICLE, self.tongue.article(printed, self.hyphen), number)
        if self.has_numbered_parts and self.often(0.7):
            for place in range(1, self.chance.randint(1, 3) + 1):
                self.point(depth + 1, str(place))
        else:
            for _ in range(self.chance.randint(1, 3)):
                self.part(depth + 1)

    # --- running text --------------------------------------------------------------------------------------------

    def part(self, depth: int) -> None:
        """An unnumbered part of an article, alone or with a list."""
        if self.often(0.5):
            text = self.pick(self.tongue.sentences)
            self.line(text)
            self.row(depth, K.PARAGRAPH, text=text)
            return
        text = self.pick(self.tongue.intros)
        self.line(text)
        self.row(depth, K.PARAGRAPH, text=text)
        self.list(depth + 1, self.chance.choice(["paren", "paren", "letter", "dash", "plain"]), K.POINT)

    def point(self, depth: int, number: str) -> None:
        """A point with a full stop after its number, with what it may hold."""
        num = f"{number}."
        if self.often(0.5):
            text = self.pick(self.tongue.sentences)
            self.numbered(num, text)
            self.row(depth, K.POINT, num, number, text=text)
        else:
            text = self.pick(self.tongue.intros)
            self.numbered(num, text)
            self.row(depth, K.POINT, num, number, text=text)
            self.list(depth + 1, self.chance.choice(["paren", "letter", "dash", "plain"]), K.SUBPOINT)
        if self.often(0.3):
            text = self.pick(self.tongue.sentences)
            self.line(text)
            self.row(depth + 1, K.INDENT, text=text)

    def list(self, depth: int, form: str, kind: ClauseKind, *, is_inner: bool = False) -> None:
        """Items with semicolons, the last with a full stop; items with a digit may hold lettered ones."""
        size = self.chance.randint(2, 5)
        for place in range(size):
            end = "." if place == size - 1 and not is_inner else ";"
            has_inner = form == "paren" and not is_inner and self.often(0.2)
            text = self.pick(self.tongue.items) + (":" if has_inner else end)
            self.item(depth, form, kind, place, text)
            if has_inner:
                inner = self.chance.choice(["letter", "dash"])
                self.list(depth + 1, inner, K.SUBPOINT, is_inner=place < size - 1)
                if place == size - 1:
                    return

    def item(self, depth: int, form: str, kind: ClauseKind, place: int, text: str) -> None:
        """One item of a list."""
        if form == "paren":
            num, number = f"{place + 1})", str(place + 1)
            self.numbered(num, text, level=1)
            self.row(depth, kind, num, number, text=text)
        elif form == "letter":
            number = self.tongue.letters[place]
            num = f"{number})"
            self.numbered(num, text, level=2)
            self.row(depth, K.SUBPOINT, num, number, text=text)
        else:
            text = f"— {text}" if form == "dash" else text
            self.line(text)
            self.row(depth, K.INDENT, text=text)

    def note(self, depth: int) -> None:
        """A note below what was said."""
        text = self.tongue.note
        self.line(text)
        self.row(depth, K.NOTE, text=text)

    def table(self, depth: int) -> None:
        """A table whose first column numbers the rows."""
        head = self.tongue.table
        body = [(f"{place}.", self.pick(self.tongue.headings), "2030") for place in range(1, self.chance.randint(2, 4))]
        self.act.blocks.append(
            Table([Row([Cell([Line(text)]) for text in cells], is_header=cells is head) for cells in (head, *body)])
        )
        self.row(depth, K.TABLE, text="\t".join(head))
        for num, *cells in body:
            self.row(depth + 1, K.ROW, num, num[:-1], text="\t".join(cells))

    # --- quoted new text -----------------------------------------------------------------------------------------

    def amendment(self, depth: int, form: str, kind: ClauseKind, place: int) -> None:
        """An item that gives another act new text: a quotation with units of its own."""
        text = self.pick(self.tongue.orders)
        self.item(depth, form, kind, place, text)
        first, end = len(self.act.blocks), self.chance.choice([";", ".", ""])
        before = len(self.act.rows)
        self.row(depth + 1, K.QUOTED)
        self.act.rows[-1] = self.act.rows[-1]._replace(quoted=True)
        self.quoted = True
        self.chance.choice([self.new_article, self.new_points, self.new_letters])(depth + 2)
        self.quoted = False
        self._mark(first, end)
        last = self.act.rows[-1]
        if len(self.act.rows) - before > 1:
            self.act.rows[-1] = last._replace(text=last.text + end)

    def _mark(self, first: int, end: str) -> None:
        opening, closing = self.chance.choice(self.tongue.quotes)
        start, stop = self.act.blocks[first], self.act.blocks[-1]
        assert isinstance(start, Line)
        assert isinstance(stop, Line)
        start.text = opening + start.text
        stop.text += closing + end

    def new_article(self, depth: int) -> None:
        """A whole article."""
        self.article(depth, self.chance.randint(3, 200), self.chance.choice([None, 1, 2]))

    def new_points(self, depth: int) -> None:
        """One or two points."""
        start = self.chance.randint(2, 9)
        for place in range(start, start + self.chance.randint(1, 2)):
            text = self.pick(self.tongue.sentences)
            self.line(f"{place}. {text}")
            self.row(depth, K.POINT, f"{place}.", str(place), text=text)

    def new_letters(self, depth: int) -> None:
        """Lettered items from somewhere in the alphabet on."""
        start = self.chance.randint(1, 4)
        for place in range(start, start + self.chance.randint(1, 2)):
            self.item(depth, "letter", K.SUBPOINT, place, self.pick(self.tongue.items) + ";")
