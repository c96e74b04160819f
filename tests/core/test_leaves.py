"""Long texts are cut where a reader would put the book down."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consultation.core.leaves import WHOLE, leaf_starts, leaves
from consultation.core.vocabulary import ClauseKind


@dataclass(frozen=True)
class Unit:
    depth: int
    kind: ClauseKind
    quoted: bool = False


CHAPTER, ARTICLE, POINT = Unit(0, ClauseKind.CHAPTER), Unit(1, ClauseKind.ARTICLE), Unit(2, ClauseKind.POINT)


def test_a_text_that_can_be_read_at_once_is_one_leaf() -> None:
    assert leaf_starts([]) == [0]
    assert leaf_starts([ARTICLE] * WHOLE) == [0]


def test_leaves_hold_every_unit_once() -> None:
    text = [ARTICLE] * 200 + [CHAPTER] + [ARTICLE] * 200
    assert [list(leaf) for leaf in leaves(text)] == [text[:200], text[200:]]
    assert leaves([]) == [[]]


def test_a_code_is_shared_out_evenly_and_cut_at_articles() -> None:
    code = ([CHAPTER] + ([ARTICLE] + [POINT] * 4) * 30) * 40
    starts = leaf_starts(code)
    lengths = [after - before for before, after in pairwise([*starts, len(code)])]
    assert len(starts) == 30
    assert {code[start].kind for start in starts} == {ClauseKind.CHAPTER, ClauseKind.ARTICLE}
    assert (min(lengths) > 100, max(lengths) < 210) == (True, True)


def test_a_chapter_is_not_left_alone_at_the_end_of_a_leaf() -> None:
    text = [ARTICLE] * 200 + [CHAPTER] + [ARTICLE] * 200
    assert leaf_starts(text) == [0, 200]


def test_quoted_articles_are_not_torn_from_what_quotes_them() -> None:
    text = (
        [Unit(0, ClauseKind.ARTICLE)]
        + [Unit(1, ClauseKind.ARTICLE, quoted=True)] * 330
        + [Unit(0, ClauseKind.ARTICLE)] * 30
    )
    assert leaf_starts(text) == [0, 331]


def test_one_endless_unit_is_cut_all_the_same() -> None:
    annex = [Unit(0, ClauseKind.ANNEX)] + [Unit(1, ClauseKind.POINT)] * 1_000
    assert leaf_starts(annex) == [0, 400, 800]


UNITS = st.builds(Unit, st.integers(0, 4), st.sampled_from(ClauseKind), st.booleans())


@given(st.lists(UNITS, max_size=1_500))
def test_leaves_are_in_order_and_none_is_empty(units: list[Unit]) -> None:
    starts = leaf_starts(units)
    assert starts[0] == 0
    assert all(before < after for before, after in pairwise(starts))
    assert starts[-1] < max(len(units), 1)
