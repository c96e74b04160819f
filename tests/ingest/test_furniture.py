"""Page furniture is set aside where the officer sees it: headers, footers, watermarks, page numbers, running lines."""

import pytest

from consultation.ingest import Ingested
from consultation.ingest.furniture import is_page_number
from tests.ingest.packages import docx, p, r
from tests.ingest.reading import draft
from tests.ingest.test_words import image

CENTRED = '<w:jc w:val="center"/>'


def asides(read: Ingested) -> list[tuple[int, int, str]]:
    return [(each.place, each.depth, each.text) for each in read.asides]


def on_sheet(read: Ingested) -> list[tuple[bool, str]]:
    """The officer's lines: whether each is set aside, and its words."""
    return [(line.is_aside, " ".join(line.clause.words.split("\n"))) for line in read.sheet.lines]


def section(references: str, more: str = "") -> str:
    return f"<w:sectPr>{references}{more}</w:sectPr>"


def reference(part: str, number: int, kind: str = "default") -> str:
    return f'<w:{part}Reference w:type="{kind}" r:id="rId{number}"/>'


ARTICLES = [p(r(f"{number}. Ariza oʻn kunda koʻrib chiqiladi."), properties="") for number in range(1, 9)]


def test_headers_and_footers_stand_before_the_text_each_once_and_can_be_put_back() -> None:
    body = (
        ARTICLES[0].replace("<w:pPr>", f"<w:pPr>{section(reference('header', 1))}")
        + ARTICLES[1]
        + section(reference("header", 2) + reference("footer", 3))
    )
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    footer = p(field, r("2"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p(r("Adliya vazirligi"))
    read = draft(docx(body, header1=p(r("LOYIHA")), header2=p(r("LOYIHA")) + p(r("Maxfiy")), footer1=footer))
    assert on_sheet(read) == [
        (True, "LOYIHA"),
        (True, "Maxfiy"),
        (True, "Adliya vazirligi"),
        (False, "1. Ariza oʻn kunda koʻrib chiqiladi."),
        (False, "2. Ariza oʻn kunda koʻrib chiqiladi."),
    ]
    assert [(warning.code, warning.message.params) for warning in read.warnings] == [("F_ASIDE", {"n": 3})]


@pytest.mark.parametrize(
    ("kind", "more", "settings", "expected"),
    [
        ("first", "", "", []),
        ("first", "<w:titlePg/>", "", ["LOYIHA"]),
        ("first", '<w:titlePg w:val="0"/>', "", []),
        ("even", "", "", []),
        ("even", "", "<w:evenAndOddHeaders/>", ["LOYIHA"]),
    ],
)
def test_only_headers_that_are_printed_are_listed(kind: str, more: str, settings: str, expected: list[str]) -> None:
    body = ARTICLES[0] + section(reference("header", 1, kind), more)
    read = draft(docx(body, header1=p(r("LOYIHA")), settings=settings))
    assert [aside.text for aside in read.asides] == expected


def test_a_watermark_in_a_header_is_set_aside() -> None:
    mark = '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="LOYIHA"/></v:shape></w:pict></w:r>'
    read = draft(docx(ARTICLES[0] + section(reference("header", 1)), header1=p(mark)))
    assert asides(read) == [(0, 0, "LOYIHA")]
    assert asides(draft(docx(p(r("Matn"), mark)))) == [(1, 1, "LOYIHA")]


def test_a_missing_or_damaged_header_does_not_stop_the_reading() -> None:
    body = ARTICLES[0] + section(reference("header", 1) + reference("footer", 9))
    read = draft(docx(body, header1="<w:p>"))
    assert [warning.code for warning in read.warnings] == ["F_SIDE_PART_BROKEN"]


def test_page_numbers_between_dashes_are_set_aside_where_they_stood() -> None:
    read = draft(docx(ARTICLES[0] + p(r("- 2 -"), properties=CENTRED) + ARTICLES[1]))
    assert on_sheet(read) == [
        (False, "1. Ariza oʻn kunda koʻrib chiqiladi."),
        (True, "- 2 -"),
        (False, "2. Ariza oʻn kunda koʻrib chiqiladi."),
    ]


def test_bare_numbers_are_page_numbers_only_when_they_run_on_through_the_text() -> None:
    def with_numbers(*numbers: str) -> Ingested:
        pages = zip(ARTICLES, numbers, strict=False)
        return draft(docx("".join(article + p(r(number), properties=CENTRED) for article, number in pages)))

    assert [aside.text for aside in with_numbers("1", "2", "3").asides] == ["1", "2", "3"]
    assert asides(with_numbers("1", "2")) == []
    assert asides(with_numbers("1", "3", "4")) == []


def test_a_running_line_beside_page_numbers_is_set_aside_and_a_repeated_line_elsewhere_is_not() -> None:
    running = p(r("Qonun loyihasi")) + p(r("— 2 —"))
    repeated = p(r("Vazirlar Mahkamasining"))
    head = p(r("Adliya vazirligining"), properties='<w:jc w:val="right"/>')
    read = draft(docx("".join(running + head + article + repeated + article for article in ARTICLES[:3])))
    assert [aside.text for aside in read.asides] == 3 * ["Qonun loyihasi", "— 2 —"]
    for kept in ("Vazirlar Mahkamasining", "Adliya vazirligining"):
        assert sum(kept in clause.words for clause in read.clauses) == 3


def test_a_coat_of_arms_above_the_text_is_set_aside() -> None:
    read = draft(docx(p(image("Gerb")) + p(r("Oʻzbekiston Respublikasining qonuni")) + ARTICLES[0]))
    assert [aside.text for aside in read.asides] == ["[rasm: Gerb]"]
    assert read.title == "Oʻzbekiston Respublikasining qonuni"


@pytest.mark.parametrize("text", ["12", "- 12 -", "– 3", "стр. 4", "5 / 12", "3 из 7", "12-bet", "Page 2 of 9"])
def test_page_numbers_in_headers_say_nothing(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["LOYIHA", "12-modda", "2025-yil", "12345", "A-12"])
def test_words_in_headers_are_no_page_numbers(text: str) -> None:
    assert not is_page_number(text)
