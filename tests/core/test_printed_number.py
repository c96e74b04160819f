"""The number in front of a clause that somebody wrote anew."""

import pytest

from consultation.core.printed_number import without_number


@pytest.mark.parametrize(
    ("words", "num", "left"),
    [
        ("2. Reading is free.", "2.", "Reading is free."),
        ("  2.\u00a0Reading is free.", "2.", "Reading is free."),
        ("Article 3. Hours of opening", "Article 3.", "Hours of opening"),
        ("20. Reading is free.", "2.", "20. Reading is free."),
        ("2.5 hours are free.", "2.", "2.5 hours are free."),
        ("2.", "2.", "2."),
        ("Reading is free.", "2.", "Reading is free."),
        (" Reading is free.", None, " Reading is free."),
    ],
)
def test_only_the_printed_number_of_the_clause_is_left_out(words: str, num: str | None, left: str) -> None:
    assert without_number(words, num) == left
