"""One distinct text on its way through the clustering."""

from typing import NamedTuple


class Text(NamedTuple):
    """A skeleton of a comment's own words, and how many comments are exactly it."""

    own: str
    weight: int
