"""What an officer can do to the clauses of a text in preparation, and doing it again on another copy of the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from consultation.core import correction, replay, sheet
from consultation.core.errors import ConsultationError, Invalid
from consultation.core.messages import message, message_n
from consultation.core.replay import Kept
from consultation.core.sheet import Sheet, Undo
from consultation.core.vocabulary import ClauseKind
from consultation.ingest.wire import message_to_wire


@dataclass(frozen=True, slots=True)
class Correction:
    """One change to the clause `eid`: `act` is a key of `ACTS`, the rest is what that act needs."""

    act: str
    eid: str = ""
    kind: ClauseKind | None = None
    words: str = ""
    offset: int = 0


def _change_kind(old: Sheet, change: Correction) -> Sheet:
    kind = change.kind
    if kind is None:
        raise Invalid({"kind": message("Choose one of the values in the list.")})
    return sheet.corrected(old, lambda tree: correction.change_kind(tree, change.eid, kind))


def _split(old: Sheet, change: Correction) -> Sheet:
    text = old.outline.find(change.eid).text
    offset = change.offset
    if change.words:
        if text.count(change.words) != 1:
            raise Invalid({"words": message("Type words that stand in this clause exactly once, as they stand there.")})
        offset = text.index(change.words)
    elif offset <= 0:
        raise Invalid({"words": message("Choose where the new clause begins, or type its first words.")})
    return sheet.corrected(old, lambda tree: correction.split_at(tree, change.eid, offset))


# Every correction an officer can make, by the name forms and audit lines use.
ACTS: Mapping[str, Callable[[Sheet, Correction], Sheet]] = {
    "kind": _change_kind,
    "split": _split,
    "merge": lambda old, it: sheet.corrected(old, lambda tree: correction.merge_with_previous(tree, it.eid)),
    "heading": lambda old, it: sheet.corrected(old, lambda tree: correction.retitle(tree, it.eid, it.words)),
    "num": lambda old, it: sheet.corrected(old, lambda tree: correction.renumber(tree, it.eid, it.words)),
    "in": lambda old, it: sheet.corrected(old, lambda tree: correction.move_in(tree, it.eid)),
    "out": lambda old, it: sheet.corrected(old, lambda tree: correction.move_out(tree, it.eid)),
    "drop": lambda old, it: sheet.set_aside(old, it.eid),
    "restore": lambda old, it: sheet.put_back(old, it.eid),
}


@dataclass(frozen=True, slots=True)
class Replayed:
    """A text with the corrections that could be made again on it, the way back from each, and where its warnings are."""

    sheet: Sheet
    warnings: tuple[dict[str, object], ...]
    kept: tuple[Kept, ...] = ()
    undo: tuple[Undo, ...] = ()


def kept_of(old: Sheet, change: Correction) -> Kept:
    """A correction of `old` in the form in which it is kept."""
    kind = change.kind.value if change.kind else ""
    return replay.keep(old, change.eid, act=change.act, kind=kind, words=change.words, offset=change.offset)


def replay_all(fresh: Replayed, corrections: Sequence[Kept]) -> Replayed:
    """Make corrections again, in order; those whose clause is not there as it was are named in a warning, not guessed."""
    done = fresh
    for each in corrections:
        done = _replayed(done, each) or done
    left = len(corrections) - len(done.kept)
    if not left:
        return done
    words = message_n(
        "%(n)s correction of the earlier file could not be made again, because its clause has changed. Make it by hand.",
        "%(n)s corrections of the earlier file could not be made again, because their clauses have changed. Make them by hand.",
        left,
    )
    warning: dict[str, object] = {"code": "NOT_REPLAYED", **message_to_wire(words), "eid": None}
    return Replayed(done.sheet, (warning, *done.warnings), done.kept, done.undo)


def _replayed(done: Replayed, kept: Kept) -> Replayed | None:
    eid = replay.found_again(done.sheet, kept)
    if eid is None:
        return None
    kind = ClauseKind(kept["kind"]) if kept["kind"] else None
    try:
        new = ACTS[kept["act"]](done.sheet, Correction(kept["act"], eid, kind, kept["words"], kept["offset"]))
    except ConsultationError:
        return None  # the text around it does not allow it any more
    moved = sheet.moved_ids(done.sheet, new)
    warnings = tuple({**each, "eid": moved.get(str(each["eid"]))} for each in done.warnings)
    return Replayed(new, warnings, (*done.kept, kept), (*done.undo, sheet.way_back(done.sheet, new)))
