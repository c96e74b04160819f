"""Writes units of acts and the rows of their tree side by side; nothing here knows how the reader works."""

from dataclasses import dataclass, field, replace
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
        self.is_without_headings = self.often(0.15)

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

    def numbered(self, num: str, text: str, **look: Unpack[Look]) -> None:
        """A line with a number, typed or made by Word."""
        if self.is_automatic and not self.quoted and text:
            look["label"] = num
            self.line(text, **look)
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
            if is_high and not is_nameless and self.often(0.2):
                more = self.pick(self.tongue.headings)
                self.line(more, **look)
                heading = f"{heading} {more}"
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
        num = self.tongue.article(printed, self.hyphen)
        if self.is_without_headings:
            self.begun_article(depth, num, number)
            return
        self.unit(depth, K.ARTICLE, num, number)
        if self.has_numbered_parts and self.often(0.7):
            for place in range(1, self.chance.randint(1, 3) + 1):
                self.point(depth + 1, str(place))
        else:
            for _ in range(self.chance.randint(1, 3)):
                self.part(depth + 1)

    def begun_article(self, depth: int, num: str, number: str) -> None:
        """An article without a heading, whose first part stands in the line of its number."""
        has_more = self.often(0.6)
        text = self.pick(self.tongue.sentences if self.often(0.6) else self.tongue.intros)
        self.numbered(num, text)
        if has_more:
            self.row(depth, K.ARTICLE, num, number)
            self.row(depth + 1, K.PARAGRAPH, text=text)
        else:
            self.row(depth, K.ARTICLE, num, number, text=text)
        if text.endswith(":"):
            self.list(depth + 1 + has_more, self.chance.choice(["paren", "letter", "dash", "plain", "bullet"]), K.POINT)
        for _ in range(self.chance.randint(1, 2) if has_more else 0):
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
        self.list(depth + 1, self.chance.choice(["paren", "paren", "letter", "dash", "plain", "bullet"]), K.POINT)

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
            self.list(depth + 1, self.chance.choice(["paren", "letter", "dash", "plain", "bullet"]), K.SUBPOINT)
        if self.often(0.3):
            text = self.pick(self.tongue.sentences)
            self.line(text)
            self.row(depth + 1, K.INDENT, text=text)

    def list(self, depth: int, form: str, kind: ClauseKind, *, is_inner: bool = False) -> None:
        """Items with semicolons, the last with a full stop; items with a digit may hold lettered ones."""
        size = self.chance.randint(2, 5)
        if form in {"letter", "paren"} and not is_inner and self.often(0.1):
            self.run_together(depth, form, kind, size)
            return
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

    def run_together(self, depth: int, form: str, kind: ClauseKind, size: int) -> None:
        """A list whose items stand in one line."""
        first = len(self.act.blocks)
        is_automatic, self.is_automatic = self.is_automatic, False
        for place in range(size):
            self.item(depth, form, kind, place, self.pick(self.tongue.items) + (";" if place < size - 1 else "."))
        self.is_automatic = is_automatic
        self.join(first, " ")

    def join(self, first: int, between: str) -> None:
        """Make one paragraph of all that were written since."""
        lines = self.act.blocks[first:]
        text = between.join(line.text for line in lines if isinstance(line, Line))
        start = lines[0]
        assert isinstance(start, Line)
        self.act.blocks[first:] = [replace(start, text=text)]

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
        elif form == "bullet":
            self.act.blocks.append(Line(text, label="•", is_bullet=True, level=1))
            self.row(depth, K.INDENT, text=text)
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
        self.row(depth + 1, K.QUOTED)
        self.act.rows[-1] = self.act.rows[-1]._replace(quoted=True)
        self.quoted = True
        makers = [self.new_article, self.new_points, self.new_letters, self.new_chapter, self.new_words]
        self.chance.choice(makers)(depth + 2)
        self.quoted = False
        self._mark(first, end)
        last = self.act.rows[-1]
        self.act.rows[-1] = last._replace(text=last.text + end)
        if self.often(0.1) and len(self.act.blocks) - first == 1:
            self.join(first - 1, " ")

    def _mark(self, first: int, end: str) -> None:
        opening, closing = self.chance.choice(self.tongue.quotes)
        start, stop = self.act.blocks[first], self.act.blocks[-1]
        assert isinstance(start, Line)
        assert isinstance(stop, Line)
        start.text = opening + start.text
        stop.text += closing + end

    def new_words(self, _depth: int) -> None:
        """Words without any number: the quotation's own text."""
        text = self.pick(self.tongue.sentences)
        self.line(text)
        self.act.rows[-1] = self.act.rows[-1]._replace(text=text)

    def new_chapter(self, depth: int) -> None:
        """A chapter with its articles."""
        self.high(depth, K.CHAPTER, self.chance.randint(2, 9))
        for value in range(20, 20 + self.chance.randint(1, 2)):
            self.article(depth + 1, value)

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
