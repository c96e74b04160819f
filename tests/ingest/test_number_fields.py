"""LISTNUM fields: numbers that count in the middle of a line, in lists of the file and in those that every Word has."""

import pytest

from consultation.ingest import read_in_process
from consultation.ingest.number_fields import NumberField, number_field
from tests.ingest.packages import abstract, docx, level, num, p, r
from tests.ingest.reading import clauses, lines

SECTIONS = abstract(0, level(0, "%1.—"), level(1, "(%2)"), level(2, "(%3)", "lowerLetter")) + num(1, 0)
NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


def field(code: str) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return f'{signs[0]}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{signs[1]}'


def printed(*bodies: str, numbering: str = SECTIONS) -> list[str]:
    return [line.printed for line in lines(docx("".join(bodies), numbering=numbering))]


def section(*runs: str, place: int = 0) -> str:
    return p(*runs, properties=NUMBERED.format(place))


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        (" LISTNUM ", NumberField("", None, None)),
        (' LISTNUM "Seq 1" \\l 2 ', NumberField("seq 1", 2, None)),
        (" listnum LegalDefault \\l 1 \\s 4 ", NumberField("legaldefault", 1, 4)),
        (" LISTNUM \\l 3 \\* MERGEFORMAT", NumberField("", 3, None)),
        (" LISTNUMBER ", None),
        (" PAGE ", None),
    ],
)
def test_a_code_says_which_list_level_and_start(code: str, asked: NumberField | None) -> None:
    assert number_field(code) == asked


def test_a_field_goes_on_one_level_below_its_paragraph() -> None:
    first = section(field(" LISTNUM "), r(" This Act applies."))
    second = section(r("It does not."), place=1)
    assert printed(first, second, first, second) == [
        "1.— (1) This Act applies.",
        "(2) It does not.",
        "2.— (1) This Act applies.",
        "(2) It does not.",
    ]


def test_fields_of_one_line_count_on() -> None:
    body = section(r("certify that "), field(" LISTNUM "), r(" one, "), field(" LISTNUM "), r(" two"))
    assert printed(body) == ["1.— certify that (1) one, (2) two"]


def test_a_list_of_the_file_is_called_by_its_name() -> None:
    named = SECTIONS.replace("<w:lvl ", '<w:name w:val="Schedule"/><w:lvl ', 1)
    body = p(field(' LISTNUM "schedule" \\l 3 '), r(" a thing; "), field(' LISTNUM "schedule" \\l 3 '), r(" another"))
    assert printed(body, numbering=named) == ["(a) a thing; (b) another"]


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        (" LISTNUM ", "1) x 2) x 3)"),
        (" LISTNUM NumberDefault \\l 4 ", "(1) x (2) x (3)"),
        (" LISTNUM OutlineDefault ", "I. x II. x III."),
        (" LISTNUM LegalDefault ", "1. x 2. x 3."),
        (" LISTNUM LegalDefault \\l 2 ", "1.1. x 1.2. x 1.3."),
        (" LISTNUM NumberDefault \\l 2 \\s 3 ", "c) x c) x c)"),
    ],
)
def test_every_word_has_three_lists(code: str, numbers: str) -> None:
    assert printed(p(field(code), r(" x "), field(code), r(" x "), field(code))) == [numbers]


def test_a_field_in_deleted_words_does_not_count() -> None:
    gone = f'<w:del w:id="1" w:author="A">{field(" LISTNUM ")}</w:del>'
    assert printed(section(gone, field(" LISTNUM "), r(" stays"))) == ["1.— (1) stays"]


def test_a_field_in_words_of_a_paragraph_joined_to_the_next_stands_in_its_place() -> None:
    joined = p(r("before "), field(" LISTNUM "), r(" one "), properties='<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>')
    assert printed(joined, p(field(" LISTNUM "), r(" two"))) == ["before 1) one 2) two"]


def test_a_british_section_and_its_first_subsection_are_two_clauses() -> None:
    body = section(field(" LISTNUM "), r(" This Order applies to England.")) + section(r("It ends in 2040."), place=1)
    draft = read_in_process(docx(body, numbering=SECTIONS), jurisdiction="united_kingdom")
    assert clauses(draft) == [
        ("article", "1.—", ""),
        ("paragraph", "(1)", "This Order applies to England."),
        ("paragraph", "(2)", "It ends in 2040."),
    ]
