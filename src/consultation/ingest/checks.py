"""What an officer should look at in a finished split: gaps and repeats in numbering, and what the reader noticed."""

from collections.abc import Iterator, Sequence

from consultation.core.clause import Clause
from consultation.core.messages import Message, message, message_n
from consultation.core.sheet import FIRST_ASIDE
from consultation.core.vocabulary import ClauseKind
from consultation.ingest.findings import IngestWarning
from consultation.ingest.lines import Facts
from consultation.ingest.sequence import follows, is_first, ordinal, roman_value

_RUNNING = frozenset({ClauseKind.PART, ClauseKind.SECTION, ClauseKind.CHAPTER, ClauseKind.ARTICLE, ClauseKind.ANNEX})
_COUNTED = frozenset({*_RUNNING, ClauseKind.SUBSECTION, ClauseKind.SUBCHAPTER, ClauseKind.POINT, ClauseKind.SUBPOINT})
_THROUGHOUT = frozenset({ClauseKind.ARTICLE})
_ITEMS = frozenset({ClauseKind.POINT, ClauseKind.SUBPOINT})
_UNITS = frozenset({ClauseKind.ARTICLE, ClauseKind.POINT, ClauseKind.CHAPTER})
_MOST = 200  # warnings of one sort: more help nobody


def check(clauses: Sequence[Clause], facts: Facts, asides: int = 0) -> list[IngestWarning]:
    """Warnings about a whole draft, those about the file first; `asides` counts the lines that were set aside."""
    found = [*_about_file(facts, asides)]
    if not any(clause.kind in _UNITS for clause in clauses):
        found.append(
            _warning(
                "F_NO_UNITS",
                message("No articles, points or chapters were found. Mark them by hand before publishing."),
            )
        )
    found.extend(_sequences(clauses))
    return found


def _warning(code: str, sentence: Message, eid: str | None = None) -> IngestWarning:
    return IngestWarning(code, sentence, eid)


def _sequences(clauses: Sequence[Clause]) -> Iterator[IngestWarning]:
    scopes: dict[str | None, str] = {None: ""}
    last: dict[tuple[str, ClauseKind, str], Clause] = {}
    told = 0
    for clause in clauses:
        scopes[clause.eid] = clause.eid if clause.kind is ClauseKind.ANNEX else scopes.get(clause.parent, "")
        if clause.kind not in _COUNTED or clause.number is None or clause.quoted or told >= _MOST:
            continue
        # Articles count through the body they stand in, the annex or the act; all else begins anew in each parent.
        scope = scopes[clause.eid] if clause.kind in _THROUGHOUT else clause.parent or ""
        series = (scope, clause.kind, _look(clause))
        before = last.get(series)
        warning = _compared(before, clause) if before is not None else _started(clause)
        if (
            warning is None or warning.code != "F_FLATTENED"
        ):  # what follows such a number is compared with the one before it
            last[series] = clause
        if warning is not None:
            told += 1
            yield warning


def _look(clause: Clause) -> str:
    """How an item's number is written: "1.", "1)", "(a)" and "1.1." are series of their own."""
    if clause.kind not in _ITEMS or not clause.num or not clause.number:
        return ""
    sort = "1" if clause.number[0].isdigit() else "a"
    return f"{clause.num[0] == '('}{sort}{clause.number.count('.')}{clause.num[-1]}"


def _started(clause: Clause) -> IngestWarning | None:
    """A run of articles that does not begin with one."""
    value = ordinal(clause.number)
    if clause.kind is not ClauseKind.ARTICLE or value is None or value[0] <= 1:
        return None
    sentence = message(
        "The first article here is %(number)s: something may be missing before it.", number=clause.num or ""
    )
    return _warning("F_SEQ_START", sentence, clause.eid)


def _value(clause: Clause) -> tuple[int, ...] | None:
    """A number to be compared; Roman ones count in units with names only, where they cannot be letters."""
    value = ordinal(clause.number)
    if value is None and clause.kind not in _ITEMS and (roman := roman_value(clause.number)):
        return (roman,)
    return value


