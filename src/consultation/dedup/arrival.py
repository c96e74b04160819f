"""One comment that arrives, beside the representatives of those before it: what finds it company, and whether it joins.

The same fold, samples and verification as the run over all comments, so that both say the same of any two texts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from rapidfuzz.distance import OSA

from consultation.core.text import clean, skeleton
from consultation.dedup.clustering import cluster
from consultation.dedup.fingerprint import Phrases, own_phrases, own_words
from consultation.dedup.judging import KNOWN, nearest, score_of
from consultation.dedup.placement import Comment, Placement
from consultation.dedup.short import SHORT, SHORTEST
from consultation.dedup.signature import Signature, asked, stored
from consultation.dedup.stance import opposed
from consultation.dedup.texts import Text

_DIGEST: Final = 16
_REST_BITS: Final = 3
"""One short text in common is as good as the fewest windows in common that make a candidate."""

_GROWN: Final = frozenset({6, 12, 24, 48, 96})


@dataclass(frozen=True, slots=True)
class Leader:
    """A representative as it is compared: its id, its own words, and how many comments it stands for."""

    id: int
    own: str
    support: int


@dataclass(frozen=True, slots=True)
class Company:
    """The representative that a text joins, how near it is to it (0 to 1), and whether another was near as well."""

    id: int
    score: float
    is_between: bool


class DraftWords:
    """A draft's own words, folded once for all comments on it: quoting them makes nobody alike."""

    def __init__(self, own_texts: Sequence[str]) -> None:
        self._texts = tuple(own_texts)
        self._phrases: Phrases = own_phrases(own_texts)

    def own(self, text: str) -> str:
        """What a comment says in its own words, as texts are compared."""
        return own_words(text, self._phrases)

    def group(self, comments: Iterable[Comment]) -> list[Placement]:
        """Group some comments as the run over all would, if there were no others."""
        return cluster(comments, own_texts=self._texts)


def digest(text: str) -> bytes:
    """Sixteen bytes that are the same for comments with the same words in any script, and for no others."""
    said = skeleton(text) or f"={clean(text).strip()}"
    return blake2b(said.encode(errors="surrogatepass"), digest_size=_DIGEST).digest()


def query(own: str) -> Signature:
    """The values by which a text finds the representatives it may be near to."""
    values, bits = asked(own)
    return Signature((*values, *_rests(own)), bits)


def postings(own: str) -> list[tuple[int, int]]:
    """The values by which a representative is found, each with the power of two of windows it stands for."""
    values, bits = stored(own)
    return [*((value, bits) for value in values), *((value, _REST_BITS) for value in _rests(own))]


def company(own: str, leaders: Sequence[Leader]) -> Company | None:
    """Which of these representatives a text joins, the most promising named first; None when it is like none."""
    text = Text(own, 1)
    tried = [(Text(leader.own, leader.support), leader.support >= KNOWN) for leader in leaders]
    near = nearest(text, tried) or [
        (place, score_of(own, leader.own))
        for place, (leader, is_known) in enumerate(tried)
        if is_known and _is_misspelling(text, leader)
    ]
    return Company(leaders[near[0][0]].id, near[0][1], len(near) > 1) if near else None


def is_unsettled(support: int, *, is_between: bool) -> bool:
    """Whether a group that has grown to so many comments is to be grouped anew with those around it.

    When it becomes a known letter, and at every doubling while comments come that may belong elsewhere: with hindsight
    another of its texts represents it better, and two groups may turn out to be one letter.
    """
    return support == KNOWN or (is_between and support in _GROWN)


def _is_misspelling(text: Text, other: Text) -> bool:
    """Whether the first is the second, a short text, but for one typing error."""
    is_short = max(len(text.own), len(other.own)) <= SHORT
    return is_short and OSA.distance(text.own, other.own, score_cutoff=1) <= 1 and opposed(text.own, other.own) is None


def _rests(own: str) -> list[int]:
    """A short text is found by what remains of it without any one letter, so that one typing error does not hide it."""
    if not SHORTEST <= len(own) <= SHORT:
        return []
    rests = {own, *(own[:place] + own[place + 1 :] for place in range(len(own)))}
    return sorted({_hashed(rest.encode()) for rest in rests})


def _hashed(rest: bytes) -> int:
    """A signed 64-bit number, like the other values."""
    return int.from_bytes(blake2b(rest, digest_size=8).digest(), signed=True)
