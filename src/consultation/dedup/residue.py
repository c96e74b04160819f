"""What a member says beyond the text it shares with its cluster, so that no own word drowns in a campaign."""

import re

from consultation.core.text import skeleton
from consultation.dedup.stance import conflict, stance

_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+|\n|$)")
_RUN = 9
_SHARED = 0.5


def residue(member_text: str, representative_text: str) -> list[str]:
    """The sentences of a member (as written) that its representative does not have, in any script or spelling.

    A sentence is the representative's own when half of its nine-letter runs are there, no number is new and it does
    not say the opposite.
    """
    shared = skeleton(representative_text)
    runs = _runs(shared)
    words = frozenset(shared.split())
    whole = stance(shared)
    sentences = (found[0].strip() for found in _SENTENCE.finditer(member_text))
    folded = ((sentence, skeleton(sentence)) for sentence in sentences)
    return [
        sentence
        for sentence, own in folded
        if own and (not _is_shared(own, runs, words) or conflict(stance(own), whole))
    ]


def _is_shared(own: str, runs: frozenset[str], words: frozenset[str]) -> bool:
    tokens = own.split()
    if any(token[0].isdigit() and token not in words for token in tokens):
        return False
    mine = _runs(own)
    if not mine:
        return all(token in words for token in tokens)
    return len(mine & runs) >= _SHARED * len(mine)


def _runs(own: str) -> frozenset[str]:
    packed = own.replace(" ", "")
    return frozenset(packed[i : i + _RUN] for i in range(len(packed) - _RUN + 1))
