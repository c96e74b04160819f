"""Words of strangers in every format: they stay words, and no format breaks on them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from consultation import report as reporting
from consultation.core.text import clean
from consultation.report.csv import formula_safe, to_csv
from consultation.report.docx import to_docx
from consultation.report.pdf import to_pdf
from consultation.report.published import Report
from consultation.report.xlsx import to_xlsx
from tests.report.factory import facts, say, with_text

HOSTILE = {
    "typst code": '#read("/etc/passwd") #{1+1} $x^2$ *b* _i_ `r` @ref <label> \\ // /* ~ ---',
    "formula": '=HYPERLINK("http://evil.example","click")',
    "array formula": "{=1+1}",
    "other formulas": "+1+1 -1 @SUM(A1)",
    "markup": "<script>alert(1)</script> ]]> &amp; \"quoted\" 'single'",
    "control characters": "a\x00b\x01c\x1b[31m\x0bd\ufffe\uffff",
    "very long": "Uzun gap. " * 1000,
    "one endless word": "x" * 10_000,
    "right to left": "مرحبا بالعالم \u202eabc\u202c",
    "emoji": "Zoʻr! 😀👩\u200d👩\u200d👧\ufe0f 中文",
    "line ends": "bir\r\nikki\u2028uch\n\tchekinish",
    "combining": "Z\u0338\u0322a\u0335\u0300l\u0337",
    "percent": "100 % %(n)s %s {0}",
}
EVERY = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def hostile_report(text: str) -> Report:
    return reporting.build(with_text(facts(), text, wording=text))


@EVERY
def test_word_keeps_the_text_as_text(text: str) -> None:
    document = Document(io.BytesIO(to_docx(hostile_report(text), say)))
    comment = document.tables[-1].rows[2].cells[2].text
    assert clean(text) in comment


@EVERY
def test_pdf_prints_the_text_as_text(text: str, font_paths: list[Path]) -> None:
    content = to_pdf(hostile_report(text), say, font_paths)
    printed = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    assert "root:x:0" not in printed
    if text.isascii() and text.isprintable() and len(text) < 200:
        assert "".join(text.split()) in printed


@pytest.mark.parametrize(
    ("text", "piece", "times"), [("Uzun gap. " * 1000, "Uzungap.", 1000), ("x" * 10_000, "x", 10_000)]
)
def test_pdf_prints_a_long_text_whole(text: str, piece: str, times: int, font_paths: list[Path]) -> None:
    pages = PdfReader(io.BytesIO(to_pdf(hostile_report(text), say, font_paths))).pages
    assert "".join("".join(page.extract_text() for page in pages).split()).count(piece) >= 2 * times  # text and wording


def test_pdf_breaks_an_endless_word_inside_its_column(font_paths: list[Path]) -> None:
    content = to_pdf(hostile_report("x" * 10_000), say, font_paths)
    lines = [line for page in PdfReader(io.BytesIO(content)).pages for line in page.extract_text().split()]
    assert max(line.count("x") for line in lines) < 100


@EVERY
def test_spreadsheet_keeps_the_text_as_text(text: str) -> None:
    workbook = load_workbook(io.BytesIO(to_xlsx(hostile_report(text), say)))
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells if cell.hyperlink] == []
    assert workbook.worksheets[3]["E3"].value == clean(text)


@EVERY
def test_csv_has_no_cell_that_starts_a_formula(text: str) -> None:
    content = to_csv(hostile_report(text), say).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert {len(row) for row in rows} == {20}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert rows[2][4] == formula_safe(text)


@EVERY
def test_json_keeps_every_character(text: str) -> None:
    report = hostile_report(text)
    assert reporting.thaw(reporting.canonical(report)).comment(2).text == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\uff1d", "  ="])
def test_a_formula_gets_an_apostrophe(start: str) -> None:
    assert formula_safe(f"{start}1+1") == f"'{start}1+1"


def test_an_innocent_text_stays_as_it_is() -> None:
    assert formula_safe("Jarima = 5 % - koʻp") == "Jarima = 5 % - koʻp"


def test_the_pdf_says_when_it_cannot_show_a_character(font_paths: list[Path]) -> None:
    note = "Some characters cannot be shown in this file"
    for text, expected in (("salom 😀", True), ("Ўзбек, Қарақалпақ, Oʻzbek, Qaraqalpaqstan ǵń, №", False)):
        pages = PdfReader(io.BytesIO(to_pdf(hostile_report(text), say, font_paths))).pages
        assert (note in " ".join(page.extract_text() for page in pages)) is expected


def test_a_word_file_full_of_hostile_text_opens_in_libreoffice(
    to_pdf_by_office: Callable[[bytes, str], Path],
) -> None:
    everything = "\n".join(HOSTILE.values())
    made = to_pdf_by_office(to_docx(hostile_report(everything), say), "hostile.docx")
    text = "".join("".join(page.extract_text() for page in PdfReader(made).pages).split())
    assert '#read("/etc/passwd")' in text
