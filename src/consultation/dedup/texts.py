"""One distinct text on its way through the clustering."""

from dataclasses import dataclass

from consultation.dedup.stance import Stance, stance


@dataclass(slots=True)
class Text:
    """A skeleton of a comment's own words, how many comments are exactly it, and its stance once asked for."""

    own: str
    weight: int
    _stance: Stance | None = None

    @property
    def stance(self) -> Stance:
        """Worked out on first use: most texts are never compared with a near one."""
        if self._stance is None:
            self._stance = stance(self.own)
        return self._stance
