"""The printed number of a clause: the bare one inside it, words without it, and whether another spelling is the file's own."""

import re
from typing import Final

from consultation.core.letters import LOOK_ALIKES

_NUMBER: Final = re.compile(r"\d+(?:[.-]\d+)*|[^\W\d_]+")
_SUPERSCRIPT: Final = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# One character for one, so that offsets hold: raised digits on the line, look-alike letters in one script, small letters.
_FOLDED: Final = str.maketrans({**LOOK_ALIKES, **{chr(raised): chr(digit) for raised, digit in _PLAIN.items()}})

_CLOSING: Final = r"[-‐‑–—.,:;)\]]*"


def bare_number(num: str) -> str | None:
    """The canonical number inside a printed one: "12¹-modda." -> "12-1", "v)" -> "v"; None when it holds none."""
    plain = _SUPERSCRIPT.sub(lambda digits: "-" + digits[0].translate(_PLAIN), num)
    found: list[str] = _NUMBER.findall(plain)
    digits = [piece for piece in found if piece[0].isdigit()]
    return next(iter(digits or found), None)


def without_number(words: str, num: str | None) -> str:
    """`words` without the printed number `num` and the space after it: who rewrites a clause often copies its number too."""
    printed = (num or "").strip()
    rest = words.lstrip().removeprefix(printed)
    return rest.lstrip() if printed and rest[:1].isspace() and rest.strip() else words


def respelled(words: str, num: str) -> int | None:
    """Where in `words` the number `num` ends that they begin with; None when they do not.

    Letters and digits must be the same in the same order. What may differ is what a file loses or people mistype: the
    height of a digit (121 for 12¹), punctuation and blanks, letters of another alphabet that look alike.
    """
    signs = [re.escape(sign) for sign in num.translate(_FOLDED).lower() if sign.isalnum()]
    if not signs:
        return None
    found = re.match(r"[\W_]*" + r"[\W_]*".join(signs) + r"(?![^\W_])" + _CLOSING, words.translate(_FOLDED).lower())
    return found.end() if found else None
