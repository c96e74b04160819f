"""Where the words somebody searched for stand in a text, whatever script either was written in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from consultation.core.text import fold_with_offsets

_BEFORE: Final = 60
_AROUND: Final = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `is_hit` where it is a word that begins with one of the searched ones."""

    text: str
    is_hit: bool


def pieces(text: str, tokens: Sequence[str]) -> list[Piece]:
    """The whole text in stretches, in order; joined they give the text back."""
    hits = _hits(text, tokens)
    inside = [False] * len(text)
    for start, end in hits:
        inside[start:end] = [True] * (end - start)
    runs = groupby(range(len(text)), inside.__getitem__)
    return [Piece("".join(text[place] for place in places), is_hit) for is_hit, places in runs]


def has_hit(text: str, tokens: Sequence[str]) -> bool:
    """Whether a word of the text begins with one of the tokens."""
    return bool(_hits(text, tokens))


def snippet(text: str, tokens: Sequence[str], *, most: int = _AROUND) -> list[Piece]:
    """At most about `most` characters of the text around its first hit, cut between words; its beginning without a hit."""
    if len(text) <= most:
        return pieces(text, tokens)
    first = next(iter(_hits(text, tokens)), (0, 0))[0]
    start = 0 if first <= _BEFORE else text.find(" ", first - _BEFORE, first) + 1 or first
    end = len(text) if start + most >= len(text) else max(text.rfind(" ", start, start + most), start + most // 2)
    cut = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    return pieces(cut, tokens)


def _hits(text: str, tokens: Sequence[str]) -> list[tuple[int, int]]:
    """The spans in `text` of the words that begin with one of the tokens."""
    folded, offsets = fold_with_offsets(text)
    return [
        (offsets[start], _word_end(text, offsets[end - 1]))
        for start, end in _words(folded)
        if folded.startswith(tuple(tokens), start, end)
    ]


def _words(folded: str) -> Iterator[tuple[int, int]]:
    start = 0
    for word in folded.split(" "):
        if word:
            yield start, start + len(word)
        start += len(word) + 1


def _word_end(text: str, last: int) -> int:
    """Just behind the character at `last`, with the letters and marks that the fold left out behind it."""
    end = last + 1
    while end < len(text) and (text[end].isalnum() or text[end] in "ʻʼ‘’'`"):
        end += 1
    return end
