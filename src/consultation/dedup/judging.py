"""Whether one text joins a representative, with which score, or which difference keeps the two apart.

The one decision behind the batch run and the online run: both try the representatives that `signature.candidates`
names and take what `nearest` returns first. Figures behind the numbers: docs/adr/0010 and 0024.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from consultation.dedup.short import swapped_words
from consultation.dedup.stance import Difference, opposed, rebuts
from consultation.dedup.texts import Text

SAME = 64.0
"""rapidfuzz `token_set_ratio` from which two skeletons may be one text."""

RUN = 9
"""Bytes in the runs that are counted exactly once a pair is a candidate: about a word, so a typing error costs little."""

BOTH, ONE = 0.30, 0.45
"""Shares of common runs: of the text with fewer in common and of the one with more, for texts that may join each other."""

KNOWN = 3
"""Submissions from which a text counts as a known letter; only such a one may be shortened, extended or quoted at length.
Otherwise a person who pastes another's comment in order to rebut it would be counted as its supporter."""

PASSAGE, PASSAGE_SHARE = 110, 0.15
"""A passage of a known letter joins from so many common runs, if they are also this share of the text."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How near a text is to a representative, 0 to 1 (0: not near at all), and what keeps it out although it is near."""

    score: float
    difference: Difference | None = None

    @property
    def joins(self) -> bool:
        """Whether the text may stand in the representative's group."""
        return self.score > 0 and self.difference is None


FAR = Verdict(0.0)


def judge(text: Text, leader: Text, *, is_known: bool) -> Verdict:
    """Compare a text with a representative; `is_known`: that one stands for `KNOWN` submissions or more already."""
    return judge_runs(text, leader, *common_runs(text.own, leader.own), is_known=is_known)


def judge_runs(text: Text, leader: Text, common: int, ours: int, theirs: int, *, is_known: bool) -> Verdict:
    """The same where the runs have been counted already (see `common_runs`)."""
    is_passage = is_known and common >= max(PASSAGE, PASSAGE_SHARE * ours)
    less, more = sorted((common / ours, common / theirs))
    is_same = more >= ONE and (is_known or less >= BOTH)
    if not (is_same or is_passage):
        return FAR
    score = score_of(text.own, leader.own)
    is_passage = is_passage and not rebuts(text.own, leader.own)
    if not (is_passage or (is_same and score * 100 >= SAME)):
        return FAR
    return Verdict(score, swapped_words(text.own, leader.own) or opposed(text.own, leader.own))


def nearest(text: Text, tried: Sequence[tuple[Text, bool]]) -> list[tuple[int, float]]:
    """Which of the representatives tried (with whether each is known) the text may join: place in `tried` and score.

    The best score first, with ties the one that was more promising as a candidate. The first is the one it joins.
    """
    verdicts = [judge(text, leader, is_known=is_known) for leader, is_known in tried]
    joined = [(place, verdict.score) for place, verdict in enumerate(verdicts) if verdict.joins]
    return sorted(joined, key=lambda pair: (-pair[1], pair[0]))


def score_of(own: str, leader: str) -> float:
    """`token_set_ratio` of two skeletons, 0 to 1."""
    return round(fuzz.token_set_ratio(own, leader) / 100, 4)


def common_runs(own: str, leader: str) -> tuple[int, int, int]:
    """How many different runs two skeletons have in common, and how many each of them has."""
    ours, theirs = _runs(own), _runs(leader)
    return len(ours & theirs), len(ours), len(theirs)


@lru_cache(maxsize=512)
def _runs(own: str) -> frozenset[bytes]:
    packed = own.replace(" ", "").encode()
    return frozenset(packed[i : i + RUN] for i in range(max(1, len(packed) - RUN + 1)))
