"""Two published versions beside each other: every clause in order, what stayed the same drawn together, cut into leaves."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby
from typing import Final

from sqlalchemy.orm import Session

from consultation.core.citation import called, citation
from consultation.core.clause import Outline
from consultation.core.descent import composed
from consultation.core.diff import Span, diff_words
from consultation.core.errors import NotFound
from consultation.core.lineage import Link
from consultation.core.messages import message
from consultation.core.settling import Pair, order_of, said
from consultation.core.vocabulary import Language, LineageKind
from consultation.store import lineage, versions
from consultation.store.tables import Version
from consultation.web.site import Req, site_of

# What a leaf holds at most: characters of changed words, with this much on top for what stands around them.
_LEAF: Final = 40_000
_AROUND: Final = 500
_NAME: Final = 100
_NAMES_IN_RUN: Final = 200
_CLAUSE_SIZE: Final = 1_000  # bytes a clause takes in memory, roughly, beside its words


@dataclass(frozen=True, slots=True)
class Name:
    """A clause as the page names it: its citation with its heading, its own page, and its anchor."""

    words: str
    cited: str
    href: str
    language: Language


@dataclass(frozen=True, slots=True)
class Changed:
    """A link whose words or place are not what they were; `following` is the address of the next one of its kind."""

    kind: LineageKind
    anchor: str
    old: tuple[Name, ...]
    new: tuple[Name, ...]
    spans: tuple[Span, ...]
    language: Language
    following: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Clauses one after the other that stayed as they were: how many, and the names of those not inside of another."""

    count: int
    names: Sequence[tuple[Name, Name]]


@dataclass(frozen=True, slots=True)
class Number:
    """How many links of a kind there are, and where the first one is."""

    kind: LineageKind
    count: int
    href: str


@dataclass(frozen=True)
class Text:
    """One of the two versions."""

    ordinal: int
    language: Language
    outline: Outline
    clauses: str

    def name(self, eid: str) -> Name:
        """What to call a clause."""
        path = self.outline.path(eid)
        cited = citation(path, self.language)
        return Name(
            called(path, self.language),
            cited[:1].upper() + cited[1:],
            self.clauses + eid,
            path[-1].language or self.language,
        )


