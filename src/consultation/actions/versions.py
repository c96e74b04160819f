"""The text of a draft until it is published: taken in from a Word file, corrected clause by clause, its warnings confirmed."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from consultation.actions import dossier, proposing
from consultation.actions.correcting import ACTS, Back, Correction, Warned, go_back, make, way_back
from consultation.actions.replaying import Replayed, kept_of, replay_all
from consultation.core import sheet
from consultation.core.errors import Blocked, NotFound, Refused, Stale
from consultation.core.file_types import named, of_text
from consultation.core.file_vocabulary import MarkSort
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.replay import Kept
from consultation.core.sheet import Sheet
from consultation.core.text import clean
from consultation.core.vocabulary import Language, Permission
from consultation.ingest.reading import Ingested
from consultation.ingest.wire import message_to_wire
from consultation.store import blobs
from consultation.store import versions as store
from consultation.store.columns import SHORT, TITLE
from consultation.store.tables import Draft, Version

MOST_UNDO = 20
MOST_MARKS = 1_000
_LONGEST_MARK = 1_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, and what the ingester made of it before any transaction was opened."""

    file_name: str
    content: bytes
    read: Ingested


def title_of(upload: Upload) -> str:
    """The title that the file gives itself, or its name."""
    title = " ".join(clean(upload.read.title).split()) or upload.file_name
    return textwrap.shorten(title, TITLE, placeholder="…")


def add(session: Session, actor: Actor, number: int, upload: Upload, *, now: datetime) -> Version:
    """Take in the text of a draft: a new version, or another file for the version that is still in preparation."""
    draft = dossier.hold(session, actor, Permission.ADD_VERSION, number, now)
    version = _take_in(session, actor, draft, upload, "version.add", now)
    version.uploaded_at, version.uploaded_by = now, actor.id
    session.flush()
    return version


def take_view(session: Session, actor: Actor, number: int, upload: Upload, *, revision: int, now: datetime) -> Version:
    """Take the other text of a file with tracked changes; corrections are made again on it as on another copy.

    `upload` is the file of the version in preparation, read in that view. Stale when the split is not at `revision` any
    more, or when the file is another one by now.
    """
    draft, _ = hold_in_preparation(session, actor, number, revision, now)
    return _take_in(session, actor, draft, upload, "version.take_view", now)


def _take_in(session: Session, actor: Actor, draft: Draft, upload: Upload, action: str, now: datetime) -> Version:
    fresh = upload.read.sheet
    _check_fits(fresh)
    version = store.latest_version(session, draft.id, lock=True)
    before = None
    if version is None or version.published_at is not None:
        version = _new_version(actor, draft, upload, 1 if version is None else version.ordinal + 1, now)
    else:
        before = store.outline_of_version(session, version)
        store.forget_clauses(session, version.id)
        version.revision += 1
    version.title, version.language = title_of(upload), _language(draft, upload)
    version.file_name = named(upload.file_name, of_text(upload.content))
    version.blob_sha256 = blobs.keep(session, upload.content, now)
    version.view = upload.read.view
    warnings = _warnings(upload, is_first=version.ordinal == 1)
    start = Replayed(fresh, (*warnings, *_marks(upload)))  # marks follow their clauses as warnings do
    replayed = replay_all(start, [cast("Kept", each) for each in version.corrections])
    version.warnings = [each for each in replayed.warnings if each["code"] not in set(MarkSort)]
    version.marks = [each for each in replayed.warnings if each["code"] in set(MarkSort)]
    version.corrections = [dict(each) for each in replayed.kept]
    version.undo = [dict(each) for each in replayed.undo[-MOST_UNDO:]]
    version.redo = []
    version.links = dict(upload.read.links)
    version.warnings_confirmed_at = version.warnings_confirmed_by = None
    session.add(version)
    session.flush()
    store.store_sheet(session, version, replayed.sheet)
    proposing.propose(session, version, replayed.sheet.outline, before)
    detail = {"ordinal": version.ordinal, "sha256": version.blob_sha256, "clauses": len(replayed.sheet.lines)}
    dossier.note(session, actor, draft, action, version.id, now=now, view=version.view.value, **detail)
    return version


def correct(
    session: Session, actor: Actor, number: int, change: Correction, *, revision: int, now: datetime
) -> Mapping[str, str]:
    """Correct the split of the version in preparation; returns where each clause id went.

    Stale when the split is not at `revision` any more, NotFound for an unknown clause, Blocked for a correction that
    the text does not allow.
    """
    draft, version = hold_in_preparation(session, actor, number, revision, now)
    if change.act not in ACTS:
        raise NotFound(message("There is no such correction."))
    old = store.sheet_of_version(session, version)
    new, warnings = make(old, change, version.warnings)
    if new == old:
        return {}
    _check_fits(new)
    version.undo = [*version.undo[1 - MOST_UNDO :], dict(way_back(old, new, version.warnings))]
    version.corrections = [*version.corrections, dict(kept_of(old, change))]
    version.redo = []
    moved = _store(session, version, old, new, warnings)
    detail = {"eid": change.eid, "clauses": len(change.eids)}
    dossier.note(session, actor, draft, f"clause.{change.act}", version.id, now=now, **detail)
    return moved


