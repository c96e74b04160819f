"""WordprocessingML for the paragraphs and tables of a draft, as text, with tracked changes where there are any."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from consultation.core.clause import Clause
from consultation.core.text import clean
from consultation.core.vocabulary import Language
from consultation.report.draft_text import Grid, Line, Row
from consultation.report.word_xml import language_tag

TEXT_WIDTH = 9354  # twentieths of a point: A4 less margins of 30 and 15 mm
_INDENT = 567
_LONGEST_WORD, _WIDEST = 16, 80  # characters: what a column must hold whole, and what makes it wide at most
_CELL_MARGINS, _LETTER = 190, 145  # twentieths of a point; a letter of 11 points is as wide when it is bold
_LONGEST_WHOLE = 1200  # characters of a row that stays on one page
_LOOK = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
END = '<w:p><w:pPr><w:pStyle w:val="End"/></w:pPr></w:p>'
"""The last paragraph of every text of ours: Word cannot delete the last paragraph mark, so this one is nobody's words."""
AFTER_TABLE = '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'


@dataclass(slots=True)
class Notes:
    """The notes called so far, as ready paragraphs for their parts."""

    footnote: list[str] = field(default_factory=list)
    endnote: list[str] = field(default_factory=list)

    def call(self, note: Clause, words: str) -> str:
        """Keep a note whose runs are given and return the run that calls it; Roman numbers are endnotes."""
        kind, style = ("footnote", "Footnote") if (note.num or "").isdigit() else ("endnote", "Endnote")
        kept: list[str] = getattr(self, kind)
        mark = f'<w:r><w:rPr><w:rStyle w:val="{style}Reference"/></w:rPr><w:{kind}Ref/></w:r>{run(" ")}'
        kept.append(f'<w:p><w:pPr><w:pStyle w:val="{style}Text"/></w:pPr>{mark}{words}</w:p>')
        return f'<w:r><w:rPr><w:rStyle w:val="{style}Reference"/></w:rPr><w:{kind}Reference w:id="{len(kept)}"/></w:r>'


def run(text: str, language: Language | None = None, *, tag: str = "t", look: str = "") -> str:
    """A run of words; line feeds and tabs become Word's own. `tag` is `delText` inside a deletion."""
    spoken = f"<w:lang w:val={quoteattr(language_tag(language))}/>" if language else ""
    properties = f"<w:rPr>{look}{spoken}</w:rPr>" if look or spoken else ""
    lines = ["<w:tab/>".join(_said(piece, tag) for piece in line.split("\t")) for line in clean(text).split("\n")]
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def _said(text: str, tag: str) -> str:
    return f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>'


def layout(line: Line) -> str:
    """The properties of a paragraph but those of its mark."""
    page = "<w:pageBreakBefore/>" if line.starts_page else ""
    indent = f'<w:ind w:left="{line.depth * _INDENT}"/>' if line.depth and line.style != "AnnexHead" else ""
    return f'<w:pStyle w:val="{line.style}"/>{page}{indent}'


def paragraph(properties: str, content: str, mark: str = "", change: str = "") -> str:
    """A paragraph; `mark` says what became of its paragraph mark, `change` what its properties were before."""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{marked}{change}</w:pPr>{content}</w:p>"


def table(grid: Grid, widths: Sequence[int], rows: Sequence[str]) -> str:
    """A table around ready rows."""
    indent = f'<w:tblInd w:w="{grid.depth * _INDENT}" w:type="dxa"/>' if grid.depth else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ActTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}'
        f'<w:tblLayout w:type="fixed"/>{_LOOK}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def table_row(row: Row, cells: Sequence[str], widths: Sequence[int], mark: str = "") -> str:
    """A row around the ready content of its cells; `mark` says what became of the row."""
    style = "CellHead" if row.is_header else "CellText"
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(_cell_style(style), cell)}</w:tc>'
        for width, cell in zip(widths, cells, strict=False)
    )
    missing = len(widths) - len(cells)
    after = f'<w:gridAfter w:val="{missing}"/>' if missing else ""
    header = "<w:tblHeader/>" if row.is_header else ""
    whole = "<w:cantSplit/>" if sum(map(len, row.cells)) < _LONGEST_WHOLE else ""
    return f"<w:tr><w:trPr>{after}{whole}{header}{mark}</w:trPr>{''.join(made)}</w:tr>"


def _cell_style(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def column_widths(grids: Sequence[Grid], width: int = TEXT_WIDTH) -> list[int]:
    """How wide the columns of a table are, by the words they hold; several grids are one table in several versions."""
    rows = [row.cells for grid in grids for row in grid.rows]
    count = max(map(len, rows), default=1)
    columns = [[cells[place] for cells in rows if place < len(cells)] for place in range(count)]
    needed = [_needed(column) for column in columns]
    shares = [_share(column) for column in columns]
    spare = max(0, width - sum(needed))
    wanted = [least + spare * share // sum(shares) for least, share in zip(needed, shares, strict=True)]
    return [width * own // sum(wanted) for own in wanted]


def _needed(texts: Sequence[str]) -> int:
    """What the longest word needs, bold and with the margins of its cell."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return _CELL_MARGINS + _LETTER * min(_LONGEST_WORD, longest)


def _share(texts: Sequence[str]) -> int:
    """The part of what is left: by how much a cell says on average."""
    return max(1, min(_WIDEST, sum(map(len, texts)) // max(1, len(texts))))
