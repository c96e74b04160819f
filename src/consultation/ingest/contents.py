"""Units whose contents went together: what the pairs of the clauses inside say of the units around them."""

from typing import Final, NamedTuple

from consultation.ingest.likeness import ROOT, alike
from consultation.ingest.pairing import UNPAIRED, Pairing

_SAME_CONTENTS, _SAME_PART = 0.5, 0.33
_NAMED_ALIKE, _NOT_UNLIKE = 0.6, 0.35
_SAME_SEAT: Final = 0.1
_SEVERAL: Final = 2


class Shared(NamedTuple):
    """What two units have in common: children with paired clauses, and the words of these (one more for each clause)."""

    children: int
    words: int


_NOTHING: Final = Shared(0, 0)


def pair_by_contents(pairing: Pairing, *, is_alone: bool) -> None:
    """Pair units of which at least half the words, both taken together, went from the one into the other.

    One clause in common is no proof before all have been looked for in their places (`is_alone`): it may have moved
    by itpairing. Units named alike need less: that a third of the shorter one is in the other.
    """
    found = [
        (
            share + _named_alike(pairing, was, now) / 2 + _SAME_SEAT * (pairing.old.seat(was) == pairing.new.seat(now)),
            was,
            now,
        )
        for (was, now), shared in shared_contents(pairing).items()
        if pairing.is_free(was, now) and (share := _share(pairing, was, now, shared, is_alone=is_alone))
    ]
    for _, was, now in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
        if pairing.is_free(was, now):
            pairing.pair(was, now)


def _share(pairing: Pairing, was: int, now: int, shared: Shared, *, is_alone: bool) -> float:
    """What part of both units they have in common; 0 where it proves nothing."""
    sizes = pairing.old.sizes[was], pairing.new.sizes[now]
    share, name = 2 * shared.words / sum(sizes), _named_alike(pairing, was, now)
    if name >= _NAMED_ALIKE and shared.words >= _SAME_PART * min(sizes):
        return share
    is_proof = shared.children >= _SEVERAL or (is_alone and name >= _NOT_UNLIKE)
    return share if is_proof and share >= _SAME_CONTENTS else 0


def _named_alike(pairing: Pairing, was: int, now: int) -> float:
    """How alike the units' own words are, 0..1; in the middle where one has none."""
    if not pairing.old.folded[was] or not pairing.new.folded[now]:
        return _SAME_CONTENTS
    return alike(pairing.old.profile(was), pairing.new.profile(now))


def shared_contents(pairing: Pairing) -> dict[tuple[int, int], Shared]:
    """For units of both texts that hold paired clauses: in how many children, and of how many words."""
    votes: list[dict[int, Shared]] = [{} for _ in range(len(pairing.old) + 1)]
    for was in range(len(pairing.old) - 1, -1, -1):
        if pairing.old.parents[was] != ROOT:
            above = votes[pairing.old.parents[was]]
            for inside, shared in _shared_with_own(pairing, was, votes[was]).items():
                unit = pairing.new.parents[inside]
                if unit != ROOT:
                    before = above.get(unit, _NOTHING)
                    above[unit] = Shared(before.children + 1, before.words + shared)
    return {(was, now): shared for was, each in enumerate(votes[:-1]) for now, shared in each.items()}


def _shared_with_own(pairing: Pairing, was: int, inside: dict[int, Shared]) -> dict[int, int]:
    words = {unit: shared.words for unit, shared in inside.items()}
    now = pairing.to_new[was]
    if now != UNPAIRED:
        words[now] = words.get(now, 0) + 1 + min(pairing.old.counts[was], pairing.new.counts[now])
    return words
