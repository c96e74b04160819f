"""The comparison table: what changed, clause by clause, cited in the language of the draft, marked without colour alone."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from docx.table import _Cell
from pypdf import PdfReader

from consultation.core.clause import Clause, outline
from consultation.core.lineage import Link
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language, LineageKind
from consultation.report.comparison_table import to_comparison_table_docx
from consultation.report.draft_text import Version
from consultation.translation import locale_of, translate
from tests.report.acts import version
from tests.report.factory import say

Convert = Callable[[bytes, str], Path]
OLD = (
    (0, Clause("", None, K.ARTICLE, "1-modda.", "1", "Ish vaqti", "")),
    (1, Clause("", None, K.PARAGRAPH, None, None, None, "Kutubxona olti kun ishlaydi.")),
    (1, Clause("", None, K.PARAGRAPH, None, None, None, "Yakshanba — dam olish kuni.")),
    (0, Clause("", None, K.ARTICLE, "2-modda.", "2", "Narx", "")),
    (1, Clause("", None, K.TABLE, None, None, None, "T/r\tXizmat")),
    (2, Clause("", None, K.ROW, "1.", "1", None, "Oʻqish\t0")),
)
NEW = (
    (0, Clause("", None, K.ARTICLE, "1-modda.", "1", "Ish vaqti", "")),
    (1, Clause("", None, K.PARAGRAPH, None, None, None, "Kutubxona yetti kun ishlaydi.")),
    (0, Clause("", None, K.ARTICLE, "1¹-modda.", "1-1", "Narx", "")),
    (1, Clause("", None, K.TABLE, None, None, None, "T/r\tXizmat")),
    (2, Clause("", None, K.ROW, "1.", "1", None, "Oʻqish\t0")),
    (2, Clause("", None, K.ROW, "2.", "2", None, "Nusxa\t500")),
)
LINKS = (
    Link(LineageKind.SAME, ("art_1",), ("art_1",), 1),
    Link(LineageKind.REWORDED, ("art_1__para_1",), ("art_1__para_1",), 0.8),
    Link(LineageKind.REMOVED, ("art_1__para_2",), (), 0),
    Link(LineageKind.REWORDED, ("art_2",), ("art_1-1",), 1),
    Link(LineageKind.SAME, ("art_2__table_1",), ("art_1-1__table_1",), 1),
    Link(LineageKind.SAME, ("art_2__table_1__tr_1",), ("art_1-1__table_1__tr_1",), 1),
    Link(LineageKind.NEW, (), ("art_1-1__table_1__tr_2",), 0),
)


def both(language: Language = Language.UZ_LATN) -> tuple[Version, Version]:
    old, new = (version(outline(rows), language, "Kutubxonalar", n) for n, rows in enumerate((OLD, NEW), 1))
    return old, new


def rows_of(content: bytes) -> list[list[str]]:
    return [[_marked(cell) for cell in row.cells] for row in Document(io.BytesIO(content)).tables[0].rows]


def _marked(cell: _Cell) -> str:
    """The words of a cell, deleted ones as -so- and new ones as +so+."""
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs]
    marks = ("-" if run.font.strike else "+" if run.font.bold and run.font.underline else "" for run in runs)
    return "".join(f"{mark}{run.text}{mark}" for mark, run in zip(marks, runs, strict=True))


def test_only_what_changed_stands_in_it_with_its_changes_marked() -> None:
    assert rows_of(to_comparison_table_docx(*both(), LINKS, say)) == [
        ["Clause", "Version 1", "Version 2"],
        [
            "1-moddaning birinchi qismi\nReworded",
            "Kutubxona -olti- kun ishlaydi.",
            "Kutubxona +yetti+ kun ishlaydi.",
        ],
        ["1-moddaning ikkinchi qismi\nRemoved", "-Yakshanba — dam olish kuni.-", "—"],
        ["1¹-modda\nReworded\nbefore: 2-modda", "-2--modda. Narx", "+1¹+-modda. Narx"],
        ["1¹-moddaning 2-qatori\nNew", "—", "+2. | Nusxa | 500+"],
    ]


def test_unchanged_clauses_stand_in_it_when_asked_for() -> None:
    rows = rows_of(to_comparison_table_docx(*both(), LINKS, say, with_unchanged=True))
    assert [row[1] for row in rows[1:]] == [
        "1-modda. Ish vaqti",
        "Kutubxona -olti- kun ishlaydi.",
        "-Yakshanba — dam olish kuni.-",
        "-2--modda. Narx",
        "T/r | Xizmat",
        "1. | Oʻqish | 0",
        "—",
    ]


def test_reasons_have_a_column_of_their_own() -> None:
    reasons = {"art_1__para_1": "Koʻpchilik soʻradi.", "art_1__para_2": "Ortiqcha."}
    rows = rows_of(to_comparison_table_docx(*both(), LINKS, say, reasons))
    assert [row[3] for row in rows] == ["Reason", "Koʻpchilik soʻradi.", "Ortiqcha.", "—", "—"]


def test_a_moved_clause_stands_in_it_although_its_words_are_the_same() -> None:
    old, new = both()
    moved = Link(LineageKind.MOVED, ("art_2__table_1__tr_1",), ("art_1-1__table_1__tr_1",), 1)
    assert rows_of(to_comparison_table_docx(old, new, [moved], say))[1:] == [
        ["1¹-moddaning 1-qatori\nMoved\nbefore: 2-moddaning 1-qatori", "1. | Oʻqish | 0", "1. | Oʻqish | 0"]
    ]


def test_two_texts_alike_are_said_to_be() -> None:
    old, _ = both()
    document = Document(io.BytesIO(to_comparison_table_docx(old, old, [], say)))
    assert (len(document.tables), document.paragraphs[4].text) == (0, "Nothing changed between them.")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.UZ_LATN, ["Qiyosiy jadval", "Norma", "Sabab"]),
        (Language.UZ_CYRL, ["Қиёсий жадвал", "Норма", "Сабаб"]),
        (Language.RU, ["Сравнительная таблица", "Положение", "Причина"]),
    ],
)
def test_it_speaks_the_language_of_the_draft(language: Language, expected: list[str]) -> None:
    words = partial(translate, locale=locale_of(language))
    document = Document(io.BytesIO(to_comparison_table_docx(*both(language), LINKS, words, {"art_1": "x"})))
    heads = [cell.text for cell in document.tables[0].rows[0].cells]
    assert [document.paragraphs[0].text, heads[0], heads[3]] == expected


def test_its_head_is_repeated_on_every_page(to_pdf_by_office: Convert) -> None:
    many = tuple(
        (0, Clause("", None, K.POINT, f"{n}.", str(n), None, "Kutubxona ishlaydi. " * 9)) for n in range(1, 41)
    )
    new = version(outline(many), Language.EN, "Libraries", 2)
    links = [Link(LineageKind.NEW, (), (clause.eid,), 0) for clause in new.outline.clauses]
    old = version(outline(()), Language.EN, "Libraries")
    pages = PdfReader(to_pdf_by_office(to_comparison_table_docx(old, new, links, say), "table.docx")).pages
    assert len(pages) > 2
    assert all("Clause Version 1 Version 2" in " ".join(page.extract_text().split()) for page in pages)
