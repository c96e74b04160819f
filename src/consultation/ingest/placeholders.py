"""Names for what cannot be text: "[rasm: gerb]" stands in the text where the page shows an image.

The reader does not know yet in which language a draft is; it writes the kind after an object replacement character,
and `in_language` puts the draft's own word there once the language is known.
"""

import re
from collections.abc import Mapping
from typing import Final

from consultation.core.vocabulary import Language

_SIGN: Final = "\ufffc"
_LONGEST = 200
_MARKED = re.compile(rf"{_SIGN}(image|chart|diagram|object|formula|sign)")
_ONLY = re.compile(rf"(?:\s*\[{_SIGN}[^\]]*\])+\s*")
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.UZ_LATN: {
        "image": "rasm", "chart": "diagramma", "diagram": "chizma", "object": "obyekt", "formula": "formula", "sign": "belgi",
    },
    Language.UZ_CYRL: {
        "image": "расм", "chart": "диаграмма", "diagram": "чизма", "object": "объект", "formula": "формула", "sign": "белги",
    },
    Language.RU: {
        "image": "рисунок", "chart": "диаграмма", "diagram": "схема", "object": "объект", "formula": "формула", "sign": "знак",
    },
    Language.KAA_LATN: {
        "image": "súwret", "chart": "diagramma", "diagram": "sızılma", "object": "obyekt", "formula": "formula", "sign": "belgi",
    },
    Language.KAA_CYRL: {
        "image": "сүўрет", "chart": "диаграмма", "diagram": "сызылма", "object": "объект", "formula": "формула", "sign": "белги",
    },
}  # fmt: skip


def placeholder(kind: str, words: str = "") -> str:
    """What stands in the text for a thing of that kind; `words` are its alternative text, if it has any."""
    said = " ".join(words.replace("[", "(").replace("]", ")").replace(_SIGN, "").split())[:_LONGEST].strip()
    return f"[{_SIGN}{kind}: {said}]" if said else f"[{_SIGN}{kind}]"


def has_placeholder(text: str) -> bool:
    """Whether a text names something that cannot be text, in no language yet."""
    return _SIGN in text


def is_only_placeholders(text: str) -> bool:
    """Whether a text says nothing but what cannot be text."""
    return _ONLY.fullmatch(text) is not None


def in_language(text: str, language: Language) -> str:
    """The text with the draft's own words in its placeholders; English ones for a language we have none for."""
    words = _WORDS.get(language, {})
    return _MARKED.sub(lambda match: words.get(match[1], match[1]), text).replace(_SIGN, "")
