"""Numbers as Word prints them: counters, overrides, restarts, styles and formats."""

import pytest

from consultation.ingest.lines import Line
from consultation.ingest.number_formats import printed
from tests.ingest.packages import abstract, docx, level, num, numbered, p, r
from tests.ingest.test_reader import reader


def labels(body: str, **parts: str) -> list[str | None]:
    return [block.label for block in reader(docx(body, **parts))[1] if isinstance(block, Line)]


def listed(*steps: tuple[int, int], numbering: str) -> list[str | None]:
    """Labels of paragraphs given as (list, level)."""
    return labels("".join(numbered("x", number, place) for number, place in steps), numbering=numbering)


THREE = abstract(0, level(0, "%1."), level(1, "%1.%2."), level(2, "%3)", "lowerLetter"))


def test_levels_count_and_restart_below() -> None:
    steps = ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1))
    assert listed(*steps, numbering=THREE + num(1, 0)) == ["1.", "1.1.", "1.2.", "a)", "2.", "2.1."]


def test_a_level_before_its_parent_shows_the_parents_start() -> None:
    assert listed((1, 1), numbering=THREE + num(1, 0)) == ["1.1."]


def test_levels_passed_over_count_as_used() -> None:
    assert listed((1, 1), (1, 0), (1, 2), (1, 1), numbering=THREE + num(1, 0)) == ["1.1.", "2.", "a)", "2.2."]


def test_lists_of_one_abstract_share_their_counters_until_overridden() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = THREE + num(1, 0) + num(2, 0) + num(3, 0, override)
    assert listed((1, 0), (2, 0), (3, 0), (3, 0), (1, 0), numbering=numbering) == ["1.", "2.", "1.", "2.", "3."]


def test_articles_that_never_restart_run_on_across_chapters() -> None:
    never = level(1, "%2-modda.", extra='<w:lvlRestart w:val="0"/>')
    numbering = abstract(0, level(0, "%1-bob."), never) + num(1, 0)
    steps = ((1, 0), (1, 1), (1, 1), (1, 0), (1, 1))
    assert listed(*steps, numbering=numbering) == ["1-bob.", "1-modda.", "2-modda.", "2-bob.", "3-modda."]


def test_a_level_may_restart_only_after_a_higher_one() -> None:
    third = level(2, "%3)", extra='<w:lvlRestart w:val="1"/>')
    numbering = abstract(0, level(0, "%1."), level(1, "%2."), third) + num(1, 0)
    assert listed((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2), numbering=numbering) == [
        "1.", "1.", "1)", "2.", "2)", "2.", "1)",
    ]  # fmt: skip


def test_legal_numbering_prints_roman_parents_as_digits() -> None:
    legal = level(1, "%1.%2", extra="<w:isLgl/>")
    numbering = abstract(0, level(0, "%1.", "upperRoman"), legal) + num(1, 0)
    assert listed((1, 0), (1, 0), (1, 1), numbering=numbering) == ["I.", "II.", "2.1"]


def test_numbers_come_from_styles_and_zero_cancels_them() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Asos"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Modda"><w:basedOn w:val="Asos"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Halqa"><w:basedOn w:val="Halqa"/></w:style>'
    )
    numbering = abstract(0, level(0, "%1."), level(1, "%2-modda.", extra='<w:pStyle w:val="Modda"/>')) + num(1, 0)
    body = "".join(
        p(r("x"), properties=properties)
        for properties in (
            '<w:pStyle w:val="Asos"/>',
            '<w:pStyle w:val="Modda"/>',
            '<w:pStyle w:val="Modda"/><w:numPr><w:numId w:val="0"/></w:numPr>',
            '<w:pStyle w:val="Halqa"/>',
        )
    )
    assert labels(body, styles=style, numbering=numbering) == ["1.", "1-modda.", None, None]


def test_a_list_may_borrow_the_levels_of_a_style() -> None:
    lender = '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Yuridik"/>' + level(0, "§ %1") + "</w:abstractNum>"
    borrower = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Yuridik"/></w:abstractNum>'
    assert listed((1, 0), (1, 0), numbering=lender + borrower + num(1, 1)) == ["§ 1", "§ 2"]


def test_monstrous_starts_stay_short() -> None:
    numbering = abstract(0, level(0, "%1" * 9, "lowerLetter", start=2_000_000_000)) + num(1, 0)
    [label] = listed((1, 0), numbering=numbering)
    assert label is not None
    assert len(label) <= 64


@pytest.mark.parametrize(
    ("number_format", "value", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 9999, "9999"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("russianLower", 4, "г"),
        ("russianUpper", 10, "К"),
        ("russianLower", 31, "аб"),
        ("ordinal", 22, "22nd"),
        ("ordinalText", 21, "Twenty-first"),
        ("ordinalText", 30, "Thirtieth"),
        ("ordinalText", 100, "One hundredth"),
        ("ordinalText", 121, "One hundred twenty-first"),
        ("ordinalText", -1, "-1th"),
        ("cardinalText", 5, "Five"),
        ("cardinalText", 32_767, "Thirty-two thousand seven hundred sixty-seven"),
        ("cardinalText", -5, "-5"),
        ("chicago", 6, "††"),
        ("chicago", 0, "0"),
        ("hex", 31, "1F"),
        ("decimalFullWidth", 12, "１２"),
        ("thaiNumbers", 12, "๑๒"),
        ("hindiNumbers", 12, "१२"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedFullstop", 1, "⒈"),
        ("decimalEnclosedParen", 1, "(1)"),
        ("none", 3, ""),
        ("unheardOf", 3, "3"),
    ],
)
def test_formats(number_format: str, value: int, text: str) -> None:
    assert printed(value, number_format) == text


def test_the_custom_format_pads_with_zeros() -> None:
    assert printed(7, "custom", "001, 002, 003, ...") == "007"
