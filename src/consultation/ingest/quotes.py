"""Where quoted new text begins and ends: quotation marks counted across paragraphs, in one pass."""

import re
from collections.abc import Callable
from itertools import islice

_MARK = re.compile('[«»“”„"]')
_BEFORE_WORD = frozenset(" \n([—–-:")  # what a mark that opens may stand behind
_AFTER_CLOSE = re.compile(r"""[»”"“](?:[\s.;:,]*|[;,]\s[^\W\d_]{1,3})$""")  # a short word is "and" after an item
_STARTS_INSIDE = re.compile(r""":\s*(?=[«“„"])""")
_LONG_ENOUGH = 50
_MOST_COLONS = 20  # places in a line looked at: each costs as much as the line is long


def net_depth(text: str) -> int:
    """How many quotations a line leaves open (negative: closes).

    A straight mark opens where a word begins; so do “ and ”, which are often typed for each other.
    """
    if _MARK.search(text) is None:
        return 0
    return sum(_turn(text, match.start()) for match in _MARK.finditer(text))


def _turn(text: str, place: int) -> int:
    """1 when the mark at a place opens a quotation, -1 when it closes one."""
    mark = text[place]
    if mark in "«„":
        return 1
    if mark == "»":
        return -1
    is_behind_word = place > 0 and text[place - 1] not in _BEFORE_WORD
    after = text[place + 1 : place + 2]
    if mark == "“":
        return -1 if is_behind_word and not after.isalnum() else 1
    begins_word = not is_behind_word and (after.isalnum() or (mark == '"' and after in "«“„(…—-" and after != ""))
    return 1 if begins_word else -1


def closings(depths: list[int]) -> list[int | None]:
    """For each line, the line on which a quotation opened at its start is closed again; None when it never is.

    The line itself, when the marks of the line balance. Linear: next smaller-or-equal element by a stack.
    """
    before = [0]
    for depth in depths:
        before.append(before[-1] + depth)
    ends: list[int | None] = [None] * len(depths)
    waiting: list[int] = []
    for line in range(len(depths)):
        waiting.append(line)
        while waiting and before[line + 1] <= before[waiting[-1]]:
            ends[waiting.pop()] = line
    return ends


def starts_quoted(text: str) -> bool:
    """Whether a line begins with an opening mark."""
    return text[:1] in {"«", "“", "„", '"'}


def ends_quoted(text: str) -> bool:
    """Whether a line ends with a closing mark, the outer sentence's punctuation after it not counted."""
    return _AFTER_CLOSE.search(text) is not None


def is_one_quotation(text: str) -> bool:
    """Whether a line stands in one quotation from its first sign to its end, whatever is quoted inside."""
    if not starts_quoted(text):
        return False
    depth = 0
    last = _last_mark(text)
    for match in _MARK.finditer(text, 0, last):
        depth += _turn(text, match.start())
        if depth <= 0:
            return False
    return True


def cut_inside(text: str, opens: Callable[[str], bool]) -> int | None:
    """Where quoted new text begins inside a line, after a colon; None when the line's quotations are short ones.

    `opens` says whether words begin a unit: a quotation that does is new text, however short, and so is a sentence.
    """
    for match in islice(_STARTS_INSIDE.finditer(text), _MOST_COLONS):
        rest = text[match.end() :]
        if net_depth(rest) > 0:
            return match.end()
        if not ends_quoted(rest) or not is_one_quotation(rest):
            continue
        inner = rest[1 : _last_mark(rest)].strip()
        if len(rest) > _LONG_ENOUGH or opens(inner) or (inner.endswith(".") and not inner[:1].islower()):
            return match.end()
    return None


def _last_mark(text: str) -> int:
    match = _AFTER_CLOSE.search(text)
    return match.start() if match else len(text)


def without_marks(lines: list[str]) -> list[str]:
    """The lines of a quotation without its outermost marks; the punctuation after the last one stays."""
    stripped = list(lines)
    stripped[0] = stripped[0][1:].lstrip()
    match = _AFTER_CLOSE.search(stripped[-1])
    if match is not None:
        stripped[-1] = stripped[-1][: match.start()] + stripped[-1][match.start() + 1 :]
    return stripped
