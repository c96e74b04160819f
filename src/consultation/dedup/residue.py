"""What a member says beyond the text it shares with its cluster, so that no own word drowns in a campaign."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from consultation.core.text import skeleton
from consultation.dedup.stance import Stance, conflict, stance

_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+|\n|$)")
_RUN = 9
_SHARED = 0.5
_KEY_BYTES = 16


def residue(member_text: str, representative_text: str) -> list[str]:
    """The sentences of a member (as written) that its representative does not have, in any script or spelling.

    A sentence is the representative's own when half of its nine-letter runs are there, no number is new and it does
    not say the opposite.
    """
    return [member_text[start:end] for start, end in residue_spans(member_text, representative_text)]


def residue_spans(member_text: str, representative_text: str) -> list[tuple[int, int]]:
    """Where the sentences of `residue` stand in the member's text: (start, end), in order."""
    spans = []
    for found in _SENTENCE.finditer(member_text):
        sentence = found[0].strip()
        if _is_own(sentence, representative_text):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            spans.append((start, start + len(sentence)))
    return spans


@lru_cache(maxsize=1024)
def _is_own(sentence: str, representative_text: str) -> bool:
    """Remembered: the sentences of a letter come again in each of its copies."""
    own = skeleton(sentence)
    return bool(own) and not _shared(representative_text).has(own)


def residue_key(sentences: list[str]) -> str:
    """A digest (32 hexadecimal digits) of a residue, the same in every script and spelling; "" when there is none."""
    if not sentences:
        return ""
    said = "\n".join(skeleton(sentence) for sentence in sentences)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class _Shared:
    """A representative's text as sentences are held against it."""

    words: frozenset[str]
    runs: frozenset[str]
    stance: Stance

    def has(self, own: str) -> bool:
        """Whether a sentence (its skeleton) is in the text and does not say the opposite of it."""
        return self._is_there(own) and not conflict(stance(own), self.stance)

    def _is_there(self, own: str) -> bool:
        tokens = own.split()
        if any(token[0].isdigit() and token not in self.words for token in tokens):
            return False
        mine = _runs(own)
        if not mine:
            return all(token in self.words for token in tokens)
        return len(mine & self.runs) >= _SHARED * len(mine)


@lru_cache(maxsize=16)
def _shared(representative_text: str) -> _Shared:
    """Remembered: a campaign's members are held against one text."""
    whole = skeleton(representative_text)
    return _Shared(frozenset(whole.split()), _runs(whole), stance(whole))


def _runs(own: str) -> frozenset[str]:
    packed = own.replace(" ", "")
    return frozenset(packed[i : i + _RUN] for i in range(len(packed) - _RUN + 1))
