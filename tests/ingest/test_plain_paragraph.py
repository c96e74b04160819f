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
from consultation.ingest.names import PPR, P, W
from consultation.ingest.plain_paragraph import plain_paragraph
from consultation.ingest.runs import RunReader
from consultation.ingest.styles import Styles
from tests.ingest import packages

FIXTURES = sorted((Path(__file__).resolve().parents[2] / "fixtures").rglob("*.docx"))
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
LOOKS = (
    "<w:b/>", '<w:b w:val="0"/>', '<w:sz w:val="28"/>', '<w:rFonts w:ascii="Arial"/>', '<w:rFonts w:ascii="Wingdings"/>',
    '<w:vertAlign w:val="superscript"/>', "<w:vanish/>", '<w:position w:val="6"/>', '<w:rStyle w:val="Strong"/>', "<w:i/>",
    "<w:rPrChange w:id='1'><w:rPr><w:b/></w:rPr></w:rPrChange>",
)  # fmt: skip
INSIDE = (
    "<w:t>so‘z 1</w:t>", '<w:t xml:space="preserve">  </w:t>', "<w:t/>", "<w:tab/>", "<w:br/>", "<w:cr/>", "<w:noBreakHyphen/>",
    '<w:sym w:font="Symbol" w:char="F0A7"/>', '<w:fldChar w:fldCharType="begin"/>', "<w:instrText>PAGE</w:instrText>",
    "<w:delText>eski</w:delText>", "<w:t>\u202eteskari</w:t>", "<w:lastRenderedPageBreak/>",
)  # fmt: skip
AROUND = ("{}", "{}", "{}", "<w:ins w:id='1'>{}</w:ins>", "<w:del w:id='1'>{}</w:del>", "<w:hyperlink>{}</w:hyperlink>")


def styles() -> Styles:
    known = Styles()
    for element in etree.fromstring(f'<w:styles xmlns:w="{packages.W}">{STYLES}</w:styles>'):
        known.add(element)
    return known


def assert_same(paragraph: etree._Element, known: Styles) -> bool:
    """Whether the paragraph was plain; if so, both ways agree on everything."""
    plain = plain_paragraph(paragraph, known)
    if plain is None:
        return False
    facts = Facts()
    layout = Layouts(known, facts, TextView.ACCEPTED).of(paragraph.find(PPR))
    words = RunReader(known, facts).read(paragraph, layout.style)
    assert plain.text == "".join(words.pieces)
    assert (plain.style, plain.is_bold, plain.align, plain.outline) == (
        layout.style,
        words.is_bold,
        layout.align,
        layout.outline,
    )
    assert (plain.num_id, plain.level) == (layout.label_num, layout.label_level)
    assert (layout.is_joined_to_next, layout.is_run_in, layout.section) == (False, False, None)
    assert (words.boxes, words.notes, words.marks, words.hidden, words.is_contents) == ([], [], [], 0, False)
    assert facts == Facts(bidi=facts.bidi)
    return True


runs = st.builds(
    lambda around, looks, inside: around.format(f"<w:r><w:rPr>{''.join(looks)}</w:rPr>{''.join(inside)}</w:r>"),
    st.sampled_from(AROUND),
    st.lists(st.sampled_from(LOOKS), max_size=3),
    st.lists(st.sampled_from(INSIDE), max_size=4),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PROPERTIES), max_size=3, unique=True), st.lists(runs, max_size=4))
def test_both_ways_agree(properties: list[str], inside: list[str]) -> None:
    xml = f'<w:p xmlns:w="{packages.W}"><w:pPr>{"".join(properties)}</w:pPr>{"".join(inside)}</w:p>'
    assert_same(etree.fromstring(xml), styles())


@pytest.mark.parametrize(
    "path", [path for path in FIXTURES if path.parent.name != "damaged"], ids=lambda path: path.stem
)
def test_both_ways_agree_on_real_paragraphs(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as container:
        body = etree.fromstring(container.read("word/document.xml"))
        known = Styles()
        for element in etree.fromstring(container.read("word/styles.xml")).iter(W + "style"):
            known.add(element)
    assert sum(assert_same(paragraph, known) for paragraph in body.iter(P)) > 0


@pytest.mark.parametrize("odd", [*LOOKS[4:9], LOOKS[10]])
def test_a_run_with_a_look_that_bears_on_words_is_not_plain(odd: str) -> None:
    paragraph = etree.fromstring(f'<w:p xmlns:w="{packages.W}"><w:r><w:rPr>{odd}</w:rPr><w:t>a</w:t></w:r></w:p>')
    assert plain_paragraph(paragraph, styles()) is None
