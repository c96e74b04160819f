"""The clauses of an unpublished version on the officer's table: those in the text and those set aside, in one order.

`core.correction` says what a correction does to the text; here it is done with what was set aside kept in its place,
with a way back, and with the warnings following the clauses they are about.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypedDict

from consultation.core.clause import Clause, Outline, outline
from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.vocabulary import ClauseKind, Language

_ASIDE = "aside_"
FIRST_ASIDE = f"{_ASIDE}1"


@dataclass(frozen=True, slots=True)
class Line:
    """One clause at its depth (0 = top). One that was set aside keeps its place, and its depth for a later return."""

    depth: int
    clause: Clause
    is_aside: bool = False

    @property
    def kind(self) -> ClauseKind:
        """What its clause is."""
        return self.clause.kind

    @property
    def quoted(self) -> bool:
        """Whether its clause belongs to a quoted text."""
        return self.clause.quoted

    @property
    def content(self) -> tuple[object, ...]:
        """What the line is, without the ids that follow from its surroundings."""
        it = self.clause
        own = (it.kind, it.num, it.number, it.heading, it.text, it.quoted, it.language)
        return (self.depth, self.is_aside, *own)


class Aside(NamedTuple):
    """What stood on the pages of a file without belonging to its text; it stands before the clause at index `place`."""

    place: int
    depth: int
    text: str


class PlainLine(TypedDict):
    """A line as JSON."""

    depth: int
    kind: str
    num: str | None
    number: str | None
    heading: str | None
    text: str
    quoted: bool
    language: str | None
    aside: bool


class Undo(TypedDict):
    """What takes a correction back: put `lines` where now `count` lines stand from `start`."""

    start: int
    count: int
    lines: list[PlainLine]


class Change(NamedTuple):
    """The stretch in which two rows of lines differ: from `start`, `old` lines became `new` ones."""

    start: int
    old: int
    new: int


@dataclass(frozen=True)
class Sheet:
    """All lines of a version in document order."""

    lines: tuple[Line, ...]

    @cached_property
    def outline(self) -> Outline:
        """The text as it would be published."""
        aside = tuple(line.clause for line in self.lines if line.is_aside)
        return Outline(tuple(line.clause for line in self.lines if not line.is_aside), aside)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {line.clause.eid: place for place, line in enumerate(self.lines)}

    @cached_property
    def _contents(self) -> list[tuple[object, ...]]:
        return [line.content for line in self.lines]

    def place(self, eid: str) -> int:
        """The index of a line; NotFound when there is none of that id."""
        try:
            return self._places[eid]
        except KeyError:
            raise NotFound(message("There is no clause %(eid)s in this text.", eid=eid)) from None


def sheet_of(tree: Outline, asides: Sequence[Aside] = ()) -> Sheet:
    """A fresh sheet for a text as it was read, with what the reader set aside (in document order) in its place."""
    lines = [Line(depth, clause) for depth, clause in tree.walk()]
    if not asides:
        return Sheet(tuple(lines))
    for aside in reversed(asides):
        clause = Clause("", None, ClauseKind.OTHER, None, None, None, aside.text)
        lines.insert(aside.place, Line(aside.depth, clause, is_aside=True))
    return _settled(lines)


def corrected(sheet: Sheet, correct: Callable[[Outline], Outline]) -> Sheet:
    """The sheet after a correction of its text; what was set aside stays between the words it stood between."""
    before = [line for line in sheet.lines if not line.is_aside]
    after = [Line(depth, clause) for depth, clause in correct(sheet.outline).walk()]
    starts = [*_starts(before, after), len(after)]
    lines: list[Line] = []
    done = passed = 0
    for line in sheet.lines:
        if line.is_aside:
            lines += after[done : starts[passed]]
            done = max(done, starts[passed])
            lines.append(line)
        else:
            passed += 1
    return _settled([*lines, *after[done:]])


def set_aside(sheet: Sheet, eids: Collection[str]) -> Sheet:
    """Take page furniture out of the text; what was below it moves up a level."""
    lines = list(sheet.lines)
    for eid in eids:
        lines[sheet.place(eid)] = replace(lines[sheet.place(eid)], is_aside=True)
    lifted: list[int] = []
    for place, line in enumerate(sheet.lines):
        if line.is_aside:
            continue
        while lifted and lifted[-1] >= line.depth:
            lifted.pop()
        lines[place] = replace(lines[place], depth=line.depth - len(lifted))
        if lines[place].is_aside:
            lifted.append(line.depth)
    return _settled(lines)


def put_back(sheet: Sheet, eids: Collection[str]) -> Sheet:
    """Return clauses that were set aside to their place in the text."""
    lines = list(sheet.lines)
    for eid in eids:
        lines[sheet.place(eid)] = replace(lines[sheet.place(eid)], is_aside=False)
    return _settled(lines)


def way_back(old: Sheet, new: Sheet) -> Undo:
    """What `undone` needs to make `old` of `new` again."""
    change = changed(old, new)
    lines = old.lines[change.start : change.start + change.old]
    return Undo(start=change.start, count=change.new, lines=[_plain(line) for line in lines])


def undone(sheet: Sheet, undo: Undo) -> Sheet:
    """The sheet as it was before the correction that `undo` takes back."""
    end = undo["start"] + undo["count"]
    restored = [_from_plain(line) for line in undo["lines"]]
    return _settled([*sheet.lines[: undo["start"]], *restored, *sheet.lines[end:]])


def changed(old: Sheet, new: Sheet) -> Change:
    """Where two sheets differ, ids left out."""
    return _change(old._contents, new._contents)  # noqa: SLF001 - the module's own class


def first_changed(old: Sheet, new: Sheet) -> str | None:
    """The id in the new sheet of the first clause that is not as it was; None when there is none."""
    start = changed(old, new).start
    return new.lines[start].clause.eid if start < len(new.lines) else None


def moved_ids(old: Sheet, new: Sheet) -> Mapping[str, str]:
    """For each id of the old sheet, the id in the new one of the clause in which its words now begin."""
    change = changed(old, new)
    if change.old == change.new:
        return {one.clause.eid: other.clause.eid for one, other in zip(old.lines, new.lines, strict=True)}
    ids = {}
    for is_aside in (False, True):
        was = [line for line in old.lines if line.is_aside is is_aside]
        now = [line for line in new.lines if line.is_aside is is_aside]
        places = _landings(was, now)
        ids.update(
            {line.clause.eid: now[place].clause.eid for line, place in zip(was, places, strict=True)} if now else {}
        )
    return ids


def _starts(old: Sequence[Line], new: Sequence[Line]) -> list[int]:
    """For each old line the index of the first new line that begins with its words or after them."""
    places = _landings(old, new)
    return [place + (index > 0 and place == places[index - 1]) for index, place in enumerate(places)]


def _landings(old: Sequence[Line], new: Sequence[Line]) -> list[int]:
    """For each line the index of the new line in which its words begin, where the words of all are the same in order."""
    change = _change([line.content for line in old], [line.content for line in new])
    if change.old == change.new:
        return list(range(len(old)))
    ends = list(accumulate(_weight(line) for line in new[change.start : change.start + change.new]))
    inside: list[int] = []
    at = start = 0
    for line in old[change.start : change.start + change.old]:
        while at < len(ends) - 1 and ends[at] <= start:
            at += 1
        inside.append(change.start + at)
        start += _weight(line)
    step = change.new - change.old
    return [*range(change.start), *inside, *(place + step for place in range(change.start + change.old, len(old)))]


def _weight(line: Line) -> int:
    """How many signs a line says."""
    return len("".join(line.clause.words.split()))


def _change(old: Sequence[object], new: Sequence[object]) -> Change:
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < most - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Change(start, len(old) - start - tail, len(new) - start - tail)


def _settled(lines: Sequence[Line]) -> Sheet:
    """Ids and depths made anew over what is in the text; what is set aside is counted."""
    tree = iter(outline((line.depth, line.clause) for line in lines if not line.is_aside).walk())
    settled = []
    asides = 0
    for line in lines:
        if line.is_aside:
            asides += 1
            settled.append(replace(line, clause=replace(line.clause, eid=f"{_ASIDE}{asides}", parent=None)))
        else:
            settled.append(Line(*next(tree)))
    return Sheet(tuple(settled))


def _plain(line: Line) -> PlainLine:
    clause = line.clause
    return PlainLine(
        depth=line.depth,
        kind=clause.kind.value,
        num=clause.num,
        number=clause.number,
        heading=clause.heading,
        text=clause.text,
        quoted=clause.quoted,
        language=clause.language.value if clause.language else None,
        aside=line.is_aside,
    )


def _from_plain(plain: PlainLine) -> Line:
    clause = Clause(
        eid="",
        parent=None,
        kind=ClauseKind(plain["kind"]),
        num=plain["num"],
        number=plain["number"],
        heading=plain["heading"],
        text=plain["text"],
        quoted=plain["quoted"],
        language=Language(plain["language"]) if plain["language"] else None,
    )
    return Line(plain["depth"], clause, plain["aside"])