@dataclass(frozen=True)
class Comparison:
    """The whole comparison, without the words of the leaves."""

    old: Text
    new: Text
    links: tuple[Link, ...]
    path: str

    @cached_property
    def pair(self) -> Pair:
        """Both texts."""
        return Pair(self.old.outline, self.new.outline)

    @cached_property
    def kinds(self) -> list[LineageKind]:
        """What each link is for a reader: other signs in the same words are other words too."""
        return [_kind(link, self.pair) for link in self.links]

    @cached_property
    def leaves(self) -> list[range]:
        """The indexes of the links of each leaf; one empty leaf for no links."""
        found, start, weight = [], 0, 0
        for at, kind in enumerate(self.kinds):
            weight += self._weight(at, kind)
            if weight > _LEAF and at > start:
                found.append(range(start, at))
                start, weight = at, self._weight(at, kind)
        return [*found, range(start, len(self.links))]

    @cached_property
    def numbers(self) -> list[Number]:
        """How many links of each kind there are, in a fixed order."""
        counts = Counter(self.kinds)
        return [Number(kind, counts[kind], self.href(self.kinds.index(kind))) for kind in LineageKind if counts[kind]]

    @property
    def size(self) -> int:
        """What it takes in memory, roughly."""
        both = (*self.old.outline.clauses, *self.new.outline.clauses)
        return sum(2 * len(clause.text) + _CLAUSE_SIZE for clause in both)

    def href(self, at: int) -> str:
        """Where a link is: its leaf and its anchor, "" for none of that index."""
        if at >= len(self.links):
            return ""
        leaf = next(place for place, leaf in enumerate(self.leaves, 1) if at in leaf)
        return f"{self.path}{f'?page={leaf}' if leaf > 1 else ''}#{anchor(self.links[at])}"

    def place_of(self, *, old: str = "", new: str = "") -> str:
        """Where a clause of the older or of the newer version is; the beginning for one that there is not."""
        for at, link in enumerate(self.links):
            if old in link.old or new in link.new:
                return self.href(at)
        return self.path

    def entries(self, leaf: int) -> Iterator[Changed | Unchanged]:
        """What stands on a leaf (from 1), in order."""
        following = self._following
        for is_same, places in groupby(self.leaves[leaf - 1], key=lambda at: self.kinds[at] is LineageKind.SAME):
            if is_same:
                yield self._unchanged([self.links[at] for at in places])
                continue
            for at in places:
                yield self._changed(at, following[at])

    @cached_property
    def _following(self) -> dict[int, str]:
        found, last = {}, dict[LineageKind, int]()
        for at in range(len(self.links) - 1, -1, -1):
            found[at] = last.get(self.kinds[at], len(self.links))
            last[self.kinds[at]] = at
        return {at: self.href(then) for at, then in found.items() if self.kinds[at] is not LineageKind.SAME}

    def _changed(self, at: int, following: str) -> Changed:
        link = self.links[at]
        old, new = tuple(map(self.old.name, link.old)), tuple(map(self.new.name, link.new))
        spans = diff_words(*self.pair.words_of(link))
        return Changed(self.kinds[at], anchor(link), old, new, spans, (new or old)[0].language, following)

    def _unchanged(self, links: Sequence[Link]) -> Unchanged:
        inside = {link.new[0] for link in links}
        tops = [link for link in links if self.new.outline.find(link.new[0]).parent not in inside]
        names = [(self.old.name(link.old[0]), self.new.name(link.new[0])) for link in tops[:_NAMES_IN_RUN]]
        return Unchanged(len(links), names)

    def _weight(self, at: int, kind: LineageKind) -> int:
        link = self.links[at]
        if kind is LineageKind.SAME:
            return _NAME if self.new.outline.find(link.new[0]).parent is None else _NAME // 4
        return _AROUND + sum(map(len, self.pair.words_of(link)))


def anchor(link: Link) -> str:
    """The anchor of a link: the first clause of the newer version, or of a removed one its place in the older."""
    return link.new[0] if link.new else f"removed-{link.old[0]}"


def comparison(request: Req, session: Session, number: int, older: int, newer: int) -> Comparison:
    """Two published versions of a draft compared, the lineages between them put together; NotFound when they are not public.

    What was published never changes, so it is kept.
    """
    if older >= newer:
        raise NotFound(message("Compare a version with an earlier one."))
    key = ("comparison", number, older, newer)
    return site_of(request).kept.get_or_make(
        key, lambda: _made(session, number, older, newer), lambda found: found.size
    )


def _made(session: Session, number: int, older: int, newer: int) -> Comparison:
    rows = [versions.published_version(session, number, ordinal) for ordinal in range(older, newer + 1)]
    old, new = (_text(session, row) for row in (rows[0], rows[-1]))
    links: Sequence[Link] = reduce(composed, [lineage.published_links(session, row.id) for row in rows[1:]])
    places = Pair(old.outline, new.outline).places
    ordered = tuple(links[at] for at in order_of(links, *places))
    return Comparison(old, new, ordered, f"/drafts/{number}/compare/{older}/{newer}")


def _text(session: Session, row: Version) -> Text:
    clauses = f"/drafts/{row.draft_id}/versions/{row.ordinal}/clauses/"
    return Text(row.ordinal, row.language, versions.outline_of_version(session, row), clauses)


def _kind(link: Link, pair: Pair) -> LineageKind:
    if link.kind is not LineageKind.SAME:
        return link.kind
    was, now = pair.old.find(link.old[0]), pair.new.find(link.new[0])
    return LineageKind.SAME if said(was) == said(now) else LineageKind.REWORDED
