"""Where a draft stands on its way, what its officers do next, and what was done to it, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Row

from consultation.core.messages import N_
from consultation.core.vocabulary import Stage
from consultation.store.tables import AuditLine, Draft, Version

_WAY: Final = (
    (Stage.PREPARING, N_("Preparation")),
    (Stage.OPEN, N_("Discussion")),
    (Stage.CLOSED, N_("Answers")),
    (Stage.REPORTED, N_("Report")),
    (Stage.ADOPTED, N_("Outcome")),
)
_REACHED: Final = {
    Stage.PREPARING: 0,
    Stage.SCHEDULED: 1,
    Stage.OPEN: 1,
    Stage.CLOSED: 2,
    Stage.REPORTED: 4,
    Stage.ADOPTED: 5,
    Stage.REJECTED: 5,
    Stage.WITHDRAWN: -1,
}

_DONE: Final[dict[str, str]] = {
    "draft.create": N_("Opened the dossier"),
    "draft.change_details": N_("Changed the details"),
    "draft.withdraw": N_("Withdrew the draft"),
    "draft.record_outcome": N_("Recorded the outcome"),
    "version.add": N_("Uploaded the text"),
    "version.take_view": N_("Took the other text of the file with tracked changes"),
    "version.confirm_warnings": N_("Confirmed that the split is right"),
    "version.publish": N_("Published the text"),
    "clause.undo": N_("Took back a correction"),
    "clause.redo": N_("Made a correction again"),
    "clause.kind": N_("Changed the kind of a clause"),
    "clause.language": N_("Changed the language of a clause"),
    "clause.split": N_("Split a clause in two"),
    "clause.merge": N_("Joined two clauses"),
    "clause.join": N_("Joined clauses into one"),
    "clause.next": N_("Joined a heading with its line"),
    "clause.heading": N_("Corrected a heading"),
    "clause.num": N_("Corrected a number"),
    "clause.in": N_("Moved a clause a level down"),
    "clause.out": N_("Moved a clause a level up"),
    "clause.under": N_("Put a clause under another one"),
    "clause.quote": N_("Marked clauses as quoted"),
    "clause.unquote": N_("Marked clauses as not quoted"),
    "clause.endquote": N_("Moved the end of a quotation"),
    "clause.drop": N_("Took page furniture out of the text"),
    "clause.restore": N_("Put back what had been taken out"),
    "lineage.confirm": N_("Confirmed what became of clauses"),
    "lineage.change": N_("Decided what became of a clause"),
    "lineage.undo": N_("Took back a decision about what became of a clause"),
    "round.schedule": N_("Set the discussion period"),
    "round.extend": N_("Extended the discussion"),
    "round.end_early": N_("Ended the discussion early"),
    "attachment.add": N_("Attached a document"),
    "attachment.remove": N_("Removed a document"),
    "comments.import": N_("Imported comments"),
    "clusters.run": N_("Clustered the comments"),
    "clusters.merge": N_("Merged clusters"),
    "clusters.split": N_("Split a cluster"),
    "clusters.move": N_("Moved comments to another cluster"),
    "clusters.lock": N_("Locked a cluster"),
    "clusters.name": N_("Named a cluster"),
    "clusters.read": N_("Read what comments add to their cluster"),
    "clusters.undo": N_("Took back a decision about clusters"),
    "responses.release": N_("Released all responses"),
    "report.publish": N_("Published the report"),
}
# What officers did. What citizens do (a vote on a clause, a comment) is theirs, and no history of a draft names them.
ACTIONS: Final = frozenset(_DONE)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on a draft's way; `state` is done, current or ahead."""

    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next: the words of the button, and the page to do it on."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did; `times` counts the same thing done again and again by the same person."""

    words: str
    name: str
    at: datetime
    times: int


def way(stage: Stage) -> list[Stop]:
    """The stops of a draft at this stage; a withdrawn one is nowhere on its way."""
    reached = _REACHED[stage]
    states = ["done" if place < reached else "current" if place == reached else "ahead" for place in range(len(_WAY))]
    return [Stop(words, state) for (_, words), state in zip(_WAY, states, strict=True)]


def next_step(draft: Draft, stage: Stage, version: Version | None, *, lacks_documents: bool) -> Step | None:
    """The one thing to do now, None when the draft's way is over."""
    here = f"/desk/drafts/{draft.id}"
    if version is not None and version.published_at is None and stage in {Stage.PREPARING, Stage.REPORTED}:
        return _preparing(here, version, lacks_documents=lacks_documents)
    return {
        Stage.PREPARING: Step(N_("Upload the text"), f"{here}/file"),
        Stage.SCHEDULED: Step(N_("Look at the public page"), f"/drafts/{draft.id}"),
        Stage.OPEN: Step(N_("Read what people say"), f"{here}/reading"),
        Stage.CLOSED: Step(N_("Answer the comments"), f"{here}/clusters"),
        Stage.REPORTED: Step(N_("Record the outcome"), f"{here}/outcome"),
    }.get(stage)


def _preparing(here: str, version: Version, *, lacks_documents: bool) -> Step:
    if version.warnings_confirmed_at is None:
        return Step(N_("Check how the text was split"), f"{here}/split")
    if version.open_links:
        return Step(N_("Say what became of the clauses"), f"{here}/lineage")
    if lacks_documents:
        return Step(N_("Attach the documents"), f"{here}/attachments")
    return Step(N_("Publish and set the discussion period"), f"{here}/schedule")


def history(lines: Sequence[Row[AuditLine, str | None]]) -> list[Done]:
    """What was done (lines of `ACTIONS`), the newest first; the same thing done many times in a row is one entry."""
    return list(_history(lines))


def _history(lines: Sequence[Row[AuditLine, str | None]]) -> Iterator[Done]:
    last: Done | None = None
    for line, name in lines:
        words = _DONE[line.action]
        if last is not None and (last.words, last.name) == (words, name or ""):
            last = Done(last.words, last.name, last.at, last.times + 1)
            continue
        if last is not None:
            yield last
        last = Done(words, name or "", line.at, 1)
    if last is not None:
        yield last
