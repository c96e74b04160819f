"""Word, PDF, spreadsheet and CSV, read back by other programs: the same numbers in each, in the language of the draft."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import StreamObject

from consultation import report as reporting
from consultation.core.counting import RULE
from consultation.core.messages import Message
from consultation.core.vocabulary import Language
from consultation.report.csv import to_csv
from consultation.report.documents import MEDIA_TYPES, write
from consultation.report.docx import to_docx
from consultation.report.outline import number_rows
from consultation.report.pdf import to_pdf
from consultation.report.xlsx import to_xlsx
from tests.report.factory import facts, say

BOTH = pytest.mark.parametrize("language", [Language.UZ_LATN, Language.RU])
Convert = Callable[[bytes, str], Path]


def marked(words: Message | str) -> str:
    """A translation that can be told from a source sentence."""
    return f"«{words}»"


def pdf_text(content: bytes | Path) -> str:
    reader = PdfReader(io.BytesIO(content) if isinstance(content, bytes) else content)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def docx_tables(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


def is_ruled(table: Table) -> bool:
    return table.style is not None and table.style.name == "Report Table"


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@BOTH
def test_every_format_says_the_same_numbers(language: Language, font_paths: list[Path]) -> None:
    report = reporting.build(facts(language))
    expected = [[words, str(number)] for words, number in number_rows(report)]
    assert expected in [table[1:] for table in docx_tables(to_docx(report, say))]
    text = pdf_text(to_pdf(report, say, font_paths))
    assert [row for row in expected if " ".join(row) not in text] == []
    summary = load_workbook(io.BytesIO(to_xlsx(report, say))).worksheets[0]
    cells = [[str(value) for value in row[:2]] for row in summary.iter_rows(values_only=True)]
    assert [row for row in expected if row not in cells] == []


@BOTH
def test_csv_and_spreadsheet_have_a_row_for_every_comment(language: Language) -> None:
    report = reporting.build(facts(language))
    rows = csv_rows(to_csv(report, say))[1:]
    assert [row[0] for row in rows] == [str(comment.number) for comment in report.comments]
    assert [row[4] for row in rows] == [comment.text for comment in report.comments]
    assert {row[-2] for row in rows} <= {row.label for row in report.dispositions}
    sheets = load_workbook(io.BytesIO(to_xlsx(report, say))).worksheets
    assert [sheet.title for sheet in sheets] == ["Summary", "By clause", "Clusters", "Comments"]
    assert [sheet.max_row - 1 for sheet in sheets[1:]] == [6, len(report.clusters), 24]
    assert [row[4] for row in sheets[3].iter_rows(min_row=2, values_only=True)] == [
        each.text for each in report.comments
    ]


def test_the_csv_opens_as_utf8_in_a_spreadsheet_program() -> None:
    assert to_csv(reporting.build(facts()), say).startswith(b'\xef\xbb\xbf"Comment number","Clause identifier"')


def test_the_disposition_tables_answer_every_cluster_once() -> None:
    report = reporting.build(facts())
    head = ["No.", "What people said", "From", "Answer and reason"]
    rows = [row for table in docx_tables(to_docx(report, say)) if table[0] == head for row in table[1:]]
    assert [row[0] for row in rows] == [str(cluster.number) for cluster in report.clusters]
    campaign = rows[4]
    assert campaign[1] == report.cluster(5).text
    assert campaign[2] == "8 people\n8 comments\n7 of them are copies"
    response = report.cluster(5).response
    reason = response.reason if response else ""
    own = "Comment 7 was answered on its own:"
    assert campaign[3] == f"Not accepted\n{reason}\n{own}\nPartly accepted\n{reason}"


def test_the_list_of_comments_names_exact_copies_instead_of_repeating_them() -> None:
    report = reporting.build(facts())
    everything = docx_tables(to_docx(report, say))[-1]
    assert [row[0] for row in everything[1:]] == [str(comment.number) for comment in report.comments]
    assert everything[7][2].endswith("The same text as comment 1.")
    assert everything[4][2].endswith(report.comment(4).text)


def test_the_cells_of_a_row_stand_apart_on_paper(font_paths: list[Path]) -> None:
    given = facts()
    rows = tuple(replace(each, excerpt="Goʻsht\t60") for each in given.clauses)
    content = write(reporting.build(replace(given, clauses=rows)), "pdf", say, font_paths)
    assert "Goʻsht | 60" in pdf_text(content)


def test_all_words_of_ours_are_translated(font_paths: list[Path]) -> None:
    report = reporting.build(facts())
    document = Document(io.BytesIO(to_docx(report, marked)))
    headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert len(headings) == 7
    assert [heading for heading in headings if not heading.startswith("«")] == []
    heads = {cell.text for table in document.tables for cell in table.rows[0].cells if is_ruled(table)}
    assert [head for head in heads if not head.startswith("«") and head != "%"] == []
    assert [str(each) for each in RULE if f"«{each}»" not in pdf_text(to_pdf(report, marked, font_paths))] == []
    assert [head for head in csv_rows(to_csv(report, marked))[0] if not head.startswith("«")] == []
    workbook = load_workbook(io.BytesIO(to_xlsx(report, marked)))
    assert [name for name in workbook.sheetnames if not name.startswith("«")] == []


@BOTH
def test_the_word_file_opens_in_libreoffice(language: Language, to_pdf_by_office: Convert) -> None:
    report = reporting.build(facts(language))
    text = pdf_text(to_pdf_by_office(to_docx(report, say), "report.docx"))
    assert "Report on the public discussion of a draft act" in text
    assert [cluster.number for cluster in report.clusters if cluster.text[:25] not in text] == []


@BOTH
def test_the_word_file_is_in_the_language_of_the_draft(language: Language) -> None:
    document = Document(io.BytesIO(to_docx(reporting.build(facts(language)), say)))
    tag = {Language.UZ_LATN: "uz-Latn-UZ", Language.RU: "ru-RU"}[language]
    assert [mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))] == [tag]
    assert document.core_properties.language == language.value


def test_the_word_file_is_made_for_print() -> None:
    document = Document(io.BytesIO(to_docx(reporting.build(facts()), say)))
    tables = [table for table in document.tables if is_ruled(table)]
    assert [table for table in tables if not table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")] == []
    fields = document.element.xpath("//w:instrText")
    assert [field.text.split()[0] for field in fields] == ["TOC"]
    section = document.sections[0]
    assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert section.first_page_footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert [len(text) > 20 for text in document.element.xpath("//wp:docPr/@descr")] == [True, True]


def test_contents_of_a_long_draft_keep_to_the_main_headings() -> None:
    document = Document(io.BytesIO(to_docx(reporting.build(facts(comments=120, clauses=40)), say)))
    styles = [each.style.name for each in document.paragraphs if each.style and each.style.name]
    assert [name for name in styles if name.startswith("toc")] == ["toc 1"] * 7


@BOTH
def test_the_pdf_is_tagged_titled_and_in_the_language_of_the_draft(language: Language, font_paths: list[Path]) -> None:
    report = reporting.build(facts(language))
    reader = PdfReader(io.BytesIO(to_pdf(report, say, font_paths)))
    root = reader.root_object
    metadata = root["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    assert str(root["/Lang"]).split("-")[0] == language.value.split("-")[0]
    assert str(root["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert "pdfuaid:part" in metadata.get_data().decode()
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (report.draft.title, report.draft.authorities[0])
    assert [item.title for item in reader.outline if not isinstance(item, list)][-1] == "All comments"


def test_the_same_report_is_the_same_file(font_paths: list[Path]) -> None:
    first, second = (reporting.build(facts()) for _ in range(2))
    assert to_docx(first, say) == to_docx(second, say)
    assert to_pdf(first, say, font_paths) == to_pdf(second, say, font_paths)
    assert to_xlsx(first, say) == to_xlsx(second, say)
    assert to_csv(first, say) == to_csv(second, say)


def test_a_silent_consultation_prints_in_every_format(font_paths: list[Path]) -> None:
    silent = replace(
        facts(), counted=(), texts=(), votes=(), cluster_responses={}, own_responses={}, representatives={}
    )
    report = reporting.build(silent)
    assert "Nobody commented on this draft." in pdf_text(to_pdf(report, say, font_paths))
    paragraphs = [paragraph.text for paragraph in Document(io.BytesIO(to_docx(report, say))).paragraphs]
    assert "Moderators published every comment." in paragraphs
    assert len(csv_rows(to_csv(report, say))) == 1
    assert load_workbook(io.BytesIO(to_xlsx(report, say))).worksheets[3].max_row == 1


def test_every_file_is_written_by_its_name(font_paths: list[Path]) -> None:
    report = reporting.build(facts())
    starts = {form: write(report, form, say, font_paths)[:4] for form in MEDIA_TYPES}
    bom = b"\xef\xbb\xbf"
    assert starts == {"docx": b"PK\x03\x04", "pdf": b"%PDF", "xlsx": b"PK\x03\x04", "csv": bom + b'"', "json": b'{"ac'}
    assert reporting.thaw(write(report, "json", say, font_paths)) == report


def test_a_pdf_without_fonts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no \.ttf or \.otf font"):
        to_pdf(reporting.build(facts()), say, [tmp_path])
