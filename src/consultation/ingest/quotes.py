"""Where quoted new text begins and ends: quotation marks counted across paragraphs, in one pass."""

import re

OPENING = "«“„"
CLOSING = "»”"
_AFTER_CLOSE = re.compile(r"""[»”"“][\s.;:,]*$""")
_STARTS_INSIDE = re.compile(r""":\s*(?=[«“„"])""")
_LONG_ENOUGH = 50


def net_depth(text: str) -> int:
    """How many quotations a line leaves open (negative: closes). A straight mark opens where a word could begin."""
    if not any(mark in text for mark in '«»“”„"'):
        return 0
    depth = 0
    low_open = 0
    for place, char in enumerate(text):
        if char in "«„" or (char == "“" and not low_open):
            depth += 1
            low_open += char == "„"
        elif char in CLOSING or char == "“":
            depth -= 1
            low_open -= char == "“" or (char == "”" and low_open > 0)
        elif char == '"':
            depth += 1 if place == 0 or text[place - 1] in " \n(:[—-" else -1
    return depth


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


def cut_inside(text: str) -> int | None:
    """Where quoted new text begins inside a line, after a colon; None when the line's quotations are short ones."""
    for match in _STARTS_INSIDE.finditer(text):
        rest = text[match.end() :]
        is_open = net_depth(rest) > 0
        runs_to_end = ends_quoted(rest) and net_depth(rest[: _last_mark(rest)]) > 0
        if is_open or (runs_to_end and len(rest) > _LONG_ENOUGH):
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
