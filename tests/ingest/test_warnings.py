"""What an officer is told about the structure: each warning at its place, and none where nothing is amiss."""

import pytest

from consultation.ingest.lines import Block, Facts, Line
from consultation.ingest.reading import from_blocks


def warnings(text: str, jurisdiction: str = "uzbekistan") -> list[tuple[str, str | None]]:
    """Code and place of each warning about a draft of lines; `> ` marks a right-aligned one."""
    blocks: list[Block] = [
        Line(line.lstrip("> "), align="right" if line[0] == ">" else "left")
        for line in map(str.strip, text.strip().splitlines())
    ]
    return [(warning.code, warning.eid) for warning in from_blocks(blocks, Facts(), jurisdiction).warnings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5-modda. Bir\nMatn.\n6-modda. Ikki\nMatn.", [("F_SEQ_START", "art_5")]),
        ("12-modda. Bir\nMatn.\n121-modda. Ikki\nMatn.\n13-modda. Uch", [("F_SEQ_START", "art_12"), ("F_FLATTENED", "art_121")]),
        ("I bob. Bir\n1-modda. Bir\nMatn.\nIII bob. Uch\n2-modda. Ikki\nMatn.", [("F_SEQ_GAP", "chp_III")]),
        ("1. Quyidagilar:\na) bir;\nb) ikki;\ng) toʻrt.", [("F_SEQ_GAP", "point_1__subpoint_g")]),
        ("1. Quyidagilar:\na) bir;\nb) ikki;\nv) uch.\n2. Yana:\n1) bir;\n2) ikki.\n2.1. Ichki.", []),
        ("1. Quyidagilar:\nа) bir;\nб) ikki;\nб) uch.", [("F_SEQ_REPEAT", "point_1__subpoint_b_2")]),
    ],
)  # fmt: skip
def test_numbers_that_do_not_run_on(text: str, expected: list[tuple[str, str]]) -> None:
    assert warnings(text) == expected


@pytest.mark.parametrize(
    ("jurisdiction", "text", "expected"),
    [
        ("uzbekistan", "1. Nizom 2-ilovaga muvofiq tasdiqlansin.\n> 1-ILOVA\nNIZOM\n1. Bir.", [("F_ANNEX_MISSING", "point_1")]),
        ("uzbekistan", "1. Низом 1-иловага мувофиқ тасдиқлансин.\n> 1-ИЛОВА\nНИЗОМ\n1. Бир.", []),
        ("uzbekistan", "1. Qonunning 3-ilovasi oʻzgartirilsin.\n2. “4-ilovaga muvofiq” soʻzlari chiqarilsin.", []),
        ("uzbekistan", "1. Утвердить правила согласно приложению № 2.\n> Приложение № 1\nПРАВИЛА\n1. Раз.", [("F_ANNEX_MISSING", "point_1")]),
        ("uzbekistan", "1. Утвердить согласно приложению № 2 к постановлению от 1 марта.", []),
        ("uzbekistan", "1-modda. Bir\nUshbu Qonunning 7-moddasi qoʻllaniladi.\n2-modda. Ikki\nUshbu Qonunning 1-moddasi.",
         [("F_REFERENCE_BROKEN", "art_1__para_1")]),
        ("kazakhstan", "Статья 1. Раз\nСогласно статье 12-1 настоящего Закона.\nСтатья 2. Два\nПо статье 9 Закона о печати.",
         [("F_REFERENCE_BROKEN", "art_1__para_1")]),
        ("united_kingdom", "Rooms\n1. Rooms are listed in Schedule 1, and not in Schedule 2 to another Act; see section 4 of this Act.",
         [("F_REFERENCE_BROKEN", "art_1"), ("F_ANNEX_MISSING", "art_1")]),
        ("vietnam", "Điều 1. Một\n1. Theo quy định tại Điều 1 của Luật này.\n2. Theo Điều 5 của Luật này.", [("F_REFERENCE_BROKEN", "art_1__point_2")]),
    ],
)  # fmt: skip
def test_own_annexes_and_articles_that_are_not_there(
    jurisdiction: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(warnings(text, jurisdiction)) == sorted(expected)


def test_a_table_of_contents_that_disagrees_with_the_headings() -> None:
    assert warnings("""
        MUNDARIJA
        1-bob. Umumiy qoidalar ....... 1
        2-bob. Ariza berish 3
        4-bob. Yakun 5
        1-bob. Umumiy qoidalar
        1. Bir.
        2-bob. Ariza va shikoyat
        2. Ikki.
        3-bob. Javobgarlik
        3. Uch.
    """) == [("F_TOC_DIFFERS", "chp_2"), ("F_TOC_DIFFERS", "chp_3"), ("F_TOC_DIFFERS", "other_1")]
