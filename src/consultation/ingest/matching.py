"""Which clause of a new text is which of the old one, from the sure to the likely, never all compared with all.

1. What is nowhere else: subtrees, then clauses, with the same telling words once in each text.
2. Units whose contents went together: what the pairs inside say (`contents`).
3. From the top down, the clauses below each pair, in order: the same words first, then other words in the same place;
   after that, out of order, what is clearly the same (`siblings`).
4. What stands under another unit now: the same telling words, or nearly the same and nothing else like them.

Repeated words ("repealed") say nothing alone, so they are told apart by step 3: by the unit above and the order among
their neighbours. Looking up by number, by rank and by rare word pairs keeps every step near linear.
"""

from typing import Final

from consultation.ingest.contents import pair_by_contents
from consultation.ingest.likeness import ROOT, Text
from consultation.ingest.pairing import UNPAIRED, Pairing, in_both
from consultation.ingest.siblings import Siblings

_ELSEWHERE: Final = 0.85


def paired(old: Text, new: Text) -> Pairing:
    """The two texts with all pairs that can be found."""
    pairing = Pairing(old, new)
    _pair_unique_trees(pairing)
    _pair_unique_words(pairing)
    pair_by_contents(pairing, is_alone=False)
    pairing.look_up_similar()
    _descend(pairing)
    _pair_moved(pairing)
    pair_by_contents(pairing, is_alone=True)
    _descend(pairing)
    _pair_moved(pairing)
    return pairing


def _pair_unique_trees(pairing: Pairing) -> None:
    once = in_both(pairing.old.trees, pairing.new.trees)
    was = 0
    while was < len(pairing.old):
        now = once.get(pairing.old.trees[was])
        if now is None or not _is_telling_tree(pairing.old, was) or not pairing.is_free(was, now):
            was += 1
            continue
        for inside in range(pairing.old.ends[was] - was):
            pairing.pair(was + inside, now + inside)
        was = pairing.old.ends[was]


def _is_telling_tree(text: Text, was: int) -> bool:
    return any(text.is_telling(inside) for inside in range(was, text.ends[was]))


def _pair_unique_words(pairing: Pairing) -> None:
    once = in_both(pairing.old.keys, pairing.new.keys)
    for was, key in enumerate(pairing.old.keys):
        now = once.get(key)
        if now is not None and pairing.old.is_telling(was) and pairing.is_free(was, now):
            pairing.pair(was, now)


def _descend(pairing: Pairing) -> None:
    """Pair what stands below paired units, from the top down."""
    Siblings(pairing, ROOT, ROOT).pair()
    for now, below in enumerate(pairing.new.children[:-1]):
        was = pairing.to_old[now]
        if below and was != UNPAIRED and pairing.old.children[was]:
            Siblings(pairing, was, now).pair()


def _pair_moved(pairing: Pairing) -> None:
    olds = [was for was in range(len(pairing.old)) if pairing.to_new[was] == UNPAIRED]
    news = [now for now in range(len(pairing.new)) if pairing.to_old[now] == UNPAIRED]
    pairing.pair_out_of_order(olds, news, _ELSEWHERE)
