"""Short texts: every word counts in them, and one typing error must not.

In a letter another word is an edit; in a demand of one line ("a school in Tashkent") it is another demand.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from consultation.dedup.stance import Difference, opposed
from consultation.dedup.texts import Text

SHORT = 100
"""Skeleton characters up to which a text is a demand of one line."""

SAME_WORD = 75.0
"""`fuzz.ratio` from which two words are one with another ending or a typing error."""

SHORTEST = 5
"""Below this one letter makes another word."""

TIMES = 3
"""How many times more often the other spelling must have been sent: two rare ones may just be two words."""


def swapped_words(one: str, other: str) -> Difference | None:
    """The words that two short texts (skeletons) have instead of each other; one with a word more is the same demand."""
    if max(len(one), len(other)) > SHORT:
        return None
    ours, theirs = set(one.split()), set(other.split())
    added, gone = _lacking(ours - theirs, theirs), _lacking(theirs - ours, ours)
    return Difference("word", "", added, gone) if added and gone else None


def _lacking(words: Iterable[str], among: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if all(fuzz.ratio(word, known) < SAME_WORD for known in among))


def one_typo_apart(texts: Sequence[Text], support: Mapping[int, int]) -> dict[int, int]:
    """Number of a short text -> number of the frequent text it is a misspelling of.

    `support` names the texts to look at, with the comments each stands for. Found through the texts that remain when
    one letter is left out, so the time is linear in the number of texts.
    """
    short = [n for n in support if SHORTEST <= len(texts[n].own) <= SHORT]
    by_rest: dict[str, list[int]] = defaultdict(list)
    joined: dict[int, int] = {}
    for number in sorted(short, key=lambda n: (-support[n], n)):
        rests = _rests(texts[number].own)
        found = sorted({other for rest in rests for other in by_rest.get(rest, ())})
        frequent = [other for other in found if support[other] >= TIMES * support[number]]
        meant = next((other for other in frequent if _is_meant(texts[number], texts[other])), None)
        if meant is not None:
            joined[number] = meant
        elif support[number] >= TIMES:
            for rest in rests:
                by_rest[rest].append(number)
    return joined


def _rests(own: str) -> Iterable[str]:
    return {own, *(own[:i] + own[i + 1 :] for i in range(len(own)))}


def _is_meant(text: Text, other: Text) -> bool:
    return OSA.distance(text.own, other.own, score_cutoff=1) <= 1 and opposed(text.own, other.own) is None
