"""Which number comes after which: digits, letters of every alphabet, Roman numerals, inserted numbers."""

import re
from functools import lru_cache

_PIECE = re.compile(r"\d+|[a-z]")
_BEFORE_A = ord("a") - 1

# How letters are counted, whatever the country: Cyrillic without and with й and ы, Latin in the Cyrillic order, Latin,
# Vietnamese.
_ALPHABETS = (
    "абвгдежзийклмнопрстуфхцчшщэюя",
    "абвгдежзиклмнопрстуфхцчшщыэюя",
    "abvgdejziyklmnoprstufx",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdđeghiklmnopqrstuvxy",
)


_ROMANS = tuple(
    tens + ones
    for tens in ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
)


def roman_value(number: str | None) -> int | None:
    """What a Roman numeral up to 99 is worth; None for anything else."""
    lowered = (number or "").lower()
    return _ROMANS.index(lowered) if lowered and lowered in _ROMANS else None


def _is_roman(number: str) -> bool:
    return number in _ROMANS


def follows(number: str | None, before: str | None) -> bool:
    """Whether a number is the one after another in some way of counting: digits, letters, inserted numbers."""
    if number is None or before is None:
        return False
    if number.isdecimal() and before.isdecimal():
        return int(number) == int(before) + 1
    if number.isupper() and before.isupper():
        number, before = number.lower(), before.lower()
    if len(number) == len(before) == 1 and any(before + number in alphabet for alphabet in _ALPHABETS):
        return True
    if _is_roman(number) and _is_roman(before):
        return _ROMANS.index(number) == _ROMANS.index(before) + 1
    level, _, last = number.rpartition(".")
    level_before, _, last_before = before.rpartition(".")
    here, there = ordinal(last), ordinal(last_before)
    return level == level_before and here is not None and there is not None and _is_after(here, there)


def _is_after(here: tuple[int, ...], there: tuple[int, ...]) -> bool:
    if len(here) == 1:
        return here[0] == there[0] + 1
    return here[:-1] == there or (here[:-1] == there[:-1] and here[-1] == there[-1] + 1)


@lru_cache(maxsize=4096)  # the same small numbers come again in every list
def ordinal(number: str | None) -> tuple[int, ...] | None:
    """A number as what it is sorted by: "12-1" and "12a" -> (12, 1), "1.2" -> (1, 2); None without digits first."""
    if number is None or not number[:1].isdigit():
        return None
    pieces = _PIECE.findall(number.lower())
    return tuple(int(piece) if piece.isdigit() else ord(piece) - _BEFORE_A for piece in pieces)


def is_first(number: str | None) -> bool:
    """Whether a number begins a list."""
    return number in {"1", "a", "а", "i", "I"}
