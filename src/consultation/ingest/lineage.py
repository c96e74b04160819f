"""Which clause of a new version is which of the old one: the lineage as a machine proposes it to an officer."""

from collections.abc import Iterator

from consultation.core.clause import Outline
from consultation.core.lineage import Link
from consultation.core.vocabulary import LineageKind
from consultation.ingest.certainty import Certainty
from consultation.ingest.chain import Weighed, heaviest_chain
from consultation.ingest.likeness import MOST_REWORDED, ROOT, Text, Vocabulary, alike
from consultation.ingest.matching import paired
from consultation.ingest.pairing import UNPAIRED, Pairing
from consultation.ingest.parts import Group, merges, splits


def align(old: Outline, new: Outline) -> tuple[Link, ...]:
    """What became of each clause of `old` in `new`: every eid of both stands in exactly one link.

    Links come in the document order of `new`, a removed clause after the link of the clause before it in `old`.
    `same` are the same words under the same unit in the same order, whatever their number, spelling or punctuation;
    `moved` ones stand under another unit or in another order, perhaps reworded. The same for the same texts, always;
    near linear in their length.
    """
    vocabulary = Vocabulary()
    pairing = paired(Text(old, vocabulary), Text(new, vocabulary))
    return tuple(_Lineage(pairing).links())


class _Lineage:
    """The pairs and groups of two texts, read as links."""

    def __init__(self, pairing: Pairing) -> None:
        self._old, self._new = pairing.old, pairing.new
        self._to_new, self._to_old = pairing.to_new, pairing.to_old
        self._splits = splits(pairing)
        self._merges = merges(pairing, self._splits)
        self._old_group = [UNPAIRED] * (len(self._old) + 1)
        self._new_group = [UNPAIRED] * (len(self._new) + 1)
        self._number_groups()
        self._in_order = self._order_kept()
        self._certain = Certainty(pairing, self._in_order).places()

    def links(self) -> Iterator[Link]:
        """All links in their order."""
        removed = self._removed_after()
        yield from map(self._removed, removed.get(ROOT, ()))
        told: set[tuple[str, ...]] = set()
        for now in range(len(self._new)):
            link, ends = self._link(now)
            if link.new in told:
                continue
            told.add(link.new)
            yield link
            for was in ends:
                yield from map(self._removed, removed.get(was, ()))

    # --- groups ---

    def _number_groups(self) -> None:
        for number, (whole, parts, _) in enumerate(self._splits):
            self._old_group[whole] = number
            for part in parts:
                self._new_group[part] = number
        for number, (whole, parts, _) in enumerate(self._merges, len(self._splits)):
            self._new_group[whole] = number
            for part in parts:
                self._old_group[part] = number

    def _group(self, number: int) -> tuple[LineageKind, tuple[int, ...], tuple[int, ...], Group]:
        if number < len(self._splits):
            group = self._splits[number]
            return LineageKind.SPLIT, (group.whole,), group.parts, group
        group = self._merges[number - len(self._splits)]
        return LineageKind.MERGED, group.parts, (group.whole,), group

    # --- places ---

    def _is_same_unit(self, was: int, now: int) -> bool:
        """Whether the unit above the one became the unit above the other."""
        above, here = self._old.parents[was], self._new.parents[now]
        if self._old_group[above] != UNPAIRED or self._new_group[here] != UNPAIRED:
            return self._old_group[above] == self._new_group[here]
        return self._to_new[above] == here

    def _order_kept(self) -> set[int]:
        """Clauses of the new text that stand under the same unit in the same order; the fewest words are moved."""
        kept = set()
        for below in self._new.children:
            stayed = [
                Weighed(self._to_old[now], now, self._new.sizes[now])
                for now in below
                if self._is_paired(now) and self._is_same_unit(self._to_old[now], now)
            ]
            kept |= {pair.new for pair in heaviest_chain(stayed)}
        return kept

    def _is_paired(self, now: int) -> bool:
        return self._to_old[now] != UNPAIRED and self._new_group[now] == UNPAIRED

    # --- links ---

    def _link(self, now: int) -> tuple[Link, tuple[int, ...]]:
        """The link a clause of the new text stands in, and the clauses of the old text in it."""
        if self._new_group[now] != UNPAIRED:
            kind, olds, news, group = self._group(self._new_group[now])
            score = min(MOST_REWORDED, round(group.score, 4))
            return Link(kind, self._old_ids(*olds), self._new_ids(*news), score), olds
        was = self._to_old[now]
        if was == UNPAIRED:
            return Link(LineageKind.NEW, (), self._new_ids(now), 0.0), ()
        return self._pair(was, now), (was,)

    def _pair(self, was: int, now: int) -> Link:
        is_same = self._is_same(was, now)
        kind = LineageKind.SAME if is_same else LineageKind.REWORDED
        if now not in self._in_order:
            kind = LineageKind.MOVED
        is_certain = kind is LineageKind.SAME and now in self._certain
        return Link(kind, self._old_ids(was), self._new_ids(now), self._score(was, now), is_certain)

    def _is_same(self, was: int, now: int) -> bool:
        return self._old.keys[was] == self._new.keys[now]

    def _score(self, was: int, now: int) -> float:
        if self._is_same(was, now):
            return 1.0
        return min(MOST_REWORDED, round(alike(self._old.profile(was), self._new.profile(now)), 4))

    def _removed(self, was: int) -> Link:
        return Link(LineageKind.REMOVED, self._old_ids(was), (), 0.0)

    def _removed_after(self) -> dict[int, list[int]]:
        """The removed clauses by the clause of the old text, still there, that stands before them."""
        removed: dict[int, list[int]] = {}
        before = ROOT
        for was in range(len(self._old)):
            if self._to_new[was] == UNPAIRED and self._old_group[was] == UNPAIRED:
                removed.setdefault(before, []).append(was)
            else:
                before = was
        return removed

    def _old_ids(self, *places: int) -> tuple[str, ...]:
        return tuple(self._old.clauses[place].eid for place in places)

    def _new_ids(self, *places: int) -> tuple[str, ...]:
        return tuple(self._new.clauses[place].eid for place in places)
