"""The words that the texts of a campaign share, in the order of one of them, with the places where they differ."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from consultation.core.text import clean, skeleton

TEXTS: Final = 12
"""How many of the most frequent different texts are compared with the representative's."""
_SHARED: Final = 60  # percent of the compared texts that must have a word for it to be the template's
_AKIN: Final = 30  # percent of the representative's words that a text must have to be compared: a translation has fewer
_MOST_WORDS: Final = 1_000  # a template is read by people
_MOST_PAIRS: Final = 40_000  # of equal words; a text of one word repeated would take for ever
_WORD: Final = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the template: words that are shared, or (`text` empty) a slot, where every sender has their own."""

    text: str

    @property
    def is_slot(self) -> bool:
        """Whether the texts differ here."""
        return not self.text


def template(representative: str, others: Iterable[str]) -> tuple[Piece, ...]:
    """The representative's words that most of the texts have, in any script or spelling, and slots between them.

    `others` are the most frequent texts, in any number; the same texts in any order give the same template.
    """
    words = _WORD.findall(clean(representative))[:_MOST_WORDS]
    keys = [_key(word) for word in words]
    matches = [found for text in others if (found := _matched(keys, text)) is not None]
    shared: Counter[int] = Counter()
    added: Counter[int] = Counter()
    for places, before in matches:
        shared.update(places)
        added.update(before)
    return _pieces(words, shared, added, len(matches))


def _pieces(words: Sequence[str], shared: Counter[int], added: Counter[int], texts: int) -> tuple[Piece, ...]:
    """`shared` counts the texts that have a word, `added` those that have words of their own before it (or at the end)."""
    parts: list[tuple[bool, str]] = []
    for place in range(len(words) + 1):
        if texts and 100 * added[place] >= _SHARED * texts:
            parts.append((True, ""))
        if place < len(words):
            is_slot = 100 * shared[place] < _SHARED * texts
            parts.append((is_slot, "" if is_slot else words[place]))
    runs = ((is_slot, "".join(text for _, text in run)) for is_slot, run in groupby(parts, lambda part: part[0]))
    return tuple(Piece("" if is_slot else text.strip()) for is_slot, text in runs)


def _matched(keys: Sequence[str], text: str) -> tuple[list[int], list[int]] | None:
    """The places of the words that a text has, and before which of them it has more; None for a text of other words."""
    own = [_key(word) for word in _WORD.findall(clean(text))[:_MOST_WORDS]]
    held = Counter(own)
    if sum(held[key] for key in keys) > _MOST_PAIRS:
        return None
    blocks = SequenceMatcher(None, keys, own, autojunk=False).get_matching_blocks()
    places = [block.a + step for block in blocks for step in range(block.size)]
    if 100 * len(places) < _AKIN * len(keys):
        return None
    return places, _insertions(blocks)


def _insertions(blocks: Iterable[tuple[int, int, int]]) -> list[int]:
    found, end, own_end = [], 0, 0
    for start, own_start, size in blocks:
        if own_start > own_end and start == end:
            found.append(start)
        end, own_end = start + size, own_start + size
    return found


def _key(word: str) -> str:
    # Words that the skeleton mixes up are harmless here: they are compared in their places, within texts that say the same.
    return skeleton(word) or word.strip()
