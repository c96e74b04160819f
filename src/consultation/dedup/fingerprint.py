"""One comment as the clustering compares it: its own words in skeleton form."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from consultation.core.text import skeleton

LEAST_OWN = 24
"""Skeleton characters that must remain after quotations are taken out; a shorter remainder keeps the whole text."""

LONGEST = 20_000
"""Skeleton characters that are compared at all; bounds the time a single huge text can take."""

_PHRASE = 4
_GAP = 2
_LEAST_QUOTED_WORDS = 8

_CITATION = re.compile(r'«[^«»]{25,900}»|[“„][^“”„]{25,900}[“”]|"[^"]{25,900}"')
_MARKS = '«“„"'

Phrases: TypeAlias = frozenset[tuple[str, ...]]


def own_phrases(texts: Iterable[str]) -> Phrases:
    """Every run of four words of the draft, folded, so that comments quoting it can be told from each other."""
    return frozenset(phrase for text in texts for phrase in _phrases(skeleton(text).split()))


def own_words(
    text: str, draft: Phrases = frozenset(), whole: str | None = None, fold: Callable[[str], str] = skeleton
) -> str:
    """The skeleton of a comment without what it only quotes: passages in quotation marks and passages of the draft.

    When next to nothing of its own would remain, the whole skeleton (`whole`, if it is known already).
    """
    whole = fold(text) if whole is None else whole
    bare = _CITATION.sub(" ", text) if any(mark in text for mark in _MARKS) else text
    own = whole if bare == text else fold(bare)
    if draft:
        own = _without_draft(own, draft)
    return (own if len(own) >= LEAST_OWN else whole)[:LONGEST]


def _phrases(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(_PHRASE)), strict=False)


def _without_draft(own: str, draft: Phrases) -> str:
    words = own.split()
    if draft.isdisjoint(_phrases(words)):
        return own
    quoted = [False] * len(words)
    for start, phrase in enumerate(_phrases(words)):
        if phrase in draft:
            quoted[start : start + _PHRASE] = [True] * _PHRASE
    kept: list[str] = []
    for begin, end in _passages(quoted):
        kept += words[begin:end]
    return " ".join(kept)


def _passages(quoted: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """The stretches of words to keep: all but quoted stretches of eight words and more (two odd words bridged)."""
    kept_from = 0
    for begin, end in _stretches(quoted):
        if end - begin >= _LEAST_QUOTED_WORDS:
            yield kept_from, begin
            kept_from = end
    yield kept_from, len(quoted)


def _stretches(quoted: Sequence[bool]) -> Iterable[tuple[int, int]]:
    begin = end = -1
    for place, is_quoted in enumerate(quoted):
        if not is_quoted:
            continue
        if begin < 0:
            begin = place
        elif place - end > _GAP:
            yield begin, end
            begin = place
        end = place + 1
    if begin >= 0:
        yield begin, end