def undo(session: Session, actor: Actor, number: int, *, revision: int, now: datetime) -> str | None:
    """Take the last correction back; returns the id of the clause where it was. Blocked when there is none left."""
    draft, version = hold_in_preparation(session, actor, number, revision, now)
    if not version.undo:
        raise Blocked([message("There is no correction to take back.")])
    old = store.sheet_of_version(session, version)
    new, warnings = go_back(old, cast("Back", version.undo[-1]), version.warnings)
    taken: dict[str, object] = {
        "correction": version.corrections[-1],
        "forth": dict(way_back(old, new, version.warnings)),
    }
    version.redo = [*version.redo, taken]
    version.undo, version.corrections = version.undo[:-1], version.corrections[:-1]
    _store(session, version, old, new, warnings)
    dossier.note(session, actor, draft, "clause.undo", version.id, now=now)
    return sheet.first_changed(old, new)


def redo(session: Session, actor: Actor, number: int, *, revision: int, now: datetime) -> str | None:
    """Make the correction again that was taken back last; returns the id of the clause where. Blocked without one."""
    draft, version = hold_in_preparation(session, actor, number, revision, now)
    if not version.redo:
        raise Blocked([message("There is no correction to make again.")])
    old = store.sheet_of_version(session, version)
    last = version.redo[-1]
    new, warnings = go_back(old, cast("Back", last["forth"]), version.warnings)
    version.redo = version.redo[:-1]
    version.undo = [*version.undo, dict(way_back(old, new, version.warnings))]
    version.corrections = [*version.corrections, cast("dict[str, object]", last["correction"])]
    _store(session, version, old, new, warnings)
    dossier.note(session, actor, draft, "clause.redo", version.id, now=now)
    return sheet.first_changed(old, new)


def confirm_warnings(session: Session, actor: Actor, number: int, *, revision: int, now: datetime) -> None:
    """Say that the warnings about the text were looked at."""
    draft, version = hold_in_preparation(session, actor, number, revision, now)
    version.warnings_confirmed_at, version.warnings_confirmed_by = now, actor.id
    session.flush()
    count = len(version.warnings)
    dossier.note(session, actor, draft, "version.confirm_warnings", version.id, now=now, warnings=count)


def in_preparation(session: Session, draft: Draft) -> Version:
    """The version of a draft whose split can still be corrected; Blocked when there is none."""
    return _unpublished(store.latest_version(session, draft.id))


def hold_in_preparation(
    session: Session, actor: Actor, number: int, revision: int, now: datetime
) -> tuple[Draft, Version]:
    """A draft and its version in preparation, held until the commit, for somebody who saw it at `revision`.

    Refused when it is published already, Stale when it has changed since.
    """
    draft = dossier.hold(session, actor, Permission.PREPARE_DRAFT, number, now)
    version = _unpublished(store.latest_version(session, number, lock=True))
    if version.revision != revision:
        raise Stale(
            message("Somebody else has corrected this text meanwhile. Reload the page and look at it before you go on.")
        )
    return draft, version


def _unpublished(version: Version | None) -> Version:
    if version is None:
        raise Blocked([message("Upload the text of the draft first.")])
    if version.published_at is not None:
        raise Refused(
            message("This version is published and cannot be changed any more. Upload a new version instead.")
        )
    return version


def _store(session: Session, version: Version, old: Sheet, new: Sheet, warnings: list[Warned]) -> Mapping[str, str]:
    moved = sheet.moved_ids(old, new)
    store.store_sheet(session, version, new, old)
    if len(warnings) > len(version.warnings):
        version.warnings_confirmed_at = version.warnings_confirmed_by = None
    version.warnings = warnings
    version.marks = [{**each, "eid": moved.get(str(each["eid"]))} for each in version.marks]
    version.revision += 1
    proposing.propose(session, version, new.outline, old.outline)
    session.flush()
    return sheet.moved_ids(old, new)


def _check_fits(new: Sheet) -> None:
    clauses = [line.clause for line in new.lines]
    if any(len(text or "") > SHORT for clause in clauses for text in (clause.eid, clause.num)):
        raise Blocked([message("A clause lies too many levels deep, or its number is too long.")])


def _new_version(actor: Actor, draft: Draft, upload: Upload, ordinal: int, now: datetime) -> Version:
    return Version(
        draft_id=draft.id,
        ordinal=ordinal,
        title=title_of(upload),
        language=draft.language,
        file_name=upload.file_name,
        blob_sha256="",
        uploaded_at=now,
        uploaded_by=actor.id,
    )


def _language(draft: Draft, upload: Upload) -> Language:
    return draft.language if upload.read.language is Language.UND else upload.read.language


def _warnings(upload: Upload, *, is_first: bool) -> list[dict[str, object]]:
    found: list[tuple[str, Message, str | None]] = [(w.code, w.message, w.eid) for w in upload.read.warnings]
    if is_first and upload.read.act_kind is None:
        found.insert(
            0, ("ACT_KIND", message("The file does not say what kind of act it is. Check it in the details."), None)
        )
    if is_first and upload.read.language is Language.UND:
        found.insert(0, ("LANGUAGE", message("The language of the text is not clear. Check it in the details."), None))
    return [{"code": code, **message_to_wire(words), "eid": eid} for code, words, eid in found]


def _marks(upload: Upload) -> list[dict[str, object]]:
    """What the drafters left, in bounds: the row of a version is read by every page about it."""
    return [
        {
            "code": mark.sort.value,
            "text": _shortened(mark.text, _LONGEST_MARK),
            "author": _shortened(mark.author, SHORT),
            "eid": mark.eid,
        }
        for mark in upload.read.marks[:MOST_MARKS]
    ]


def _shortened(text: str, most: int) -> str:
    text = clean(text)
    return text if len(text) <= most else text[: most - 1] + "…"
