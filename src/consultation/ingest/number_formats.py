"""How a list counter is printed: every number format of Word that drafts use, each bounded in length."""

import re
from collections.abc import Callable

COUNTER_CAP = 32_767
_LONGEST = 64
_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Word counts ы and leaves out ё, й, ъ, ь (docx.md, section 3, rule 10).
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINAL_WORDS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_HUNDRED, _THOUSAND = 100, 1000
_CHICAGO = "*†‡§"
_ENCLOSED = 20


def roman(value: int) -> str:
    """Lower-case Roman numeral; plain digits outside 1..4999, where Roman ones would run wild."""
    if not 0 < value < 5000:  # noqa: PLR2004 - the highest a draft could need
        return str(value)
    digits = []
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        digits.append(sign * count)
    return "".join(digits)


def _latin(value: int) -> str:
    """A ... z, then aa, bb: Word repeats the letter."""
    if value < 1:
        return str(value)
    repeats, place = divmod(value - 1, len(_LATIN))
    return _LATIN[place] * min(repeats + 1, _LONGEST)


def _russian(value: int) -> str:
    """а ... я, then аа, аб: unlike Latin letters these count on."""
    letters = ""
    while value > 0:
        value, place = divmod(value - 1, len(_RUSSIAN))
        letters = _RUSSIAN[place] + letters
    return letters or "0"


def _ordinal(value: int) -> str:
    teens = value % _HUNDRED in {11, 12, 13}
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _words(value: int) -> str:
    """English number words as Word writes them: without "and"."""
    if value >= _THOUSAND:
        thousands, rest = divmod(value, _THOUSAND)
        return f"{_words(thousands)} thousand" + (f" {_words(rest)}" if rest else "")
    if value >= _HUNDRED:
        hundreds, rest = divmod(value, _HUNDRED)
        return f"{_ONES[hundreds]} hundred" + (f" {_words(rest)}" if rest else "")
    if value < len(_ONES):
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def _cardinal_text(value: int) -> str:
    return str(value) if value < 0 else _words(value).capitalize()


def _ordinal_text(value: int) -> str:
    if value < 0:
        return _ordinal(value)
    words = _words(value)
    last = re.split("[ -]", words)[-1]
    ending = _ORDINAL_WORDS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (words[: len(words) - len(last)] + ending).capitalize()


def _chicago(value: int) -> str:
    """The signs of footnotes: *, †, ‡, §, then each twice and so on."""
    if value < 1:
        return str(value)
    repeats, place = divmod(value - 1, len(_CHICAGO))
    return _CHICAGO[place] * min(repeats + 1, _LONGEST)


def _enclosed(first: str, value: int) -> str:
    """One of the twenty signs of Unicode for a number in a circle and the like; plain digits beyond."""
    return chr(ord(first) + value - 1) if 1 <= value <= _ENCLOSED else str(value)


def _digits(zero: str) -> Callable[[int], str]:
    table = {ord("0") + digit: chr(ord(zero) + digit) for digit in range(10)}
    return lambda value: str(value).translate(table)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": _latin,
    "upperLetter": lambda value: _latin(value).upper(),
    "russianLower": _russian,
    "russianUpper": lambda value: _russian(value).upper(),
    "ordinal": _ordinal,
    "ordinalText": _ordinal_text,
    "cardinalText": _cardinal_text,
    "none": lambda _value: "",
    "hex": lambda value: f"{value:X}",
    "chicago": _chicago,
    "decimalHalfWidth": str,
    "decimalFullWidth": _digits("\uff10"),
    "decimalFullWidth2": _digits("\uff10"),
    "thaiNumbers": _digits("\u0e50"),
    "hindiNumbers": _digits("\u0966"),
    "decimalEnclosedCircle": lambda value: _enclosed("\u2460", value),
    "decimalEnclosedFullstop": lambda value: _enclosed("\u2488", value),
    # Word has one sign for each; the digits between brackets say the same and can be referred to.
    "decimalEnclosedParen": lambda value: f"({value})",
    "numberInDash": lambda value: f"- {value} -",
}


def is_known(number_format: str) -> bool:
    """Whether the format is printed as Word does; others are printed as plain digits and reported."""
    return number_format in _FORMATS or number_format == "bullet"


def printed(value: int, number_format: str, custom: str | None = None) -> str:
    """A counter as printed. `custom` is Word's pattern for the custom format ("001, 002, ...")."""
    if number_format == "decimal" and 0 <= value <= COUNTER_CAP:
        return str(value)  # nearly every number of an act
    value = max(min(value, COUNTER_CAP), -COUNTER_CAP)
    if number_format == "custom" and custom and custom.split(",")[0].strip().isdigit():
        return str(value).zfill(min(len(custom.split(",")[0].strip()), 8))
    return _FORMATS.get(number_format, str)(value)[:_LONGEST]
