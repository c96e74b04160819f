"""WordprocessingML for the parts of an outline, as text: python-docx adds a table of 300 rows in seconds, this in milliseconds."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from consultation.core.text import clean
from consultation.core.vocabulary import Language
from consultation.report.blocks import (
    Cell,
    Column,
    Contents,
    Figures,
    Heading,
    Pairs,
    Style,
    Table,
    Text,
    stays_whole,
)
from consultation.report.palette import GROUNDS, ON_DARK, WORDS

TEXT_WIDTH = 9866  # twentieths of a point: A4 less margins of 18 mm
_BODY = {Style.PLAIN: "Normal", Style.STRONG: "Normal", Style.MUTED: "Muted", Style.QUOTE: "Quote"}
_CELL = {Style.PLAIN: "CellText", Style.STRONG: "CellText", Style.MUTED: "CellMuted", Style.QUOTE: "CellQuote"}
_FIGURE_GROUND = '<w:shd w:val="clear" w:color="auto" w:fill="F2F7FA"/>'
_TABLE_LOOK = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
_TAGS = {
    Language.UZ_LATN: "uz-Latn-UZ",
    Language.UZ_CYRL: "uz-Cyrl-UZ",
    Language.RU: "ru-RU",
    Language.KAA_LATN: "kaa",
    Language.KAA_CYRL: "kaa",
    Language.EN: "en-GB",
}


def language_tag(language: Language) -> str:
    """What Word calls a language, so that its spelling checker takes the right one."""
    return _TAGS.get(language, language.value)


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a named style around ready runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def run(text: str, properties: str = "") -> str:
    """A run of words; line feeds and tabs become Word's own."""
    lines = ["<w:tab/>".join(map(_characters, line.split("\t"))) for line in clean(text).split("\n")]
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def body_text(text: Text) -> str:
    """A paragraph of the running text."""
    return paragraph(_BODY[text.style], _styled(text), "<w:keepNext/>" if text.leads else "")


def heading(block: Heading, bookmark: int) -> str:
    """A heading with the bookmark that the table of contents points to."""
    marked = f'<w:bookmarkStart w:id="{bookmark}" w:name="_Toc{bookmark}"/>{run(block.text)}<w:bookmarkEnd w:id="{bookmark}"/>'
    return paragraph(f"Heading{block.level}", marked)


def contents(block: Contents, headings: Sequence[Heading]) -> str:
    """A table of contents as a field, filled in: links without page numbers, so it is right before anybody updates it."""
    start = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-{block.depth}" \\n \\h \\z </w:instrText></w:r>'
    start += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    last = max(number for number, each in enumerate(headings) if each.level <= block.depth)
    entries = [
        paragraph(
            f"TOC{each.level}",
            (start if number == 0 else "")
            + f'<w:hyperlink w:anchor="_Toc{number}" w:history="1">{run(each.text)}</w:hyperlink>'
            + (end if number == last else ""),
        )
        for number, each in enumerate(headings)
        if each.level <= block.depth
    ]
    return paragraph("TOCHeading", run(block.title)) + "".join(entries)


def figures(block: Figures) -> str:
    """The large numbers side by side, each above its word."""
    width = TEXT_WIDTH // len(block.items)
    cells = [
        _cell(width, paragraph("FigureNumber", run(number)) + paragraph("FigureLabel", run(words)), _FIGURE_GROUND)
        for number, words in block.items
    ]
    return paragraph("AfterTable", "") + _table(
        "ReportPlain", "", [width] * len(cells), [f"<w:tr>{''.join(cells)}</w:tr>"]
    )


def pairs(block: Pairs) -> str:
    """Labels and values as a plain table of two columns."""
    widths = [TEXT_WIDTH * 32 // 100, TEXT_WIDTH * 68 // 100]
    rows = [
        f"<w:tr>{_cell(widths[0], paragraph('CellText', run(name, '<w:b/>')))}{_cell(widths[1], paragraph('CellText', run(value)))}</w:tr>"
        for name, value in block.rows
    ]
    return _table("ReportPlain", "", widths, rows)


def table(block: Table) -> str:
    """A table with its caption above and its heading row repeated on every page."""
    whole = sum(column.share for column in block.columns)
    widths = [TEXT_WIDTH * column.share // whole for column in block.columns]
    head = "".join(
        _cell(width, paragraph("CellText", run(column.heading, "<w:b/>"), "<w:keepNext/>" + _aligned(column)))
        for width, column in zip(widths, block.columns, strict=True)
    )
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    last = len(block.rows) - 1
    rows += [
        _row(row, block.columns, widths, "<w:keepNext/>" if block.is_small and place < last else "")
        for place, row in enumerate(block.rows)
    ]
    return paragraph("Caption", run(block.caption)) + _table("ReportTable", block.caption, widths, rows)


def _row(row: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], properties: str) -> str:
    cells = (
        _cell(
            width,
            "".join(paragraph(_CELL[text.style], _styled(text), properties + _aligned(column)) for text in parts),
            _ground(parts),
        )
        for parts, column, width in zip(row, columns, widths, strict=True)
    )
    return f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if stays_whole(row) else ''}{''.join(cells)}</w:tr>"


def _table(style: str, caption: str, widths: Sequence[int], rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    described = f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_TABLE_LOOK}{described}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>" + paragraph("AfterTable", "")
    )


def _cell(width: int, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _aligned(column: Column) -> str:
    return '<w:jc w:val="right"/>' if column.is_number else ""


def _ground(parts: Cell) -> str:
    colour = next((GROUNDS[text.tone] for text in parts if text.tone in GROUNDS), None)
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""


def _styled(text: Text) -> str:
    colour = "FFFFFF" if text.tone in ON_DARK else WORDS.get(text.tone)
    properties = "<w:b/>" if text.style is Style.STRONG else ""
    properties += f'<w:color w:val="{colour}"/>' if colour else ""
    properties += f"<w:lang w:val={quoteattr(text.lang)}/>" if text.lang else ""
    return run(text.text, properties)


def _characters(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
