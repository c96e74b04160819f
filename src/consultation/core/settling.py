"""A proposed lineage with what an officer decided about it laid over: every clause in one link, decided or still open."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from consultation.core.clause import Clause, Outline
from consultation.core.diff import Change, diff_words
from consultation.core.errors import Blocked
from consultation.core.lineage import Link
from consultation.core.messages import message
from consultation.core.vocabulary import LineageKind


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person said: the link that holds, and whether it is another one than was proposed."""

    link: Link
    is_change: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """A link as it stands now; `decision` None: still open."""

    link: Link
    decision: Decided | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to decide."""
        return self.decision is None

    @property
    def key(self) -> str:
        """The link and where it stands in few letters: another one as soon as anything about it changes."""
        said = (self.link.kind, self.link.old, self.link.new, self.is_open)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Pair:
    """The texts of a version and of the one after it."""

    old: Outline
    new: Outline

    @cached_property
    def places(self) -> tuple[dict[str, int], dict[str, int]]:
        """The place of each clause in document order, by eid, in the old text and in the new one."""
        old, new = ({each.eid: at for at, each in enumerate(text.clauses)} for text in (self.old, self.new))
        return old, new

    def words_of(self, link: Link) -> tuple[str, str]:
        """What the old clauses of a link say, and the new ones."""
        return _joined(self.old, link.old), _joined(self.new, link.new)

    def link(self, old: Collection[str], new: Collection[str]) -> Link:
        """The link between these clauses; Blocked when there are several on either side, or none at all."""
        if len(old) > 1 and len(new) > 1:
            raise Blocked([message("Choose several clauses on one side only: a clause is either divided or joined.")])
        if not old and not new:
            raise Blocked([message("Choose at least one clause.")])
        before, after = self.places
        ends = tuple(sorted(old, key=before.__getitem__)), tuple(sorted(new, key=after.__getitem__))
        found = Link(LineageKind.NEW, *ends, 0.0)
        if old and new:
            found = replace(found, score=likeness(*self.words_of(found)))
        return replace(found, kind=_kind(found))


def said(clause: Clause) -> str:
    """What a clause says wherever it stands: its heading and its words, without the number."""
    return "\n".join(filter(None, (clause.heading, clause.text)))


def likeness(before: str, after: str) -> float:
    """How much of two texts is the same words, 0..1; texts without words are alike."""
    if before == after:
        return 1.0
    same = sum(len(span.text) for span in diff_words(before, after) if span.change is Change.SAME)
    return min(2 * same / (len(before) + len(after)), 0.99)


def settle(proposed: Iterable[Link], decided: Sequence[Decided], pair: Pair) -> tuple[Settled, ...]:
    """The lineage as it stands: what was decided, and of the proposal what decisions left of it.

    In the order of `in_order`. What is left of a link that a decision took a clause from is open and not certain.
    """
    old = {eid for each in decided for eid in each.link.old}
    new = {eid for each in decided for eid in each.link.new}
    found = [Settled(each.link, each) for each in decided]
    for link in proposed:
        found += _left_of(link, old, new, pair)
    return in_order(found, pair)


def in_order(found: Sequence[Settled], pair: Pair) -> tuple[Settled, ...]:
    """In the document order of the new text; a removed clause after the link of the old one before it."""
    return tuple(found[at] for at in order_of([each.link for each in found], *pair.places))


def order_of(links: Sequence[Link], old: Mapping[str, int], new: Mapping[str, int]) -> list[int]:
    """The indexes of links in order, given the place of each clause in its text."""
    link_of_old = {eid: at for at, link in enumerate(links) for eid in link.old}
    removed: dict[int, list[int]] = defaultdict(list)
    before = -1
    for eid in sorted(link_of_old, key=old.__getitem__):
        at = link_of_old[eid]
        if links[at].new:
            before = at
        else:
            removed[before].append(at)
    standing = sorted((at for at, link in enumerate(links) if link.new), key=lambda at: new[links[at].new[0]])
    return [*removed[-1], *(each for at in standing for each in (at, *removed[at]))]


def standing(before: Outline, after: Outline) -> dict[str, str]:
    """For each clause of a text that stands in another state of it with the same words: its eid there.

    Clauses of the same words are told apart by their order, as long as there are as many of them as before.
    """
    old, new = _by_words(before), _by_words(after)
    return {
        was: now
        for words, eids in old.items()
        if len(eids) == len(new[words])
        for was, now in zip(eids, new[words], strict=True)
    }


def kept(decided: Iterable[Decided], stands: Mapping[str, str], proposed: Iterable[Link]) -> list[int]:
    """The indexes of the decisions that still hold over a new proposal: those whose new clauses stand as they were.

    That a clause was removed holds unless the proposal finds it in a clause that was not there when it was decided.
    """
    known = set(stands.values())
    fresh = {eid for link in proposed for eid in link.old if not known.issuperset(link.new)}
    return [
        at
        for at, each in enumerate(decided)
        if (stands.keys() >= set(each.link.new) if each.link.new else not fresh.intersection(each.link.old))
    ]


def _left_of(link: Link, old: set[str], new: set[str], pair: Pair) -> Iterator[Settled]:
    if old.isdisjoint(link.old) and new.isdisjoint(link.new):
        yield Settled(link)
        return
    before = [eid for eid in link.old if eid not in old]
    after = [eid for eid in link.new if eid not in new]
    if before and after:
        yield Settled(pair.link(before, after))
        return
    for eid in before:
        yield Settled(pair.link([eid], []))
    for eid in after:
        yield Settled(pair.link([], [eid]))


def _kind(link: Link) -> LineageKind:
    if not link.new:
        return LineageKind.REMOVED
    if not link.old:
        return LineageKind.NEW
    if len(link.new) > 1:
        return LineageKind.SPLIT
    if len(link.old) > 1:
        return LineageKind.MERGED
    if link.score < 1:
        return LineageKind.REWORDED
    return LineageKind.SAME if link.old == link.new else LineageKind.MOVED


def _joined(text: Outline, eids: Iterable[str]) -> str:
    return "\n".join(said(text.find(eid)) for eid in eids)


def _by_words(text: Outline) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for clause in text.clauses:
        found[" ".join(said(clause).split()) or f"{clause.num}"].append(clause.eid)
    return found
