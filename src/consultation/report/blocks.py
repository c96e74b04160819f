"""The parts a printed report is made of, free of any format: Word and PDF lay the same outline out, each in its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.report.charts import BarChart


class Style(StrEnum):
    """How a piece of text is set; `QUOTE` are words of others, `MUTED` the small print beside them."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    QUOTE = "quote"


class Tone(StrEnum):
    """The colour a piece of text carries; never its only meaning."""

    NONE = "none"
    GOOD = "good"
    HALF = "half"
    BAD = "bad"
    CALM = "calm"
    HEAT_0 = "heat0"
    HEAT_1 = "heat1"
    HEAT_2 = "heat2"
    HEAT_3 = "heat3"
    HEAT_4 = "heat4"
    HEAT_5 = "heat5"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph in one style.

    `lang` is a BCP 47 tag when it is not the report's own language; `leads` keeps it on one page with what follows.
    """

    text: str
    style: Style = Style.PLAIN
    tone: Tone = Tone.NONE
    lang: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """The title block: what this is, of which draft, and who publishes it."""

    kicker: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2; all of them stand in the table of contents."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents, which names the headings down to level `depth`."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of large numbers, each with its word."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and their values, as in "Opened: …"."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A bulleted list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds numbers."""

    heading: str
    share: int
    is_number: bool = False


Cell = tuple[Text, ...]
_SMALL_ROWS, _ONE_PIECE = 8, 1200  # rows of a table, characters of a row that stay on one page


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heading row is repeated on every page; `caption` says what it shows (for people who do not see it)."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def is_small(self) -> bool:
        """Whether the whole table stays on one page."""
        return len(self.rows) <= _SMALL_ROWS and sum(map(_length, self.rows)) < _ONE_PIECE


@dataclass(frozen=True, slots=True)
class Bars:
    """The activity chart with a description in words; `labels` are the days as printed under the bars."""

    chart: BarChart
    description: str
    labels: tuple[str, ...]
    series: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The heat strip: a level from 0 to 5 per clause, with a description in words and the words for both ends of the scale."""

    levels: tuple[int, ...]
    description: str
    least: str
    most: str


def stays_whole(row: Sequence[Cell]) -> bool:
    """Whether a row stays on one page; a long comment may run over, or it would leave half a page white."""
    return _length(row) < _ONE_PIECE


def _length(row: Sequence[Cell]) -> int:
    return sum(len(text.text) for parts in row for text in parts)


Block = Title | Heading | Contents | Figures | Pairs | Points | Text | Table | Bars | Strip


def cell(*parts: Text | str | int) -> Cell:
    """A table cell of plain paragraphs and styled ones."""
    return tuple(part if isinstance(part, Text) else Text(str(part)) for part in parts)
