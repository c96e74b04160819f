"""The Word file around a body: styles in a language, page numbers, notes, properties; the same input gives the same bytes."""

import re
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.section import _Footer

from consultation.core.dates import to_tashkent
from consultation.core.messages import message
from consultation.core.text import clean
from consultation.core.vocabulary import Language
from consultation.report import word_xml
from consultation.report.voice import Voice, shortened

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PAGE, _PAGES = "\ue000", "\ue001"  # stand in for the two fields while their sentence is translated
_LONGEST_PROPERTY = 255


def blank(styles: str, language: Language) -> DocumentObject:
    """An empty document with the styles of a file beside this module, whose words are in that language."""
    document = Document()
    ours = parse_xml(files("consultation.report").joinpath(styles).read_bytes())
    for mark in ours.iter(f"{_W}lang"):
        mark.set(f"{_W}val", word_xml.language_tag(language))
    document.styles.element[:] = list(ours)
    _modern(document)
    document.part.numbering_part.element[:] = []
    return document


def _modern(document: DocumentObject) -> None:
    """Ask for the layout of Word 2013 and later, and leave lines before a line break as long as they are."""
    settings = document.settings.element
    for old in settings.xpath("./w:compat"):
        settings.remove(old)
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    compat = parse_xml(f"<w:compat {NAMESPACES}><w:doNotExpandShiftReturn/>{mode}</w:compat>")
    followers = settings.xpath("./w:rsids | ./m:mathPr | ./w:themeFontLang | ./w:clrSchemeMapping")
    followers[0].addprevious(compat) if followers else settings.append(compat)


def fill(document: DocumentObject, content: str) -> None:
    """Put ready body XML in place of what the document says; its page settings stay."""
    body = document.element.body
    for old in body.xpath("./*[not(self::w:sectPr)]"):
        body.remove(old)
    end = len(body) - 1
    body[end:end] = list(parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>"))


def number_pages(footers: Sequence[_Footer], voice: Voice) -> None:
    """Put "Page 1 of 9" into footers, the two numbers as fields."""
    sentence = voice.say(message("Page %(page)s of %(pages)s", page=_PAGE, pages=_PAGES))
    parts = re.split(f"([{_PAGE}{_PAGES}])", sentence)
    fields = {_PAGE: "PAGE", _PAGES: "NUMPAGES"}
    runs = "".join(
        f'<w:fldSimple w:instr="{fields[part]}">{word_xml.run("1")}</w:fldSimple>'
        if part in fields
        else word_xml.run(part)
        for part in parts
    )
    for footer in footers:
        element = footer._element  # noqa: SLF001 - python-docx has no public way to add a field
        element[:] = [parse_xml(f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{runs}</w:p>')]


def add_notes(document: DocumentObject, kind: str, notes: Sequence[str]) -> None:
    """Add the part that holds footnotes or endnotes; `notes` are ready paragraphs, called by ids counted from one."""
    if not notes:
        return
    lines = (
        f'<w:{kind} w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:id="0" w:type="continuationSeparator"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    )
    said = "".join(f'<w:{kind} w:id="{number}">{words}</w:{kind}>' for number, words in enumerate(notes, 1))
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{kind}s {NAMESPACES}>{lines}{said}</w:{kind}s>'
    part = Part(PackURI(f"/word/{kind}s.xml"), f"{_TYPES}.{kind}s+xml", xml.encode(), document.part.package)
    document.part.relate_to(part, f"{_RELATIONS}/{kind}s")


def describe(document: DocumentObject, title: str, author: str, language: Language, made_at: datetime) -> None:
    """Set the properties of the file; nothing in them tells who or what wrote it but the author named."""
    properties = document.core_properties
    properties.title, properties.language = shortened(clean(title), _LONGEST_PROPERTY), language.value
    properties.author = shortened(clean(author), _LONGEST_PROPERTY)
    properties.comments = properties.keywords = properties.subject = ""
    properties.last_modified_by = ""
    properties.created = properties.modified = to_tashkent(made_at).replace(tzinfo=None, microsecond=0)


def settled(document: DocumentObject, made_at: datetime) -> bytes:
    """The file with every member dated `made_at`, so that the same document is the same bytes."""
    loose, firm = BytesIO(), BytesIO()
    document.save(loose)
    made = to_tashkent(made_at)
    with ZipFile(loose) as source, ZipFile(firm, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = ZipInfo(name, (made.year, made.month, made.day, made.hour, made.minute, made.second))
            member.compress_type = ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return firm.getvalue()
