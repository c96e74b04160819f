"""What goes into clustering and what comes out."""

from dataclasses import dataclass
from typing import TypeAlias

CommentId: TypeAlias = int | str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as clustering sees it; the text is any string at all."""

    id: CommentId
    text: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one comment belongs.

    `cluster` is the id of the comment that represents the group, `score` how near this one is to that text, 0 to 1
    (1 for the same words in any script), and `representative` whether it is that comment itself.
    """

    id: CommentId
    cluster: CommentId
    score: float
    representative: bool


_DIGITS = 19


def id_order(id_: CommentId) -> tuple[int, str]:
    """Orders ids by number where they are numbers and alphabetically where not, the same on every run."""
    text = str(id_)
    return (int(text), text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else (10**_DIGITS, text)
