"""The quick way through plain paragraphs says what the careful way says, and leaves alone what is not plain."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from consultation.core.file_vocabulary import TextView
from consultation.ingest.layouts import Layouts
from consultation.ingest.lines import Facts
from consultation.ingest.names import PPR
from consultation.ingest.plain_paragraph import Plain, PlainParagraphs
from consultation.ingest.refusals import Code, RefusedFile
from consultation.ingest.runs import RunReader
from consultation.ingest.styles import Styles
from tests.ingest import packages, reading

FIXTURES = sorted(
    path for path in (Path(__file__).parents[2] / "fixtures").rglob("*.docx") if path.parent.name != "damaged"
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bold"><w:name w:val="heading 1"/><w:pPr><w:jc w:val="center"/>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Hidden"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)
PROPERTIES = (
    '<w:pStyle w:val="Bold"/>', '<w:pStyle w:val="Hidden"/>', '<w:pStyle w:val="Nobody"/>', '<w:jc w:val="right"/>', "<w:jc/>",
    '<w:outlineLvl w:val="2"/>', '<w:numPr><w:ilvl w:val="3"/><w:numId w:val="7"/></w:numPr>', '<w:spacing w:after="0"/>',
    '<w:numPr><w:ins w:id="1"/><w:numId w:val="7"/></w:numPr>', "<w:tabs><w:tab w:val='left'/></w:tabs>", "<w:rPr><w:b/></w:rPr>",
    "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:del w:id='1'/></w:rPr>", "<w:sectPr/>", "<w:framePr w:dropCap='drop'/>",
    "<w:pPrChange w:id='1'><w:pPr><w:jc w:val='center'/></w:pPr></w:pPrChange>",
)  # fmt: skip
CHANGING = (
    '<w:rFonts w:ascii="Wingdings"/>', '<w:vertAlign w:val="superscript"/>', "<w:vanish/>", '<w:position w:val="6"/>',
)  # fmt: skip
LOOKS = (
    *CHANGING, "<w:b/>", '<w:b w:val="0"/>', '<w:sz w:val="28"/>', '<w:rFonts w:ascii="Arial"/>', '<w:rStyle w:val="Strong"/>',
    '<w:vertAlign w:val="baseline"/>', '<w:rtl w:val="0"/>', "<w:i/>", "<w:rPrChange w:id='1'><w:rPr><w:b/></w:rPr></w:rPrChange>",
)  # fmt: skip
INSIDE = (
    "<w:t>so‘z 1</w:t>", '<w:t xml:space="preserve">  </w:t>', "<w:t/>", "<w:t></w:t>", "<w:tab/>", "<w:br/>", '<w:br w:type="page"/>',
    "<w:cr/>", "<w:noBreakHyphen/>", '<w:sym w:font="Symbol" w:char="F0A7"/>', '<w:fldChar w:fldCharType="begin"/>',
    "<w:instrText>PAGE</w:instrText>", "<w:delText>eski</w:delText>", "<w:t>\u202eteskari</w:t>", "<w:lastRenderedPageBreak/>",
    "<w:t>a &amp; b</w:t>", "<w:t>a > b</w:t>", "<w:t>\u00a0</w:t>",
)  # fmt: skip
AROUND = ("{}", "{}", "{}", "<w:ins w:id='1'>{}</w:ins>", "<w:del w:id='1'>{}</w:del>", "<w:hyperlink>{}</w:hyperlink>")
MARKS = (
    "",
    "",
    " ",
    '<w:proofErr w:type="spellEnd"/>',
    '<w:bookmarkStart w:id="1" w:name="a"/>',
    "<w:t>stray</w:t>",
    "x",
)


def styles() -> Styles:
    known = Styles()
    for element in etree.fromstring(f'<w:styles xmlns:w="{packages.W}">{STYLES}</w:styles>'):
        known.add(element)
    return known


def plain(paragraph: str) -> Plain | None:
    """What the quick way makes of a paragraph; its place is right when it makes anything."""
    xml = paragraph.encode()
    found = PlainParagraphs(styles(), TextView.ACCEPTED, {"w": packages.W}).read(xml, 0, xml.index(b"</w:p>"))
    assert found is None or found[1] == len(xml)
    return None if found is None else found[0]


def assert_same(paragraph: str, quick: Plain) -> None:
    facts = Facts()
    element = etree.fromstring(paragraph.replace("<w:p>", f'<w:p xmlns:w="{packages.W}">'))
    layout = Layouts(styles(), facts, TextView.ACCEPTED).of(element.find(PPR))
    words = RunReader(styles(), facts).read(element, layout.style)
    assert quick == Plain(layout, "".join(words.pieces), is_bold=words.is_bold)
    assert (layout.is_joined_to_next, layout.is_run_in, layout.section) == (False, False, None)
    assert (words.boxes, words.notes, words.marks, words.hidden, words.is_contents) == ([], [], [], 0, False)
    assert facts == Facts()


runs = st.builds(
    lambda around, looks, inside, mark: (
        around.format(f"<w:r><w:rPr>{''.join(looks)}</w:rPr>{''.join(inside)}</w:r>") + mark
    ),
    st.sampled_from(AROUND),
    st.lists(st.sampled_from(LOOKS), max_size=3),
    st.lists(st.sampled_from(INSIDE), max_size=4),
    st.sampled_from(MARKS),
)


@settings(max_examples=800, deadline=None)
@given(st.lists(st.sampled_from(PROPERTIES), max_size=3, unique=True), st.lists(runs, max_size=4))
def test_both_ways_agree(properties: list[str], inside: list[str]) -> None:
    paragraph = f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{''.join(inside)}</w:p>"
    quick = plain(paragraph)
    if quick is not None:
        assert_same(paragraph, quick)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_real_file_reads_the_same_without_the_quick_way(path: Path) -> None:
    (quick, blocks), (careful, careful_blocks) = map(
        reading.reader, (path.read_bytes(), packages.uncut(path.read_bytes()))
    )
    assert (blocks, quick.facts) == (careful_blocks, careful.facts)


@pytest.mark.parametrize("look", CHANGING)
def test_a_run_with_a_look_that_changes_its_words_is_not_plain(look: str) -> None:
    assert plain(f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>a</w:t></w:r></w:p>") is None


def test_what_word_writes_around_words_is_plain() -> None:
    found = plain(
        '<w:bookmarkStart w:id="0" w:name="_Toc1"/><w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:jc w:val="both"/>'
        '<w:rPr><w:sz w:val="28"/></w:rPr></w:pPr><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00F12A3B"><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman"/><w:lang w:val="uz-Latn-UZ"/></w:rPr><w:lastRenderedPageBreak/><w:t>Qonun</w:t>'
        '<w:tab/><w:t xml:space="preserve"> kuchga </w:t></w:r><w:r><w:t>kiradi.</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'
    )
    assert found is not None
    assert (found.text, found.layout.align, found.is_bold) == ("Qonun\t kuchga kiradi.", "both", False)


PARAGRAPH = "<w:p><w:r><w:t>bir</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (f"{PARAGRAPH}<!-- </w:p> -->{PARAGRAPH}", ["bir", "bir"]),
        (f"{PARAGRAPH}<w:p><w:r><w:t><![CDATA[</w:p>]]></w:t></w:r></w:p>{PARAGRAPH}", ["bir", "</w:p>", "bir"]),
        (f"{PARAGRAPH}<w:p/><!-- </w:p> --><w:p><w:r><w:t>ikki</w:t></w:r></w:p>", ["bir", "ikki"]),
        (f'{PARAGRAPH}<w:x xmlns:w="urn:other"><w:p><w:r><w:t>hech</w:t></w:r></w:p></w:x>{PARAGRAPH}', ["bir", "bir"]),
        (f"{PARAGRAPH}<w:sdt><w:sdtContent>{PARAGRAPH}{PARAGRAPH}</w:sdtContent></w:sdt>{PARAGRAPH}", ["bir"] * 4),
        (f"{PARAGRAPH}<w:p w:rsidR='1' />{PARAGRAPH}", ["bir", "bir"]),
        (f"{PARAGRAPH}stray words{PARAGRAPH}", ["bir", "bir"]),
        (f"{PARAGRAPH}<w:p>\n <w:r>\n <w:t>ikki</w:t>\n </w:r>\n</w:p>\n{PARAGRAPH}", ["bir", "ikki", "bir"]),
        (f"{PARAGRAPH}<w:p><w:r><w:t>a\r\nb</w:t></w:r></w:p>", ["bir", "a\nb"]),
        (f"{PARAGRAPH}<w:p><w:r><w:t w:x='a>b'>ikki</w:t></w:r></w:p>", ["bir", "ikki"]),
    ],
)
def test_xml_that_word_does_not_write_is_read_as_xml(body: str, texts: list[str]) -> None:
    assert reading.texts(packages.docx(body)) == texts


@pytest.mark.parametrize(
    "odd",
    ["a < b", "&unknown;", "a]]>b", "\x01", "\ufffe", "</w:r>", "<w:t>"],
    ids=["mark", "entity", "end of CDATA", "control", "no character", "closed twice", "opened twice"],
)
def test_damage_inside_a_plain_paragraph_is_found(odd: str) -> None:
    body = f"{PARAGRAPH}<w:p><w:r><w:t>{odd}</w:t></w:r></w:p>{PARAGRAPH}"
    with pytest.raises(RefusedFile) as refusal:
        reading.reader(packages.docx(body))
    assert refusal.value.code is Code.XML


def test_a_text_cut_off_after_a_plain_paragraph_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(packages.docx(PARAGRAPH * 3))) as whole:
        files = {entry.filename: whole.read(entry).decode() for entry in whole.infolist()}
    files["word/document.xml"] = files["word/document.xml"].replace("</w:body></w:document>", "")
    with pytest.raises(RefusedFile) as refusal:
        reading.reader(packages.zipped(files))
    assert refusal.value.code is Code.XML
