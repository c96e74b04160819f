"""The word diff gives both texts back and reads like a correction."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core.diff import Change, Span, diff_words

WORDS = st.lists(st.sampled_from(["besh", "oʻn", "kun", " ", ", ", "\n", ".", "kun,", "to‘lov", "‘"]), max_size=30).map(
    "".join
)


def short(before: str, after: str) -> list[tuple[str, str]]:
    return [(span.change.value, span.text) for span in diff_words(before, after)]


def test_one_word_is_replaced() -> None:
    assert short("Ariza oʻn kun ichida koʻrib chiqiladi.", "Ariza besh kun ichida koʻrib chiqiladi.") == [
        ("same", "Ariza "),
        ("removed", "oʻn"),
        ("added", "besh"),
        ("same", " kun ichida koʻrib chiqiladi."),
    ]


def test_neighbouring_words_are_one_change() -> None:
    assert short("a besh kun b", "a oʻttiz ish c b") == [
        ("same", "a "),
        ("removed", "besh kun"),
        ("added", "oʻttiz ish c"),
        ("same", " b"),
    ]


def test_an_added_comma_is_only_a_comma() -> None:
    assert short("besh kun berilsin", "besh kun, berilsin") == [
        ("same", "besh kun"),
        ("added", ","),
        ("same", " berilsin"),
    ]


def test_a_word_added_at_the_start_leaves_the_next_one_alone() -> None:
    assert short("Besh kun", "Kamida\nBesh kun") == [("added", "Kamida\n"), ("same", "Besh kun")]


@pytest.mark.parametrize("apostrophe", ["ʻ", "‘", "'", "`"])
def test_a_word_with_an_apostrophe_is_one_word(apostrophe: str) -> None:
    word = f"to{apostrophe}lov"
    assert short(f"har {word} uchun", "har jarima uchun")[1:3] == [("removed", word), ("added", "jarima")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ()),
        ("a b", "a b", (Span(Change.SAME, "a b"),)),
        ("", "a", (Span(Change.ADDED, "a"),)),
        ("a", "", (Span(Change.REMOVED, "a"),)),
    ],
)
def test_ends(before: str, after: str, expected: tuple[Span, ...]) -> None:
    assert diff_words(before, after) == expected


def check_gives_both_back(before: str, after: str) -> None:
    spans = diff_words(before, after)
    assert "".join(span.text for span in spans if span.change is not Change.ADDED) == before
    assert "".join(span.text for span in spans if span.change is not Change.REMOVED) == after
    assert all(span.text for span in spans)
    kinds = [span.change for span in spans]
    assert all(one != next_ for one, next_ in pairwise(kinds))
    assert (Change.ADDED, Change.REMOVED) not in pairwise(kinds)


@given(WORDS, WORDS)
def test_both_texts_come_back(before: str, after: str) -> None:
    check_gives_both_back(before, after)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_texts_come_back(before: str, after: str) -> None:
    check_gives_both_back(before, after)


def test_repetitive_and_huge_texts_are_compared_coarsely() -> None:
    chance = random.Random(3)
    before = " ".join(chance.choices("ab", k=20_000))
    after = " ".join(chance.choices("ab", k=20_000))
    check_gives_both_back(before, after)
    sentences = [" ".join(chance.choices("abcde", k=40)) + ". " for _ in range(400)]
    changed = [*sentences[:100], "yangi " + sentences[100], *sentences[101:]]
    spans = diff_words("".join(sentences), "".join(changed))
    assert [span.text for span in spans if span.change is Change.ADDED] == [" yangi"]