def _compared(before: Clause, clause: Clause) -> IngestWarning | None:
    one, two = _value(before), _value(clause)
    if one is None or two is None:
        return _compared_letters(before, clause)
    names = {"number": clause.num or "", "before": before.num or ""}
    if two == one:
        return _warning(
            "F_SEQ_REPEAT", message("The number %(number)s comes twice.", number=names["number"]), clause.eid
        )
    if _is_flattened(one, two):
        sentence = message(
            "%(number)s comes after %(before)s: check whether its last digit should be raised (as in 12¹).", **names
        )
        return _warning("F_FLATTENED", sentence, clause.eid)
    is_next = two[0] == one[0] + 1 or (two[0] == one[0] and two[1:] > one[1:])
    restarts = two[0] == 1 and clause.kind is not ClauseKind.ARTICLE
    if is_next or restarts:
        return None
    return _warning(
        "F_SEQ_GAP", message("The number %(number)s follows %(before)s: something may be missing.", **names), clause.eid
    )


def _compared_letters(before: Clause, clause: Clause) -> IngestWarning | None:
    """Letters in the order of any alphabet; е is left out, for ё may be counted after it or not."""
    letters = (before.number or "") + (clause.number or "")
    if len(letters) != len("ab") or not letters.isalpha() or "е" in letters:
        return None
    if is_first(clause.number) or follows(clause.number, before.number):
        return None
    names = {"number": clause.num or "", "before": before.num or ""}
    if letters[0] == letters[1]:
        return _warning(
            "F_SEQ_REPEAT", message("The number %(number)s comes twice.", number=names["number"]), clause.eid
        )
    sentence = message("The number %(number)s follows %(before)s: something may be missing.", **names)
    return _warning("F_SEQ_GAP", sentence, clause.eid)


def _is_flattened(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    """12 then 121: a raised 1 that lost its height."""
    before, after = str(one[0]), str(two[0])
    return len(one) == len(two) == 1 and after != before and after.startswith(before) and two[0] > one[0] + 1


def _about_file(facts: Facts, asides: int) -> Iterator[IngestWarning]:
    told: dict[str, tuple[object, Message]] = {
        "F_TRACKED": (
            facts.inserted or facts.deleted,
            message(
                "The file contains tracked changes. Look at them, and choose which text to take: the one with all changes "
                "accepted, or the one before them."
            ),
        ),
        "F_COMMENTS": (
            facts.comments,
            message_n(
                "The file contains %(n)s Word comment. It is not published; check that it is settled.",
                "The file contains %(n)s Word comments. They are not published; check that they are settled.",
                facts.comments,
            ),
        ),
        "F_HIDDEN_TEXT": (facts.hidden, message("The file contains hidden text. It was left out.")),
        "F_IMAGE": (
            facts.images,
            message_n(
                "%(n)s image cannot be shown in the text; its place is marked. Attach it as a document if people need it.",
                "%(n)s images cannot be shown in the text; their places are marked. Attach them as documents if people need them.",
                facts.images,
            ),
        ),
        "F_OBJECT": (
            facts.objects,
            message(
                "The file contains charts or embedded objects. They were not read; their places are marked in the text."
            ),
        ),
        "F_ALTCHUNK": (
            facts.unread_parts,
            message(
                "A whole document is inserted into the file; its words were not read. Open the file in Word, save it as a "
                "new .docx file and upload that."
            ),
        ),
        "F_FORMULA": (
            facts.formulas,
            message_n(
                "%(n)s formula is written as a line of text. Check that it reads right.",
                "%(n)s formulas are written as lines of text. Check that they read right.",
                facts.formulas,
            ),
        ),
        "F_ASIDE": (
            asides,
            message_n(
                "%(n)s line of headers, footers or page numbers was set aside. Put it back if it belongs to the text.",
                "%(n)s lines of headers, footers or page numbers were set aside. Put back what belongs to the text.",
                asides,
            ),
        ),
        "F_SYMBOL": (
            facts.unknown_symbols,
            message(
                "Some signs of special fonts are not known; their places are marked in the text. Correct them in Word."
            ),
        ),
        "F_BIDI": (facts.bidi, message("Invisible signs that change the direction of the text were removed.")),
        "F_EXTERNAL_LINK": (
            facts.has_external_links,
            message("The file refers to other files (a template or images). They were not read."),
        ),
        "F_SIDE_PART_BROKEN": (
            facts.broken_parts,
            message("A part of the file is damaged; check numbers and notes."),
        ),
        "F_NUM_FORMAT_UNKNOWN": (
            facts.unknown_formats,
            message("An unusual number format is shown as plain digits."),
        ),
    }
    places = {"F_ASIDE": FIRST_ASIDE}
    yield from (_warning(code, sentence, places.get(code)) for code, (is_there, sentence) in told.items() if is_there)
