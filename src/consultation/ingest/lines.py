"""What the reader hands to the structure: lines of text and tables, in document order, free of Word."""

from dataclasses import dataclass, field

from consultation.core.file_vocabulary import MarkSort


@dataclass(slots=True)
class Note:
    """What hangs on a line: a footnote or endnote with the mark Word prints, a set-aside line, or a drafter's mark.

    Of a Word comment, which is a drafter's mark as tracked changes are, `mark` names the author.
    """

    mark: str
    text: str
    sort: MarkSort | None = None
    is_aside: bool = False


@dataclass(slots=True)
class Line:
    """One visible paragraph.

    `label` is Word's automatic number, `level` its list level, `is_contents` marks lines of a table of contents.
    """

    text: str
    label: str | None = None
    level: int = 0
    is_bullet: bool = False
    align: str = "left"
    is_bold: bool = False
    outline: int | None = None
    is_contents: bool = False
    notes: list[Note] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The words with the automatic number before them; a bullet is no word."""
        return " ".join(filter(None, (None if self.is_bullet else self.label, self.text)))

    @property
    def is_centred(self) -> bool:
        """Whether the paragraph stands in the middle, as headings do."""
        return self.align == "center"

    @property
    def is_right(self) -> bool:
        """Whether the paragraph stands at the right margin, as annex heads do."""
        return self.align in {"right", "end"}


@dataclass(slots=True)
class Cell:
    """A table cell: its lines, and how many columns it spans. A cell merged into the one above is empty."""

    lines: list[Line]
    span: int = 1

    @property
    def text(self) -> str:
        """The cell's paragraphs with their automatic numbers, one a line."""
        return "\n".join(line.printed for line in self.lines)


@dataclass(slots=True)
class Row:
    """A table row; `is_header` when Word repeats it on each page."""

    cells: list[Cell]
    is_header: bool = False


@dataclass(slots=True)
class Table:
    """A table of rows; nested tables are read into the text of their cell."""

    rows: list[Row]


Block = Line | Table


@dataclass(slots=True)
class Facts:
    """What the reader noticed on the way and the officer should know; counts unless said otherwise.

    `aside` are the lines of headers, footers and watermarks, `comments` those that hang on no place of the text.
    """

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    comments: int = 0
    images: int = 0
    objects: int = 0
    formulas: int = 0
    unread_parts: int = 0
    unknown_symbols: int = 0
    bidi: int = 0
    aside: list[str] = field(default_factory=list)
    loose: list[Note] = field(default_factory=list)
    has_external_links: bool = False
    broken_parts: list[str] = field(default_factory=list)
    unknown_formats: list[str] = field(default_factory=list)
