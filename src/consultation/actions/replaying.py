"""Corrections of a text made again on another copy of its file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from consultation.actions.correcting import Back, Correction, Warned, make, way_back
from consultation.core import replay
from consultation.core.errors import ConsultationError
from consultation.core.messages import message_n
from consultation.core.replay import Kept
from consultation.core.sheet import Sheet
from consultation.core.vocabulary import ClauseKind, Language
from consultation.ingest.wire import message_to_wire

# Acts that do the same to each clause by itself: where some clauses of a new copy have changed, the others still get them.
_ONE_BY_ONE: Final = frozenset({"kind", "language", "drop", "restore"})


@dataclass(frozen=True, slots=True)
class Replayed:
    """A text with the corrections that could be made again on it, the way back from each, and where its warnings are.

    `left` counts the corrections that could not be made again, or not on all their clauses.
    """

    sheet: Sheet
    warnings: tuple[Warned, ...]
    kept: tuple[Kept, ...] = ()
    undo: tuple[Back, ...] = ()
    left: int = 0


def kept_of(old: Sheet, change: Correction) -> Kept:
    """A correction of `old` in the form in which it is kept."""
    first, *also = replay.known(old, change.eids)
    kept = Kept(
        act=change.act,
        clause=first["clause"],
        which=first["which"],
        of=first["of"],
        kind=change.kind.value if change.kind else "",
        words=change.words,
        offset=change.offset,
    )
    if also:
        kept["also"] = also
    if change.under is not None:
        (kept["under"],) = replay.known(old, [change.under])
    if change.language is not None:
        kept["language"] = change.language.value
    return kept


def replay_all(fresh: Replayed, corrections: Sequence[Kept]) -> Replayed:
    """Make corrections again, in order; those whose clause is not there as it was are named in a warning, not guessed."""
    done = fresh
    for each in corrections:
        done = _replayed(done, each)
    if not done.left:
        return done
    words = message_n(
        "%(n)s correction of the earlier file could not be made again, because its clause has changed. Make it by hand.",
        "%(n)s corrections of the earlier file could not be made again, because their clauses have changed. Make them by hand.",
        done.left,
    )
    warning: Warned = {"code": "NOT_REPLAYED", **message_to_wire(words), "eid": None}
    return replace(done, warnings=(warning, *done.warnings))


def _replayed(done: Replayed, kept: Kept) -> Replayed:
    left = replace(done, left=done.left + 1)
    change = _again(done.sheet, kept)
    if change is None:
        return left
    try:
        new, warnings = make(done.sheet, change, done.warnings)
    except ConsultationError:
        return left  # the text around it does not allow it any more
    fresh = kept_of(done.sheet, change)
    is_whole = len(fresh.get("also", [])) == len(kept.get("also", []))
    undo = (*done.undo, way_back(done.sheet, new, done.warnings))
    return Replayed(new, tuple(warnings), (*done.kept, fresh), undo, done.left + (not is_whole))


def _again(text: Sheet, kept: Kept) -> Correction | None:
    """A kept correction as one of this text; None when what it is about is not there as it was."""
    under = kept.get("under")
    asked = [kept, *kept.get("also", []), *([under] if under else [])]
    found = replay.found_again(text, asked)
    parent = found.pop() if under else None
    eids = [eid for eid in found if eid is not None]
    is_enough = bool(eids) if kept["act"] in _ONE_BY_ONE else len(eids) == len(found)
    if not is_enough or (under and parent is None):
        return None
    return Correction(
        act=kept["act"],
        eid=eids[0],
        kind=ClauseKind(kept["kind"]) if kept["kind"] else None,
        words=kept["words"],
        offset=kept["offset"],
        also=tuple(eids[1:]),
        under=parent,
        language=Language(kept["language"]) if "language" in kept else None,
    )
