"""LISTNUM: a number that counts in the middle of a line, as the "(1)" of "1.—(1)" in British instruments.

The field never holds what it prints. Its lists are those of numbering.xml by name, and three that every Word has
(support.microsoft.com/kb/162895).
"""

import re
from typing import Final, NamedTuple

_FIELD: Final = re.compile(r'\s*LISTNUM\b\s*(?:"([^"]*)"|([^\\"\s]\S*))?', re.IGNORECASE)
_LEVEL: Final = re.compile(r'\\l\s*"?(\d{1,2})', re.IGNORECASE)
_START: Final = re.compile(r'\\s\s*"?(\d{1,5})', re.IGNORECASE)
DEFAULT: Final = "numberdefault"
_LETTER, _ROMAN = "lowerLetter", "lowerRoman"
BUILT_IN: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    DEFAULT: (
        *(("decimal", "%1)"), (_LETTER, "%2)"), (_ROMAN, "%3)")),
        *(("decimal", "(%4)"), (_LETTER, "(%5)"), (_ROMAN, "(%6)")),
        *(("decimal", "%7."), (_LETTER, "%8."), (_ROMAN, "%9.")),
    ),
    "outlinedefault": (
        *(("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3."), (_LETTER, "%4)"), ("decimal", "(%5)")),
        *((_LETTER, "(%6)"), (_ROMAN, "(%7)"), (_LETTER, "(%8)"), (_ROMAN, "(%9)")),
    ),
    "legaldefault": tuple(("decimal", "".join(f"%{n}." for n in range(1, level + 1))) for level in range(1, 10)),
}
"""The lists that need no definition: format and text of each level."""


class NumberField(NamedTuple):
    """What a field asks for: a list by its name in small letters ("" = the paragraph's own), a level from 1, a first value."""

    name: str
    level: int | None
    start: int | None


def number_field(code: str) -> NumberField | None:
    """A field's code as what it counts; None for every other field."""
    found = _FIELD.match(code)
    if found is None:
        return None
    level, start = _LEVEL.search(code, found.end()), _START.search(code, found.end())
    name = (found[1] or found[2] or "").strip().lower()
    return NumberField(name, int(level[1]) if level else None, int(start[1]) if start else None)
