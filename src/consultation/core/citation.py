"""How a lawyer cites a clause, from its path, in the language of the draft.

"5-moddaning ikkinchi qismi 3-bandi", "пункт 3 части второй статьи 5". Turkic languages go from the whole to the
part, the whole in the genitive; Russian and English go from the part to the whole. Units that are found without
naming what is around them (an article, a point whose numbering runs across chapters) are cited without it.
"""

import re
from collections.abc import Sequence
from textwrap import shorten
from typing import Final, NamedTuple

from consultation.core.citation_words import NAMES, ORDINALS, Name
from consultation.core.clause import Clause
from consultation.core.vocabulary import ClauseKind, Language

_GROUPING = frozenset(
    {ClauseKind.PART, ClauseKind.SECTION, ClauseKind.SUBSECTION, ClauseKind.CHAPTER, ClauseKind.SUBCHAPTER}
)
_COUNTED = frozenset({ClauseKind.PARAGRAPH, ClauseKind.INDENT})
# What is told apart by its place where it has no number: rows always, the others only from the second one on.
_PLACED = frozenset({ClauseKind.TABLE, ClauseKind.NOTE, ClauseKind.QUOTED, ClauseKind.ROW})
_BEGIN_WITH_WORDS = frozenset(
    {ClauseKind.ARTICLE, ClauseKind.PARAGRAPH, ClauseKind.POINT, ClauseKind.SUBPOINT, ClauseKind.PREAMBLE}
)
_SHOWN = re.compile(r"\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:[.‑–-]\d+)*|\b[IVXLC]+\b")
_OPENING: Final = 70  # characters of a text that stand for a name
_TURKIC = frozenset({Language.UZ_LATN, Language.UZ_CYRL, Language.KAA_LATN, Language.KAA_CYRL})


class _Step(NamedTuple):
    """One unit of a citation: its names in the language, its number as shown, whether the number is an ordinal word."""

    kind: ClauseKind
    name: Name
    number: str
    is_ordinal: bool


def citation(path: Sequence[Clause], language: Language) -> str:
    """Cite the last clause of a path (outermost first, as `Outline.path` gives it); English for an unknown language.

    Clauses that count unnumbered units take their place from the id, one higher where the parent's own text is the
    first part or indent (a point's introductory words are its first indent).
    """
    known = language if language in NAMES else Language.EN
    steps = [_step(path, place, known) for place in _cited(path)]
    if known in _TURKIC:
        return _whole_to_part(steps)
    return _part_to_whole(steps, known)


def _cited(path: Sequence[Clause]) -> list[int]:
    """Places in the path that a citation names: the clause itself, and what is needed to find it."""
    last = len(path) - 1
    is_counted_there = path[last].kind in _COUNTED
    return [
        place
        for place, clause in enumerate(path)
        if place == last or not _is_skipped(clause) or (place == last - 1 and is_counted_there)
    ]


def _is_skipped(clause: Clause) -> bool:
    return clause.kind in _GROUPING or (clause.kind is ClauseKind.TABLE and not _placed_number(clause))


def _step(path: Sequence[Clause], place: int, language: Language) -> _Step:
    clause = path[place]
    name = NAMES[language][clause.kind]
    if clause.kind in _COUNTED and not clause.number:
        position = _position(clause) + _own_words(path, place)
        words = ORDINALS[language][name.gender]
        is_word = position <= len(words)
        return _Step(clause.kind, name, words[position - 1] if is_word else str(position), is_word)
    number = shown_number(clause) or _placed_number(clause)
    if not number and clause.kind is ClauseKind.PART and clause.num:
        named = clause.num.capitalize()
        name = name._replace(alone=named, of_first=named, owned=named)
    return _Step(clause.kind, name, number, is_ordinal=False)


def _placed_number(clause: Clause) -> str:
    """The place of a row, a further table, note or quotation among its like; empty where none is needed."""
    position = _position(clause)
    is_needed = clause.kind in _PLACED and (position > 1 or clause.kind is ClauseKind.ROW)
    return str(position) if is_needed else ""


def _position(clause: Clause) -> int:
    """The place of an unnumbered unit among its like, as its id counts it."""
    digits = re.search(r"_(\d+)$", clause.eid)
    return int(digits[1]) if digits else 1


def _own_words(path: Sequence[Clause], place: int) -> int:
    return int(place > 0 and path[place - 1].kind in _BEGIN_WITH_WORDS and bool(path[place - 1].text))


def called(path: Sequence[Clause], language: Language) -> str:
    """What to call a clause in a list: its citation with its heading, or with its first words when it is just text."""
    clause = path[-1]
    cited = citation(path, language)
    heading = clause.heading
    if heading is None and clause.kind is ClauseKind.OTHER and not clause.number:
        heading = shorten(clause.text, _OPENING, placeholder="…")
    return ". ".join(filter(None, (cited[:1].upper() + cited[1:], heading)))


def shown_number(clause: Clause) -> str:
    """The number as people say it: "12¹" of "12¹-modda.", "v" of "v)"; empty for an unnumbered unit."""
    found = _SHOWN.search(clause.num or "")
    return found[0] if found else (clause.number or "")


def _whole_to_part(steps: list[_Step]) -> str:
    first, *others = steps
    said = [_numbered(first, first.name.of_first if others else first.name.alone)]
    return " ".join([*said, *(_numbered(step, step.name.owned) for step in others)])


def _numbered(step: _Step, form: str) -> str:
    if not step.number:
        return form
    if step.is_ordinal:
        return f"{step.number} {form}"
    if step.kind is ClauseKind.SUBPOINT and step.number.isalpha():
        return f"“{step.number}” {form}"
    return f"{step.number}-{form}"


def _part_to_whole(steps: list[_Step], language: Language) -> str:
    say = _say_russian if language is Language.RU else _say_english
    said = [say(step, place == 0) for place, step in enumerate(reversed(steps))]
    return (" " if language is Language.RU else " of ").join(said)


def _say_russian(step: _Step, is_first: bool) -> str:  # noqa: FBT001 - the first unit stands in the nominative
    form = step.name.alone if is_first else step.name.of_first
    if not step.number:
        return form
    if step.is_ordinal:
        nominative = ORDINALS[Language.RU][step.name.gender]
        genitive = ORDINALS[Language.RU][step.name.gender + "_genitive"]
        return f"{form} {step.number if is_first else genitive[nominative.index(step.number)]}"
    if step.kind is ClauseKind.ANNEX:
        return f"{form} № {step.number}"
    if step.kind is ClauseKind.SUBPOINT and step.number.isalpha():
        return f"{form} «{step.number}»"
    return f"{form} {step.number}"


def _say_english(step: _Step, is_first: bool) -> str:  # noqa: FBT001 - both languages share one signature
    form = step.name.alone
    if not step.number:
        return form if is_first else f"the {form}"
    if step.is_ordinal:
        return f"the {step.number} {form}" if not is_first else f"{step.number} {form}"
    if step.kind is ClauseKind.SUBPOINT and step.number.isalpha():
        return f"{form} ({step.number})"
    return f"{form} {step.number}"
