"""One distinct text on its way through the clustering."""

from dataclasses import dataclass
from functools import lru_cache

from consultation.dedup.stance import Stance, stance


@dataclass(frozen=True, slots=True)
class Text:
    """A skeleton of a comment's own words, and how many comments are exactly it."""

    own: str
    weight: int

    @property
    def stance(self) -> Stance:
        """Remembered for as long as the text is likely to be compared again: a campaign's representative is, often."""
        return _remembered(self.own)


@lru_cache(maxsize=2048)
def _remembered(own: str) -> Stance:
    return stance(own)
