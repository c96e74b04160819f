"""The id a clause keeps across versions: taken over from the previous version where it is the same clause."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from consultation.core.text import fold


class Known(NamedTuple):
    """A clause of the previous version: its own id, the id it keeps, and its words."""

    eid: str
    wid: str
    words: str


def kept_ids(previous: Iterable[Known], clauses: Sequence[tuple[str, str]], ordinal: int) -> list[str]:
    """The ids to keep for (eid, words) of version number `ordinal`, in the same order.

    A clause is the same when its words are, and nobody else's (it may have been renumbered); failing that, when it
    stands at the same place of the tree. A new one gets an id that no clause of the previous version had.
    """
    known = list(previous)
    by_words = _unique((fold(each.words), each.wid) for each in known)
    ours = Counter(fold(words) for _, words in clauses)
    by_place = {each.eid: each.wid for each in known}
    ids: list[str | None] = [
        by_words.get(fold(words)) if words and ours[fold(words)] == 1 else None for _, words in clauses
    ]
    taken = {wid for wid in ids if wid is not None}
    for place, (eid, _) in enumerate(clauses):
        wid = by_place.get(eid)
        if ids[place] is None and wid is not None and wid not in taken:
            ids[place] = wid
            taken.add(wid)
    return [wid if wid is not None else f"v{ordinal}-{eid}" for wid, (eid, _) in zip(ids, clauses, strict=True)]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    repeated = set()
    for words, wid in pairs:
        if words in found:
            repeated.add(words)
        found[words] = wid
    return {words: wid for words, wid in found.items() if words and words not in repeated}
