"""All the text a reader of the printed page sees, and nothing else: one small file for each feature of Word."""

import pytest

from consultation.ingest.lines import Line, Table
from tests.ingest.packages import abstract, docx, level, num, numbered, p, r, relationship, relationships, zipped
from tests.ingest.reading import reader, texts

SIMPLE_LIST = {"numbering": abstract(0, level(0, "%1.")) + num(1, 0)}


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("12"), r("1", '<w:vertAlign w:val="superscript"/>'), r("-modda.")), ["12¹-modda."]),
        (p(r("bir "), f"<w:ins>{r('ikki')}</w:ins><w:del><w:r><w:delText>uch</w:delText></w:r></w:del>"), ["bir ikki"]),
        (p(f"<w:moveFrom>{r('koʻchgan')}</w:moveFrom>") + p(f"<w:moveTo>{r('koʻchgan')}</w:moveTo>"), ["koʻchgan"]),
        (p(r("bir "), properties="<w:rPr><w:del/></w:rPr>") + p(r("ikki")), ["bir ikki"]),
        (p(r("oxirgi"), properties="<w:rPr><w:del/></w:rPr>"), ["oxirgi"]),
        (f"<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>{p(r('ichki'))}</w:sdtContent></w:sdt>", ["ichki"]),
        (p(f"<w:sdt><w:sdtContent>{r('satr')}</w:sdtContent></w:sdt>"), ["satr"]),
        (f"<w:customXml>{p(r('tashqi'))}</w:customXml>", ["tashqi"]),
        (p(f"<w:smartTag>{r('belgi')}</w:smartTag>", f"<w:hyperlink>{r(' havola')}</w:hyperlink>"), ["belgi havola"]),
        (p(f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>'), ["7"]),
        (p(FIELD.format(r("natija"))), ["natija"]),
        (p(r("a"), "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/></w:r>", r("b")), ["a‑ b"]),
        (p(r("ko\u00adcha")), ["kocha"]),
        (p(r("bir"), "<w:r><w:br/></w:r>", r("ikki")), ["bir\nikki"]),
        (p(r("koʻrinadi"), r(" yashirin", "<w:vanish/>")), ["koʻrinadi"]),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0A7"/></w:r>'), ["♣"]),
        (p("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), ["x+1"]),
        (p(r("usti"), f"<w:r><w:pict><v:shape>{BOX.format(p(r('quti')))}</v:shape></w:pict></w:r>"), ["usti", "quti"]),
        (
            p(
                "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp>"
                + BOX.format(p(r("bir marta")))
                + f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX.format(p(r('bir marta')))}</w:pict>"
                + "</mc:Fallback></mc:AlternateContent></w:r>"
            ),
            ["bir marta"],
        ),
        (p(r("  koʻp \u00a0 boʻsh   joy ")), ["koʻp boʻsh joy"]),
    ],
)
def test_what_a_paragraph_says(body: str, expected: list[str]) -> None:
    assert texts(docx(body)) == expected


def test_hidden_tracked_and_bidi_text_is_reported() -> None:
    body = p(r("a\u202eb"), r("xyz", "<w:vanish/>")) + p(f"<w:ins>{r('yangi')}</w:ins>")
    opened, blocks = reader(docx(body))
    assert [b.text for b in blocks if isinstance(b, Line)] == ["ab", "yangi"]
    assert (opened.facts.hidden, opened.facts.inserted, opened.facts.bidi) == (3, 1, 1)


def test_footnotes_hang_on_their_line_with_their_mark() -> None:
    notes = '<w:footnote w:id="0" w:type="separator"/><w:footnote w:id="2">' + p(r("Izoh matni")) + "</w:footnote>"
    body = p(r("Matn"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    line = reader(docx(body, footnotes=notes))[1][0]
    assert isinstance(line, Line)
    assert [(note.mark, note.text) for note in line.notes] == [("1", "Izoh matni")]


def test_tables_keep_rows_spans_and_headers() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text)) if text else p()}</w:tc>"

    wide = cell("Nomi", '<w:gridSpan w:val="2"/>')
    header = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{wide}</w:tr>"
    row = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('bir')}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('oʻchgan')}</w:tr>"
    table = reader(docx(f"<w:tbl>{header}{row}{gone}</w:tbl>"))[1][0]
    assert isinstance(table, Table)
    assert [[(c.text, c.span) for c in row.cells] for row in table.rows] == [[("Nomi", 2)], [("", 1), ("bir", 1)]]
    assert [row.is_header for row in table.rows] == [True, False]


def test_a_table_inside_a_cell_is_read_into_the_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p(r('ich'))}</w:tc><w:tc>{p(r('ki'))}</w:tc></w:tr></w:tbl>"
    table = reader(docx(f"<w:tbl><w:tr><w:tc>{p(r('tash'))}{inner}</w:tc></w:tr></w:tbl>"))[1][0]
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].text == "tash\nich \u2003 ki"


def test_strict_files_read_like_the_usual_ones() -> None:
    strict = docx(p(r("matn")))
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{usual}"><w:body>{p(r("matn"))}</w:body></w:document>'
    rel = relationship("officeDocument", "word/document.xml")
    strict = zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": relationships(
                rel.replace(
                    "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
                )
            ),
            "word/document.xml": document.replace(usual, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        }
    )
    assert texts(strict) == ["matn"]


def test_the_main_part_is_found_by_its_relationship() -> None:
    assert texts(docx(p(r("matn")), main="word/boshqa.xml")) == ["matn"]


def test_a_damaged_side_part_is_reported_and_does_not_stop_the_reading() -> None:
    opened, blocks = reader(docx(p(r("matn")), styles="<w:style>"))
    assert len(blocks) == 1
    assert opened.facts.broken_parts == ["styles"]


def test_hidden_and_deleted_paragraphs_are_not_counted() -> None:
    body = (
        numbered("bir")
        + p(r("yoʻq", "<w:vanish/>"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + numbered("ikki")
    )
    labels = [b.label for b in reader(docx(body, **SIMPLE_LIST))[1] if isinstance(b, Line)]
    assert labels == ["1.", "2."]


def test_contents_made_by_word_are_marked() -> None:
    toc = FIELD.replace("REF x", "TOC \\o").format(r("1-bob. Umumiy 3"))
    lines = [b for b in reader(docx(p(toc) + p(r("1-bob. Umumiy"))))[1] if isinstance(b, Line)]
    assert [line.is_contents for line in lines] == [True, False]
