"""What an officer can do to the clauses of a text in preparation, and the way back from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NotRequired, cast

from consultation.core import arrangement, correction, quotation, sheet
from consultation.core.clause import Outline
from consultation.core.errors import Invalid
from consultation.core.messages import message
from consultation.core.sheet import Sheet, Undo
from consultation.core.vocabulary import ClauseKind, Language
from consultation.ingest.wire import message_to_wire

OWN_NUMBER: Final = "OWN_NUMBER"
Warned = dict[str, object]
"""A warning as a version keeps it: its code, its message as `ingest.wire` writes it, and the clause it is about."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One change to the clause `eid` and to those in `also`: `act` is a key of `ACTS`, the rest is what that act needs."""

    act: str
    eid: str = ""
    kind: ClauseKind | None = None
    words: str = ""
    offset: int = 0
    also: tuple[str, ...] = ()
    under: str | None = None
    language: Language | None = None

    @property
    def eids(self) -> tuple[str, ...]:
        """All clauses it is about."""
        return (self.eid, *self.also)


def _change_kind(tree: Outline, change: Correction) -> Outline:
    if change.kind is None:
        raise Invalid({"kind": message("Choose one of the values in the list.")})
    if change.kind is ClauseKind.QUOTED:
        return quotation.quote(tree, change.eids)
    return correction.change_kind(tree, change.eids, change.kind)


def _split(tree: Outline, change: Correction) -> Outline:
    text = tree.find(change.eid).text
    offset = change.offset
    if change.words:
        if text.count(change.words) != 1:
            raise Invalid({"words": message("Type words that stand in this clause exactly once, as they stand there.")})
        offset = text.index(change.words)
    elif offset <= 0:
        raise Invalid({"words": message("Choose where the new clause begins, or type its first words.")})
    return correction.split_at(tree, change.eid, offset)


def _on_text(correct: Callable[[Outline, Correction], Outline]) -> Callable[[Sheet, Correction], Sheet]:
    return lambda old, change: sheet.corrected(old, lambda tree: correct(tree, change))


# Every correction an officer can make, by the name forms and audit lines use.
ACTS: Final[Mapping[str, Callable[[Sheet, Correction], Sheet]]] = {
    "kind": _on_text(_change_kind),
    "language": _on_text(lambda tree, it: correction.change_language(tree, it.eids, it.language)),
    "split": _on_text(_split),
    "merge": _on_text(lambda tree, it: correction.merge_with_previous(tree, it.eids)),
    "join": _on_text(lambda tree, it: correction.join(tree, it.eids)),
    "heading": _on_text(lambda tree, it: correction.retitle(tree, it.eid, it.words)),
    "next": _on_text(lambda tree, it: correction.take_heading(tree, it.eid)),
    "num": _on_text(lambda tree, it: correction.renumber(tree, it.eid, it.words)),
    "in": _on_text(lambda tree, it: arrangement.move_in(tree, it.eids)),
    "out": _on_text(lambda tree, it: arrangement.move_out(tree, it.eids)),
    "under": _on_text(lambda tree, it: arrangement.put_under(tree, it.eid, it.under)),
    "quote": _on_text(lambda tree, it: quotation.quote(tree, it.eids)),
    "unquote": _on_text(lambda tree, it: quotation.unquote(tree, it.eids)),
    "endquote": _on_text(lambda tree, it: quotation.end_quotation(tree, it.eid)),
    "drop": lambda old, it: sheet.set_aside(old, it.eids),
    "restore": lambda old, it: sheet.put_back(old, it.eids),
}


class Back(Undo):
    """What takes a correction back, or makes it again: the lines, and the warnings about own numbers that were there."""

    own: NotRequired[list[Warned]]


def make(old: Sheet, change: Correction, warnings: Sequence[Warned]) -> tuple[Sheet, list[Warned]]:
    """The text after a correction, with its warnings following their clauses; raises what the act raises.

    A number in the officer's own words is named in a warning of its own; a further one is held against the file's.
    """
    own = next((each for each in warnings if (each["code"], each["eid"]) == (OWN_NUMBER, change.eid)), None)
    if change.act != "num":
        new = ACTS[change.act](old, change)
        return new, followed(old, new, warnings)
    as_in_file = old if own is None else _with_number(old, change.eid, own)
    new = ACTS[change.act](as_in_file, change)
    found = followed(old, new, [each for each in warnings if each is not own])
    clause = as_in_file.outline.find(change.eid)
    if correction.is_own_number(clause, change.words):
        found.append(_own_number(change.words, clause.num, sheet.moved_ids(old, new)[change.eid]))
    return new, found


def followed(old: Sheet, new: Sheet, warnings: Sequence[Warned]) -> list[Warned]:
    """Warnings about clauses of one text as they are about those of the next."""
    moved = sheet.moved_ids(old, new)
    return [{**each, "eid": moved.get(str(each["eid"]))} for each in warnings]


def way_back(old: Sheet, new: Sheet, warnings: Sequence[Warned]) -> Back:
    """What makes `old` of `new` again; `warnings` are those about `old`."""
    return Back(**sheet.way_back(old, new), own=[each for each in warnings if each["code"] == OWN_NUMBER])


def go_back(text: Sheet, back: Back, warnings: Sequence[Warned]) -> tuple[Sheet, list[Warned]]:
    """The text and its warnings as they were on the other side of `back`."""
    new = sheet.undone(text, back)
    others = [each for each in warnings if each["code"] != OWN_NUMBER]
    return new, [*followed(text, new, others), *back.get("own", [])]


def _with_number(text: Sheet, eid: str, own: Warned) -> Sheet:
    """A text in which one clause has the number again that the file gives it."""
    params = cast("dict[str, str]", own["params"])
    lines = list(text.lines)
    place = text.place(eid)
    lines[place] = replace(lines[place], clause=replace(lines[place].clause, num=params.get("old")))
    return Sheet(tuple(lines))


def _own_number(num: str, old: str | None, eid: str) -> Warned:
    words = message("The number %(number)s is an officer's own: the file has none here.", number=num)
    if old:
        words = message("The number %(number)s is an officer's own: the file has %(old)s here.", number=num, old=old)
    return {"code": OWN_NUMBER, **message_to_wire(words), "eid": eid}
