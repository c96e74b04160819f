"""Uzbek Latin into Uzbek Cyrillic, for the interface catalogue; never used for keys (see `core.text`).

The rules of the 1995 alphabet the other way round, with a table of words (`core.cyrillic_words`) for what Latin does
not show. What is not Uzbek prose stays as it is: placeholders, tags, entities, addresses, Roman numerals, names of
formats, words with letters the alphabet does not have.
"""

import re

from consultation.core.cyrillic_words import BEGINNINGS

_KEPT = (
    r"%\(\w*\)[sdr]|%[sd%]|\{[^{}]*\}",
    r"</?[A-Za-z][^<>]*>|<!--.{0,2000}?-->|&#?\w+;",
    r"(?:https?://|www\.)[^\s<>\"]*[\w/]",
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?<![\w.-])(?:[\w-]+\.)+(?:uz|com|org|net|gov|ru)\b(?:/[\w/-]*)?",
    r"(?<!\w)\.(?:docx?|pdf|xlsx|csv|jsonl?|txt|rtf|odt|xml|dotx|wpd)\b",
    r"\b(?:HTML|JSON|CSV|PDF|PNG|JPEG|UTF|SHA|XLSX|DOCX|Word|Excel|Google|Telegram|OneID|SMS|URL|API|E-IMZO|IP|ZIP|XML|LibreOffice|Apple|Pages|Docs|Akoma Ntoso|File|Export To|Download|Microsoft)\b",
    r"\b[IVXLC]+\b(?!['`ʻʼ‘’])",
)
_MARK = "['`´ʻʼ‘’]"
_PIECE = re.compile(f"({'|'.join(_KEPT)})|([A-Za-z]+(?:{_MARK}[A-Za-z]+)*(?:(?<=[oOgG]){_MARK})?)", re.DOTALL)
_ROUND = re.compile(f"(?<=[oOgG]){_MARK}")
_TUTUQ = re.compile("['`´‘’]")
_FOREIGN = re.compile("[cC](?![hH])|[wW]")

_DIGRAPHS = {
    "oʻ": "ў",
    "gʻ": "ғ",
    "sʼh": "сҳ",
    "sh": "ш",
    "ch": "ч",
    "yo": "ё",
    "yu": "ю",
    "ya": "я",
    "ye": "е",
}
_LETTERS = dict(zip("abdefghijklmnopqrstuvxyzʼ", "абдефгҳижклмнопқрстувхйзъ", strict=True))
_UNIT = re.compile("[oO]ʻ|[gG]ʻ|[sS]ʼ[hH]|[sS][hH]|[cC][hH]|[yY][oO](?!ʻ)|[yY][uUaAeE]|.", re.DOTALL)
_LOAN_TS = re.compile("(?<=[aeiou])ts(?=i(?:ya|on|ent|ona))", re.IGNORECASE)
_VOWELS = frozenset("aeiouʻ")
_LONGEST = max(map(len, BEGINNINGS))


def to_cyrillic(text: str) -> str:
    """Uzbek Latin text in Uzbek Cyrillic; total, linear, and without effect on text that is Cyrillic already."""
    return _PIECE.sub(lambda found: found[1] or _word(found[2]), text)


def _word(latin: str) -> str:
    if _FOREIGN.search(latin):
        return latin
    latin = _TUTUQ.sub("ʼ", _ROUND.sub("ʻ", latin))
    low = latin.lower()
    for length in range(min(len(low), _LONGEST), 2, -1):
        if low[:length] in BEGINNINGS:
            return _known(latin, length)
    return _spelled(latin, before="")


def _known(latin: str, length: int) -> str:
    """A word that begins as one of the table; the case of its first letters is kept."""
    cyrillic = BEGINNINGS[latin[:length].lower()]
    if latin[length:]:
        cyrillic = cyrillic.removesuffix("ь")
    if latin[:length].isupper():
        cyrillic = cyrillic.upper()
    elif latin[0].isupper():
        cyrillic = cyrillic.capitalize()
    return cyrillic + _spelled(latin[length:], before=latin[length - 1])


def _spelled(latin: str, *, before: str) -> str:
    """Letter by letter; `before` is the Latin letter that precedes, "" at the start of a word."""
    units: list[str] = []
    for found in _UNIT.finditer(_LOAN_TS.sub(_as_ts, latin)):
        unit = found[0]
        units.append(_cased(_letter(unit.lower(), before.lower()), unit, latin))
        before = unit[-1]
    return "".join(units)


def _as_ts(found: re.Match[str]) -> str:
    return "Ц" if found[0][0] == "T" else "ц"


def _letter(unit: str, before: str) -> str:
    if unit == "e":
        return "э" if not before or before in _VOWELS else "е"
    if unit in {"ye", "yu"} and before and before not in _VOWELS and before not in "yʼ":
        return "ь" + _DIGRAPHS[unit]
    return _DIGRAPHS.get(unit) or _LETTERS.get(unit, unit)


def _cased(cyrillic: str, unit: str, word: str) -> str:
    if unit == "ʼ":
        return cyrillic.upper() if word.isupper() else cyrillic
    return cyrillic.upper() if unit[0].isupper() else cyrillic
