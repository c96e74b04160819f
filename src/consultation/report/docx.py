"""The report as a Word file that a ministry signs: headings, contents, tables that repeat their heads, page numbers."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from xml.sax.saxutils import quoteattr

from docx.document import Document as DocumentObject
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Twips

from consultation.core.messages import message
from consultation.core.text import clean
from consultation.report import word_chart, word_file, word_xml
from consultation.report.blocks import (
    Bars,
    Block,
    Contents,
    Figures,
    Heading,
    Pairs,
    Points,
    Strip,
    Table,
    Text,
    Title,
)
from consultation.report.outline import outline
from consultation.report.palette import HEAT
from consultation.report.published import Report
from consultation.report.strip_image import strip_png
from consultation.report.voice import Translate, Voice, shortened

_EMU = 635  # English metric units in a twentieth of a point


def to_docx(report: Report, translate: Translate) -> bytes:
    """The report as a .docx; `translate` is bound to the language of the draft. The same report gives the same bytes."""
    document = word_file.blank("word_styles.xml", report.draft.language)
    blocks = outline(report, translate)
    _bullets(document)
    _frame(document, report, Voice(translate, report.draft.language))
    word_file.fill(document, _content(document, blocks))
    return word_file.settled(document, report.made_at)


def _bullets(document: DocumentObject) -> None:
    numbering = document.part.numbering_part.element
    numbering[:] = list(
        parse_xml(
            f'<w:numbering {word_file.NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="340" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
    )


def _frame(document: DocumentObject, report: Report, voice: Voice) -> None:
    """A4, the draft's name above every page but the first, page numbers below, and the properties of the file."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.different_first_page_header_footer = True
    number = voice.say(message("Draft No. %(number)s", number=report.draft.number))
    title = clean(report.draft.title)
    above = section.header.paragraphs[0]
    above.paragraph_format.tab_stops.add_tab_stop(Twips(word_xml.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    above.text = f"{number}\t{shortened(title, 80)}"
    word_file.number_pages((section.footer, section.first_page_footer), voice)
    word_file.describe(document, title, ", ".join(report.draft.authorities), report.draft.language, report.made_at)


def _content(document: DocumentObject, blocks: Sequence[Block]) -> str:
    headings = [block for block in blocks if isinstance(block, Heading)]
    bookmark = count()
    return "".join(_block(document, block, headings, bookmark) for block in blocks)


def _block(document: DocumentObject, block: Block, headings: Sequence[Heading], bookmark: Iterator[int]) -> str:  # noqa: C901, PLR0911 - one case for each kind of block
    match block:
        case Title():
            lines = "".join(word_xml.paragraph("Subtitle", word_xml.run(line)) for line in block.lines)
            top = word_xml.paragraph("Kicker", word_xml.run(block.kicker))
            return top + word_xml.paragraph("Title", word_xml.run(block.title)) + lines
        case Heading():
            return word_xml.heading(block, next(bookmark))
        case Contents():
            return word_xml.contents(block, headings)
        case Figures():
            return word_xml.figures(block)
        case Pairs():
            return word_xml.pairs(block)
        case Points():
            return "".join(word_xml.paragraph("ListBullet", word_xml.run(item)) for item in block.items)
        case Text():
            return word_xml.body_text(block)
        case Table():
            return word_xml.table(block)
        case Bars():
            return _chart(document, block)
        case Strip():
            return _strip(document, block)


def _chart(document: DocumentObject, block: Bars) -> str:
    part = Part(
        PackURI("/word/charts/chart1.xml"), word_chart.CONTENT_TYPE, word_chart.chart_xml(block), document.part.package
    )
    relation = document.part.relate_to(part, word_chart.RELATION)
    graphic = (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData>'
    )
    drawing = _inline(graphic, block.description, number=1, width=word_xml.TEXT_WIDTH * _EMU, height=Mm(55))
    return word_xml.paragraph("Normal", drawing) + word_xml.paragraph("Muted", word_xml.run(block.description))


def _strip(document: DocumentObject, block: Strip) -> str:
    picture, width, height = strip_png(block.levels)
    relation, _ = document.part.get_or_add_image(BytesIO(picture))
    across = word_xml.TEXT_WIDTH * _EMU * min(1, len(block.levels) / 30)
    size = f'<a:off x="0" y="0"/><a:ext cx="{int(across)}" cy="{int(across * height / width)}"/>'
    graphic = (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="2" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm>{size}</a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData>'
    )
    drawing = _inline(graphic, block.description, number=2, width=int(across), height=int(across * height / width))
    scale = word_xml.run(f"{block.least} ")
    scale += "".join(word_xml.run("■", f'<w:color w:val="{colour}"/>') for colour in HEAT)
    scale += word_xml.run(f" {block.most}")
    words = word_xml.paragraph("Muted", word_xml.run(block.description)) + word_xml.paragraph("Muted", scale)
    return word_xml.paragraph("Normal", drawing) + words


def _inline(graphic: str, description: str, number: int, width: int, height: int) -> str:
    """A drawing in the line of text with its alternative text; sizes in English metric units."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{number}" descr={quoteattr(description)}/>'
        f"<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing></w:r>"
    )
