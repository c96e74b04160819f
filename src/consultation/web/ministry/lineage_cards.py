"""A lineage as its page shows it: what waits for the officer by urgency, each link with its words, score and comments."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultation.core.citation import called
from consultation.core.clause import Clause, Outline
from consultation.core.diff import Span, diff_words
from consultation.core.lineage import Link
from consultation.core.messages import N_, Message, message
from consultation.core.settling import Pair, Settled, said
from consultation.core.text import fold
from consultation.core.vocabulary import Language, LineageKind

CARDS: Final = 20  # on one page
_FOUND: Final = 20
_SUGGESTED: Final = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Links that wait for the same kind of look."""

    name: str
    words: str
    hint: str


_REMOVED_SPOKEN_OF: Final = Group(
    "spoken",
    N_("Removed, though people commented on them"),
    N_("Their comments stay on the old version. If a clause lives on somewhere, say where."),
)
_GROUPS: Final[dict[LineageKind, Group]] = {
    LineageKind.REWORDED: Group(
        "reworded", N_("Reworded"), N_("Confirm that it is still the same clause in other words.")
    ),
    LineageKind.MOVED: Group("moved", N_("Moved"), N_("Confirm that the clause stands in another place now.")),
    LineageKind.SPLIT: Group("split", N_("Divided"), N_("Confirm that these clauses were one before.")),
    LineageKind.MERGED: Group("merged", N_("Joined"), N_("Confirm that these clauses became one.")),
    LineageKind.REMOVED: Group(
        "removed", N_("Removed"), N_("Confirm that the clause is gone. Nobody commented on it.")
    ),
    LineageKind.NEW: Group("new", N_("New"), N_("Confirm that the clause was not there before.")),
    LineageKind.SAME: Group(
        "same", N_("The same words"), N_("Confirm that it is the same clause: its words are common.")
    ),
}
_ORDER: Final = (_REMOVED_SPOKEN_OF, *_GROUPS.values())
_SCORES: Final = (
    (1.0, message("The words are the same.")),
    (0.9, message("Nearly all words are the same.")),
    (0.7, message("Most words are the same.")),
    (0.4, message("About half of the words are the same.")),
    (0.0, message("Few words are the same.")),
)


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two texts, with what a page needs to name its clauses: its language and the address of its clauses."""

    text: Outline
    language: Language
    clauses: str
    comments: Mapping[str, int]

    def end(self, eid: str) -> "End":
        """A clause by the name of its citation."""
        path = self.text.path(eid)
        clause = path[-1]
        href = f"{self.clauses}{eid}" if self.clauses else ""
        name = called(path, self.language)
        return End(clause, name, clause.language or self.language, href, self.comments.get(eid, 0))


@dataclass(frozen=True, slots=True)
class End:
    """A clause as a link names it; `href` "" where it has no page yet."""

    clause: Clause
    name: str
    language: Language
    href: str
    comments: int


@dataclass(frozen=True, slots=True)
class Card:
    """A link with everything the officer needs to decide; `at` is its place in the list."""

    settled: Settled
    at: int
    group: Group
    old: tuple[End, ...]
    new: tuple[End, ...]
    spans: tuple[Span, ...]

    @property
    def comments(self) -> int:
        """How many comments its old clauses have."""
        return sum(end.comments for end in self.old)

    @property
    def score(self) -> Message | None:
        """How alike the words are, in words; None where there is nothing to compare."""
        link = self.settled.link
        if not link.old or not link.new:
            return None
        return next(words for least, words in _SCORES if link.score >= least)

    @property
    def language(self) -> Language:
        """The language of its words."""
        return (self.new or self.old)[0].language


@dataclass(frozen=True, slots=True)
class Table:
    """The two texts and everything between them."""

    pair: Pair
    old: Version
    new: Version
    settled: tuple[Settled, ...]

    @property
    def certain(self) -> list[Settled]:
        """Open links that nobody needs to look at one by one."""
        return [each for each in self.settled if each.is_open and each.link.is_certain]

    @property
    def waiting(self) -> list[Settled]:
        """Open links to be looked at, the most urgent group first, in document order."""
        waiting = [each for each in self.settled if each.is_open and not each.link.is_certain]
        return sorted(waiting, key=lambda each: _ORDER.index(self.group(each.link)))

    @property
    def decided(self) -> list[Settled]:
        """Links that somebody has decided about, in document order."""
        return [each for each in self.settled if not each.is_open]

    def group(self, link: Link) -> Group:
        """Which group a link belongs to."""
        if link.kind is LineageKind.REMOVED and any(self.old.comments.get(eid) for eid in link.old):
            return _REMOVED_SPOKEN_OF
        return _GROUPS[link.kind]

    def cards(self, found: Sequence[Settled], first: int) -> list[Card]:
        """The cards of one page of `found`, which begins at the index `first`."""
        return [self.card(each, at) for at, each in enumerate(found[first : first + CARDS], first)]

    def card(self, each: Settled, at: int) -> Card:
        """The card of a link."""
        link = each.link
        ends = tuple(map(self.old.end, link.old)), tuple(map(self.new.end, link.new))
        return Card(each, at, self.group(link), *ends, diff_words(*self.pair.words_of(link)))

    def groups(self, found: Iterable[Settled]) -> list[tuple[Group, int, int]]:
        """Every group in `found` with how many links it has and the index of the first one."""
        names = [self.group(each.link) for each in found]
        return [(group, names.count(group), names.index(group)) for group in _ORDER if group in names]


def candidates(version: Version, chosen: Sequence[str], likely: Iterable[str], near: str, find: str) -> list[End]:
    """Clauses to choose from on one side of a link, in document order.

    `chosen` ones, of the `likely` ones those whose words are most like `near`, and those in which the words `find` stand.
    """
    rated = sorted(likely, key=_likeness_to(version.text, near), reverse=True)[:_SUGGESTED]
    named = [clause.eid for clause in version.text.clauses if _is_named(clause, find)][:_FOUND] if find else []
    wanted = {*chosen, *rated, *named}
    return [version.end(clause.eid) for clause in version.text.clauses if clause.eid in wanted]


def _likeness_to(text: Outline, near: str) -> Callable[[str], float]:
    words = set(fold(near).split())

    def rate(eid: str) -> float:
        own = set(fold(said(text.find(eid))).split())
        return len(words & own) / (len(words | own) or 1)

    return rate


def _is_named(clause: Clause, find: str) -> bool:
    asked = fold(find)
    return asked == fold(clause.number or "") or (len(asked) > 1 and asked in fold(clause.words))
