"""What proposed wording changes in a clause, word by word: spans that pages and reports render as deleted and inserted text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from consultation.core.letters import APOSTROPHES


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text and what became of it."""

    change: Change
    text: str


_WORD = rf"\w+(?:[{re.escape(APOSTROPHES)}]+\w+)*[ʻʼ‘’']?"
_TOKEN = re.compile(rf"\s*(?:{_WORD}|[^\w\s])|\s+$")
_SENTENCE = re.compile(r"\s*[^.;!?\n]+[.;!?]*|\s*[.;!?]+|\s+$")
_MOST_PAIRS = 40_000
"""Pairs of equal words up to which a text is compared by words at once, a tenth of a second at worst."""

_MOST_PAIRS_INSIDE = 5_000
"""The same for one passage of a longer text."""


def diff_words(before: str, after: str) -> tuple[Span, ...]:
    """The spans from `before` to `after`; a removed stretch comes before what was added in its place.

    The same and removed spans joined are `before`, the same and added ones `after`, to the last space. Neighbouring
    changes are one, so that a screen reader says "deleted ... inserted ..." once and not for every word. Texts too long
    or too repetitive are compared by sentences first and by words inside the changed passages; the time stays bounded.
    """
    found = _compared(before, after, _TOKEN, _MOST_PAIRS)
    if found is None:
        by_sentence = _compared(before, after, _SENTENCE, _MOST_PAIRS) or _replaced(before, after)
        found = [span for passage in _passages(by_sentence) for span in _inside(*passage)]
    return tuple(_merged(found))


def _compared(before: str, after: str, pattern: re.Pattern[str], most_pairs: int) -> list[Span] | None:
    old, new = pattern.findall(before), pattern.findall(after)
    start, end = _unchanged_ends(old, new)
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if _pairs(middle_old, middle_new) > most_pairs:
        return None
    spans = _spans(middle_old, middle_new)
    return [_span(Change.SAME, old[:start]), *spans, _span(Change.SAME, old[len(old) - end :])]


def _replaced(before: str, after: str) -> list[Span]:
    return [Span(Change.REMOVED, before), Span(Change.ADDED, after)]


def _passages(spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """The spans as pairs of old and new text; an unchanged passage is the same twice."""
    before = after = ""
    for span in _merged(spans):
        if span.change is Change.SAME:
            yield from ((before, after), (span.text, span.text))
            before = after = ""
        elif span.change is Change.REMOVED:
            before = span.text
        else:
            after = span.text
    yield before, after


def _inside(before: str, after: str) -> list[Span]:
    if before == after:
        return [Span(Change.SAME, before)]
    return _compared(before, after, _TOKEN, _MOST_PAIRS_INSIDE) or _replaced(before, after)


def _unchanged_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many pieces are equal at the start and, without those, at the end."""
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - start
    return start, next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """What the matcher has to look at: each piece with each equal one on the other side."""
    mine, theirs = Counter(map(str.lstrip, old)), Counter(map(str.lstrip, new))
    return sum(times * theirs[piece] for piece, times in mine.items())


def _spans(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """Compared without the space before each piece, so that a word moved to the start of a line is still that word."""
    matcher = SequenceMatcher(None, [*map(str.lstrip, old)], [*map(str.lstrip, new)], autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            for before, after in zip(old[old_from:old_to], new[new_from:new_to], strict=True):
                yield from _with_spaces(before, after)
        else:
            yield from _changed("".join(old[old_from:old_to]), "".join(new[new_from:new_to]))


def _with_spaces(before: str, after: str) -> Iterator[Span]:
    """The same piece twice, the spaces before it perhaps not the same."""
    if before != after:
        yield Span(Change.REMOVED, before[: _space(before)])
        yield Span(Change.ADDED, after[: _space(after)])
    yield Span(Change.SAME, after if before == after else after[_space(after) :])


def _changed(before: str, after: str) -> Iterator[Span]:
    """A replaced stretch, a space that stands before both left out of it."""
    space = _space(before) if before[: _space(before)] == after[: _space(after)] else 0
    yield Span(Change.SAME, before[:space])
    yield Span(Change.REMOVED, before[space:])
    yield Span(Change.ADDED, after[space:])


def _space(piece: str) -> int:
    return len(piece) - len(piece.lstrip())


def _span(change: Change, pieces: Sequence[str]) -> Span:
    return Span(change, "".join(pieces))


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """Empty spans left out, neighbours of one kind joined, removed before added."""
    pending: dict[Change, str] = {}
    for span in spans:
        if not span.text:
            continue
        if (span.change is Change.SAME) is not (Change.SAME in pending) and pending:
            yield from _ordered(pending)
            pending = {}
        pending[span.change] = pending.get(span.change, "") + span.text
    yield from _ordered(pending)


def _ordered(pending: dict[Change, str]) -> Iterator[Span]:
    return (Span(change, pending[change]) for change in Change if change in pending)
