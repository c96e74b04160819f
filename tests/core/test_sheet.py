"""The officer's sheet: corrections around what was set aside, the way back, and where clauses went."""

import pytest

from consultation.core import arrangement, correction, sheet
from consultation.core.clause import Clause, outline
from consultation.core.errors import NotFound
from consultation.core.sheet import Sheet
from consultation.core.vocabulary import ClauseKind


def _clause(kind: ClauseKind, number: str | None, text: str) -> Clause:
    return Clause("", None, kind, f"{number}." if number else None, number, None, text)


def _sheet() -> Sheet:
    return sheet.sheet_of(
        outline(
            [
                (0, _clause(ClauseKind.CHAPTER, "1", "")),
                (1, _clause(ClauseKind.ARTICLE, "1", "First.")),
                (2, _clause(ClauseKind.POINT, "1", "Point.")),
                (1, _clause(ClauseKind.OTHER, None, "page 1")),
                (1, _clause(ClauseKind.ARTICLE, "2", "Second. Third.")),
            ]
        )
    )


def _shown(found: Sheet) -> list[tuple[str, int, str, bool]]:
    return [(line.clause.eid, line.depth, line.clause.text, line.is_aside) for line in found.lines]


def test_a_clause_set_aside_keeps_its_place_through_other_corrections() -> None:
    aside = sheet.set_aside(_sheet(), ["chp_1__other_1"])
    after = sheet.corrected(aside, lambda tree: correction.split_at(tree, "chp_1__art_2", 8))
    assert _shown(after) == [
        ("chp_1", 0, "", False),
        ("chp_1__art_1", 1, "First.", False),
        ("chp_1__art_1__point_1", 2, "Point.", False),
        ("aside_1", 1, "page 1", True),
        ("chp_1__art_2", 1, "Second.", False),
        ("chp_1__art_2__para_1", 2, "Third.", False),
    ]
    assert sheet.put_back(after, ["aside_1"]).lines[3].clause.eid == "chp_1__other_1"


def test_what_was_below_a_clause_set_aside_moves_up_a_level() -> None:
    after = sheet.set_aside(_sheet(), ["chp_1__art_1"])
    assert [line[:2] for line in _shown(after)] == [
        ("chp_1", 0),
        ("aside_1", 1),
        ("chp_1__point_1", 1),
        ("chp_1__other_1", 1),
        ("chp_1__art_2", 1),
    ]


@pytest.mark.parametrize(
    "correct",
    [
        lambda it: sheet.set_aside(it, ["chp_1"]),
        lambda it: sheet.set_aside(it, ["chp_1__art_1"]),
        lambda it: sheet.corrected(it, lambda tree: correction.merge_with_previous(tree, ["chp_1__art_2"])),
        lambda it: sheet.corrected(it, lambda tree: arrangement.move_out(tree, ["chp_1__art_1"])),
        lambda it: sheet.corrected(it, lambda tree: correction.split_at(tree, "chp_1__art_2", 8)),
        lambda it: sheet.corrected(it, lambda tree: correction.change_kind(tree, ["chp_1__other_1"], ClauseKind.NOTE)),
    ],
)
def test_every_correction_can_be_taken_back(correct) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a lambda
    before = _sheet()
    after = correct(before)
    assert after != before
    assert sheet.undone(after, sheet.way_back(before, after)) == before


def test_ids_are_followed_to_where_the_words_went() -> None:
    before = _sheet()
    after = sheet.corrected(before, lambda tree: correction.merge_with_previous(tree, ["chp_1__other_1"]))
    moved = sheet.moved_ids(before, after)
    assert moved["chp_1__other_1"] == "chp_1__art_1__point_1"
    assert moved["chp_1__art_2"] == "chp_1__art_2"


def test_an_unknown_clause_is_not_found() -> None:
    with pytest.raises(NotFound):
        sheet.set_aside(_sheet(), ["art_99"])
