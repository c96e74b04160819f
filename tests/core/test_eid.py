"""Identifiers follow the naming convention, are unique, and sort as people count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core import eid
from consultation.core.vocabulary import ClauseKind as K


def made(*units: tuple[int, K, str | None]) -> list[str]:
    return [place.eid for place in eid.make(units)]


def test_the_example_of_the_convention() -> None:
    assert made((0, K.ANNEX, "1"), (1, K.CHAPTER, "2"), (2, K.POINT, "7"))[-1] == "att_1__chp_2__point_7"


def test_a_raised_and_a_dashed_number_are_kept_apart_by_the_repeat_rule() -> None:
    assert made((0, K.ARTICLE, "12-1"), (0, K.ARTICLE, "12-1"), (0, K.ARTICLE, "12-1")) == [
        "art_12-1",
        "art_12-1_2",
        "art_12-1_3",
    ]


def test_unnumbered_units_are_counted_and_single_ones_are_not() -> None:
    assert made((0, K.PREAMBLE, None), (0, K.ARTICLE, "1"), (1, K.PARAGRAPH, None), (1, K.PARAGRAPH, None)) == [
        "preamble",
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
    ]


def test_an_unnumbered_unit_takes_its_place_among_all_of_its_kind() -> None:
    assert made((0, K.TABLE, None), (1, K.ROW, "1"), (1, K.ROW, None), (0, K.ANNEX, "1"), (0, K.ANNEX, None)) == [
        "table_1",
        "table_1__tr_1",
        "table_1__tr_2",
        "att_1",
        "att_2",
    ]


@pytest.mark.parametrize(
    ("number", "cleaned"), [("1.2.", "1-2"), ("в", "v"), ("Ж", "j"), ("II", "II"), ("12-1", "12-1"), ("№", "")]
)
def test_numbers_are_cleaned_for_addresses(number: str, cleaned: str) -> None:
    assert eid.clean(number) == cleaned


def test_ids_parse_back() -> None:
    assert eid.parse("att_1__art_12-1_2") == (eid.Segment("att", "1", 1), eid.Segment("art", "12-1", 2))
    assert eid.kind_of("art_1__point_2") is K.POINT


@pytest.mark.parametrize("text", ["", "art", "nonsense_1", "art_1__", "../etc"])
def test_what_is_no_id_is_refused(text: str) -> None:
    if text == "art":
        assert eid.parse(text) == (eid.Segment("art", None, 1),)
        return
    with pytest.raises(ValueError, match="not an identifier"):
        eid.parse(text)


def test_order_is_as_people_count() -> None:
    ids = ["preamble", "art_2", "art_10", "art_12", "art_12-1", "art_12-1_2", "art_13", "att_1", "att_2", "att_10"]
    shuffled = [*ids[5:], *ids[:5]]
    assert sorted(shuffled, key=eid.order) == ids


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(list(K)), st.none() | st.text(max_size=6)), max_size=60))
def test_ids_are_always_unique_and_parse(units: list[tuple[int, K, str | None]]) -> None:
    settled, open_depth = [], -1
    for depth, kind, number in units:
        open_depth = min(depth, open_depth + 1)
        settled.append((open_depth, kind, number))
    ids = made(*settled)
    assert len(set(ids)) == len(ids)
    for one in ids:
        eid.parse(one)
        eid.order(one)
