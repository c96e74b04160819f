"""What is stored and looked up for a text is a pure function of it, and near texts find each other by it."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core.text import skeleton
from consultation.dedup.signature import (
    FEW_BYTES,
    LEAST_COMMON,
    MOST_ASKED,
    MOST_STORED,
    MOST_TRIED,
    WINDOW,
    Signature,
    asked,
    candidates,
    stored,
)

WORDS = "kutobhona har konii ociik bolsin bolalar kitob okiwga kelsin oka kitobhonlar soni kopaiadi va bilim ortadi"
LETTER = " ".join(f"{word}{number}" for number in range(12) for word in WORDS.split())


def test_values_are_what_they_were_on_every_platform() -> None:
    assert stored("abcdefghijklmnopqrstuvwxyz"[: WINDOW + 2]) == Signature(
        (-3068997935444178930, -2954185444160073710, 4143716527010048741), 0
    )


def test_text_shorter_than_a_window_has_no_values() -> None:
    assert asked("a" * (WINDOW - 1)) == stored("") == Signature((), 0)


def test_what_is_stored_is_asked_by_the_same_text_and_stays_within_bounds() -> None:
    for length in (WINDOW, FEW_BYTES, FEW_BYTES + 40, 500, len(LETTER)):
        own = LETTER[:length].strip()
        kept, looked_up = stored(own), asked(own)
        assert len(kept.values) <= MOST_STORED
        assert len(looked_up.values) <= MOST_ASKED
        finer = [value for value in looked_up.values if value % (1 << kept.bits) == 0]
        coarser = [value for value in kept.values if value % (1 << looked_up.bits) == 0]
        assert finer == coarser


def test_values_do_not_depend_on_the_hash_seed() -> None:
    code = f"from consultation.dedup.signature import asked; print(asked({LETTER!r}))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert seen == {f"{asked(LETTER)}\n"}


@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_any_skeleton_has_signed_values_in_rising_order(text: str) -> None:
    for signature in (asked(skeleton(text)), stored(skeleton(text))):
        assert list(signature.values) == sorted(signature.values)
        assert all(-(1 << 63) <= value < 1 << 63 and value % (1 << signature.bits) == 0 for value in signature.values)


@pytest.mark.parametrize(
    ("hits", "asked_bits", "tried"),
    [
        ([(7, 2)], 2, []),
        ([(7, 2), (7, 2)], 2, [7]),
        ([(7, 0)] * 4, 1, [7]),
        ([(9, 3), (4, 3), (6, 4), (1, 0), (8, 3), (2, 3)], 2, [6, 2, 4, 8]),
    ],
)
def test_holders_with_most_common_windows_are_tried_and_the_older_first(
    hits: list[tuple[int, int]], asked_bits: int, tried: list[int]
) -> None:
    assert (candidates(hits, asked_bits), LEAST_COMMON, MOST_TRIED) == (tried, 8, 4)
