"""The clause: an addressable unit of a draft, and the frozen outline that holds all of a version's clauses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from consultation.core import eid as eids
from consultation.core.eid import Place
from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.vocabulary import ClauseKind, Language


@dataclass(frozen=True, slots=True)
class Clause:
    """One unit of a text.

    `num` is the number as printed ("12¹-modda."), `number` the bare canonical one ("12-1"); `text` holds the unit's
    own words without number and heading, paragraphs of one unit separated by newlines, cells of a table row (and of
    a table's header, which is the table's own text) by tabs. `quoted` marks units of a new text that an amending
    act quotes. `language` is None where the unit speaks the draft's own language.
    """

    eid: str
    parent: str | None
    kind: ClauseKind
    num: str | None
    number: str | None
    heading: str | None
    text: str
    quoted: bool = False
    language: Language | None = None

    @property
    def words(self) -> str:
        """Everything the unit itself says, number and heading included, in reading order."""
        return "\n".join(part for part in (self.num, self.heading, self.text) if part)


@dataclass(frozen=True)
class Outline:
    """All clauses of a version in document order; `set_aside` keeps what an officer dropped as page furniture."""

    clauses: tuple[Clause, ...]
    set_aside: tuple[Clause, ...] = field(default=())

    @cached_property
    def _places(self) -> dict[str, int]:
        return {clause.eid: place for place, clause in enumerate(self.clauses)}

    @cached_property
    def _children(self) -> dict[str | None, list[Clause]]:
        children: dict[str | None, list[Clause]] = {}
        for clause in self.clauses:
            children.setdefault(clause.parent, []).append(clause)
        return children

    def place(self, eid: str) -> int:
        """The index of a clause in document order; NotFound when there is none of that id."""
        try:
            return self._places[eid]
        except KeyError:
            raise NotFound(message("There is no clause %(eid)s in this text.", eid=eid)) from None

    def find(self, eid: str) -> Clause:
        """The clause of that id; NotFound when there is none."""
        return self.clauses[self.place(eid)]

    def children(self, eid: str | None) -> tuple[Clause, ...]:
        """The clauses directly below one, or the top ones for None, in document order."""
        return tuple(self._children.get(eid, ()))

    def path(self, eid: str) -> tuple[Clause, ...]:
        """The clause with everything above it, the outermost first; `citation` reads this."""
        clause = self.find(eid)
        steps = [clause]
        while clause.parent is not None:
            clause = self.find(clause.parent)
            steps.append(clause)
        return tuple(reversed(steps))

    def headings(self, eid: str) -> tuple[str, ...]:
        """What a reader passes on the way to a clause: number and heading of each unit above it that has any."""
        labels = (" ".join(filter(None, (step.num, step.heading))) for step in self.path(eid)[:-1])
        return tuple(label for label in labels if label)

    def walk(self) -> Iterator[tuple[int, Clause]]:
        """Every clause with its depth (0 = top), in document order."""
        depths: dict[str | None, int] = {None: -1}
        for clause in self.clauses:
            depths[clause.eid] = depths[clause.parent] + 1
            yield depths[clause.eid], clause

    def subtree(self, eid: str) -> tuple[Clause, ...]:
        """The clause and everything below it, in document order."""
        start = end = self.place(eid)
        inside = {eid}
        while (end := end + 1) < len(self.clauses) and self.clauses[end].parent in inside:
            inside.add(self.clauses[end].eid)
        return self.clauses[start:end]


def outline(rows: Iterable[tuple[int, Clause]], set_aside: tuple[Clause, ...] = ()) -> Outline:
    """An outline with ids, parents and what is quoted made anew from (depth, clause) rows; a depth that jumps is drawn up."""
    given = list(rows)
    places = settled([(depth, clause.kind, clause.number) for depth, clause in given])
    return Outline(
        tuple(
            Clause(
                place.eid,
                place.parent,
                clause.kind,
                clause.num,
                clause.number,
                clause.heading,
                clause.text,
                is_quoted,
                clause.language,
            )
            for (_, clause), (place, is_quoted) in zip(given, places, strict=True)
        ),
        set_aside,
    )


def settled(units: Sequence[tuple[int, ClauseKind, str | None]]) -> Iterator[tuple[Place, bool]]:
    """Where each unit stands and whether it is quoted, for units in document order as (depth, kind, number)."""
    depths = list(_drawn_up(depth for depth, _, _ in units))
    kinds, numbers = [kind for _, kind, _ in units], [number for _, _, number in units]
    return zip(eids.make(zip(depths, kinds, numbers, strict=True)), _quoted(depths, kinds), strict=True)


def _quoted(depths: Iterable[int], kinds: Iterable[ClauseKind]) -> Iterator[bool]:
    """Whether each unit is a quotation or stands in one."""
    open_units: list[bool] = []
    for depth, kind in zip(depths, kinds, strict=True):
        del open_units[depth:]
        open_units.append(kind is ClauseKind.QUOTED or (bool(open_units) and open_units[-1]))
        yield open_units[-1]


def _drawn_up(depths: Iterable[int]) -> Iterator[int]:
    """The depths with no jump: what stands deeper than a child of the unit before it becomes that child."""
    open_depths: list[int] = []
    for depth in depths:
        while open_depths and open_depths[-1] >= depth:
            open_depths.pop()
        yield len(open_depths)
        open_depths.append(depth)
