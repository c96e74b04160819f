"""The clean Word file of a text: it reads back as the same clauses, Word finds its way in it, and it tells nothing else."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from consultation.core.clause import Clause, outline
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language
from consultation.ingest import read_in_process
from consultation.report.draft_docx import to_clean_docx
from consultation.report.draft_text import Version, closed
from tests.report.acts import acts, version
from tests.report.factory import say

FIXTURES = Path(__file__).parents[2] / "fixtures"
DRAFTS = sorted(FIXTURES.glob("*.docx"))
ABROAD = sorted((FIXTURES / "abroad").glob("*.docx"))
Convert = Callable[[bytes, str], Path]


def fixture(name: str) -> Version:
    read = read_in_process((FIXTURES / f"{name}.docx").read_bytes())
    return version(read.outline, read.language, read.title)


@pytest.mark.parametrize("path", [*DRAFTS, *ABROAD], ids=lambda path: path.stem)
def test_every_draft_reads_back_as_the_same_clauses(path: Path) -> None:
    jurisdiction = path.stem if path in ABROAD else "uzbekistan"
    read = read_in_process(path.read_bytes(), jurisdiction=jurisdiction)
    again = read_in_process(
        to_clean_docx(version(read.outline, read.language, read.title), say), jurisdiction=jurisdiction
    )
    assert again.clauses == read.clauses
    assert (again.title, again.act_kind, again.language) == (read.title, read.act_kind, read.language)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts())
def test_any_well_built_act_reads_back_as_the_same_clauses(act: Version) -> None:
    assert read_in_process(to_clean_docx(act, say)).clauses == act.outline.clauses


def test_the_same_text_is_the_same_file() -> None:
    act = fixture("law_amending_uz_latn")
    assert to_clean_docx(act, say) == to_clean_docx(act, say)


def test_headings_are_levels_of_the_contents() -> None:
    document = Document(io.BytesIO(to_clean_docx(fixture("code_city_transport_uz_latn"), say)))
    found = [
        (p.style.name, p.text) for p in document.paragraphs if p.style is not None and "eading" in str(p.style.name)
    ]
    assert found[:5] == [
        ("Heading 1", "UMUMIY QISM"),
        ("Heading 2", "BIRINCHI BOʻLIM\nASOSIY QOIDALAR"),
        ("Heading 4", "1-bob. Umumiy qoidalar"),
        ("Heading 6", "1-modda. Ushbu Kodeks bilan tartibga solinadigan munosabatlar"),
        ("Heading 6", "2-modda. Asosiy tushunchalar"),
    ]


def test_word_counts_no_number_anew() -> None:
    with zipfile.ZipFile(io.BytesIO(to_clean_docx(fixture("resolution_school_meals_uz_cyrl"), say))) as file:
        assert b"w:numPr" not in file.read("word/document.xml")


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        (Language.UZ_LATN, "uz-Latn-UZ"),
        (Language.UZ_CYRL, "uz-Cyrl-UZ"),
        (Language.RU, "ru-RU"),
        (Language.KAA_LATN, "kaa"),
        (Language.EN, "en-GB"),
    ],
)
def test_the_spelling_checker_is_told_the_language(language: Language, tag: str) -> None:
    rows = [(0, Clause("", None, K.POINT, "1.", "1", None, "Text."))]
    rows.append((0, Clause("", None, K.POINT, "2.", "2", None, "Слово.", language=Language.RU)))
    document = Document(io.BytesIO(to_clean_docx(version(outline(rows), language, "Title"), say)))
    default = document.styles.element.xpath(".//w:rPrDefault//w:lang/@w:val")
    spoken = [p._p.xpath(".//w:lang/@w:val") for p in document.paragraphs[:2]]
    assert (default, spoken) == ([tag], [[], ["ru-RU"]])


def test_the_file_names_the_draft_and_nobody_else() -> None:
    properties = Document(io.BytesIO(to_clean_docx(fixture("law_volunteering_ru"), say))).core_properties
    assert properties.title == "О добровольной помощи при чрезвычайных ситуациях"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("Adliya vazirligi", "", "")


def test_an_annex_begins_a_page_with_its_head_at_the_right_margin(to_pdf_by_office: Convert) -> None:
    pages = PdfReader(to_pdf_by_office(to_clean_docx(fixture("order_school_roads_ru"), say), "clean.docx")).pages
    assert [" ".join(page.extract_text().split())[:15] for page in pages] == [
        "Проект ПРИКАЗ М",
        "Приложение № 1 ",
        "Приложение № 2 ",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kiradi.", "kiradi.”"),
        ("kiradi.;", "kiradi.”;"),
        ("kiradi;", "kiradi”;"),
        ("kiradi", "kiradi”"),
        ("kiradi.,", "kiradi.”,"),
        ("“besh”", "“besh””"),
        ("", "”"),
    ],
)
def test_a_closing_mark_goes_where_the_sentence_around_it_left_it(text: str, expected: str) -> None:
    assert closed(text, "”") == expected


def test_quoted_text_that_is_a_table_has_its_marks_in_lines_of_their_own() -> None:
    rows = [
        (0, Clause("", None, K.ARTICLE, "1-modda.", "1", None, "Jadval quyidagi tahrirda bayon etilsin:")),
        (1, Clause("", None, K.QUOTED, None, None, None, "", quoted=True)),
        (2, Clause("", None, K.TABLE, None, None, None, "T/r\tTadbir", quoted=True)),
        (3, Clause("", None, K.ROW, "1.", "1", None, "Kutubxona ochish", quoted=True)),
    ]
    act = version(outline(rows), Language.UZ_LATN, "")
    assert read_in_process(to_clean_docx(act, say)).clauses == act.outline.clauses


def test_endnotes_and_footnotes_are_counted_apart_and_called_from_headings_and_tables_too() -> None:
    rows = [
        (0, Clause("", None, K.ARTICLE, "1-modda.", "1", "Kutubxona", "")),
        (1, Clause("", None, K.NOTE, "i", "i", None, "Sarlavhaga izoh.")),
        (1, Clause("", None, K.PARAGRAPH, None, None, None, "Kutubxona bepul.")),
        (2, Clause("", None, K.NOTE, "1", "1", None, "Matnga izoh.")),
        (2, Clause("", None, K.TABLE, None, None, None, "T/r\tXizmat")),
        (3, Clause("", None, K.NOTE, "2", "2", None, "Jadval boshiga izoh.")),
        (3, Clause("", None, K.ROW, "1.", "1", None, "Oʻqish")),
        (4, Clause("", None, K.NOTE, "ii", "ii", None, "Qatorga izoh.")),
    ]
    act = version(outline(rows), Language.UZ_LATN, "")
    assert read_in_process(to_clean_docx(act, say)).clauses == act.outline.clauses
