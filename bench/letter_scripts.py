"""How people type: one text in the scripts, apostrophes and habits of a country, typing errors and letters that only look alike."""

import re
from collections.abc import Callable
from random import Random

APOSTROPHES = (("ʻ", "ʼ"), ("'", "'"), ("‘", "’"), ("`", "'"), ("’", "’"))
"""Pairs for the mark of oʻ, gʻ and for the tutuq belgisi."""

_DIGRAPHS = "Oʻ oʻ Gʻ gʻ Sh SH sh Ch CH ch Yo yo Yu yu Ya ya Ye ye ʼ Ts ts"
_ONE_LETTER = "Ў ў Ғ ғ Ш Ш ш Ч Ч ч Ё ё Ю ю Я я Е е ъ Ц ц"
_TO_CYRILLIC = tuple(zip(_DIGRAPHS.split(), _ONE_LETTER.split(), strict=True))
_LETTERS = str.maketrans(
    "ABDEFGHIJKLMNOPQRSTUVXYZabdefghijklmnopqrstuvxyz", "АБДЕФГҲИЖКЛМНОПҚРСТУВХЙЗабдефгҳижклмнопқрстувхйз"
)
_E_FIRST = re.compile(r"\b[Ee]")
_RUSSIAN_KEYS = str.maketrans("ЎҚҒҲўқғҳ", "УКГХукгх")
_NEW = (
    ("oʻ", "õ"),
    ("Oʻ", "Õ"),
    ("gʻ", "ğ"),
    ("Gʻ", "Ğ"),
    ("sh", "ş"),
    ("Sh", "Ş"),
    ("ch", "ç"),
    ("Ch", "Ç"),
    ("ʼ", "'"),
)
_SOUNDS = "a b v g d e yo zh z i y k l m n o p r s t u f h ts ch sh sch y e yu ya"
_RUSSIAN = str.maketrans(
    dict(zip(list("абвгдеёжзийклмнопрстуфхцчшщыэюя"), _SOUNDS.split(), strict=True)) | {"ъ": "", "ь": ""}
)
_ALIKE_TO_CYRILLIC = str.maketrans("aceopxy", "асеорху")
_ALIKE_TO_LATIN = str.maketrans("асеорху", "aceopxy")


def _latin(text: str, rng: Random) -> str:
    turned, tutuq = rng.choice(APOSTROPHES)
    return text.replace("ʻ", turned).replace("ʼ", tutuq)


def _plain(text: str, _: Random) -> str:
    return text.replace("ʻ", "").replace("ʼ", "")


def _cyrillic(text: str, _: Random) -> str:
    text = _E_FIRST.sub(lambda found: "Э" if found[0] == "E" else "э", text)
    for latin, letter in _TO_CYRILLIC:
        text = text.replace(latin, letter)
    return text.translate(_LETTERS)


def _russian_keyboard(text: str, rng: Random) -> str:
    return _cyrillic(text, rng).translate(_RUSSIAN_KEYS)


def _reformed(text: str, _: Random) -> str:
    for old, new in _NEW:
        text = text.replace(old, new)
    return text


def _chat(text: str, rng: Random) -> str:
    return _plain(text, rng).replace("sh", "w").replace("Sh", "W")


def _as_it_is(text: str, _: Random) -> str:
    return text


def _russian_in_latin(text: str, _: Random) -> str:
    return text.lower().translate(_RUSSIAN)


SCRIPTS: dict[str, dict[str, tuple[float, Callable[[str, Random], str]]]] = {
    "uz": {
        "latin": (0.60, _latin),
        "cyr": (0.20, _cyrillic),
        "latin_plain": (0.09, _plain),
        "cyr_ru": (0.06, _russian_keyboard),
        "chat": (0.025, _chat),
        "latin_new": (0.025, _reformed),
    },
    "ru": {"ru": (0.93, _as_it_is), "ru_lat": (0.07, _russian_in_latin)},
}
"""By language: each way of typing with its share."""


def looking_alike(text: str, rng: Random) -> str:
    """A third of the letters that have a twin in the other alphabet put as that twin, word by word."""
    is_cyrillic = sum("а" <= letter <= "я" for letter in text.lower()) > len(text) / 3
    table = _ALIKE_TO_LATIN if is_cyrillic else _ALIKE_TO_CYRILLIC
    return "".join(letter.translate(table) if rng.random() < 0.33 else letter for letter in text)


def misspelt(words: list[str], rng: Random) -> list[str]:
    """Errors in 0.4 to 3.5 % of the characters, in words of five letters and more: one dropped, doubled or swapped."""
    share = rng.uniform(0.004, 0.035)
    found = list(words)
    for place, word in enumerate(words):
        if len(word) > 4 and rng.random() < share * len(word):
            at = rng.randrange(1, len(word) - 2)
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            found[place] = rng.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], swapped))
    return found
