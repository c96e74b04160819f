"""The split of a text before it is published: looked through beside its warnings, corrected clause by clause, previewed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import dossier
from consultation.actions import versions as actions
from consultation.actions.correcting import Correction
from consultation.core.clause import Clause
from consultation.core.correction import places_to_split
from consultation.core.file_types import of_text
from consultation.core.leaves import WIDE, leaves
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.sheet import Line as SheetLine
from consultation.core.sheet import Sheet
from consultation.core.vocabulary import ClauseKind, Locale
from consultation.ingest.wire import message_from_wire
from consultation.store import attachments, authorities, blobs
from consultation.store import versions as stored
from consultation.store.tables import Draft, Version
from consultation.web.akoma_ntoso import unpublished_akn
from consultation.web.downloads import download
from consultation.web.forms import Form, Input, Line, filled, kept, parse
from consultation.web.ministry import marks
from consultation.web.paging import page_asked
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class QuickForm(Input):
    """What a button beside a clause sends: `do` is an act and the clause, "merge art_3"."""

    do: Annotated[str, Line(300)]
    revision: int


class CorrectionForm(Input):
    """What the forms on a clause's own page send."""

    act: Annotated[str, Line(20)]
    revision: int
    kind: ClauseKind | None = None
    num: Annotated[str, Line(200)] = ""
    heading: Annotated[str, Line(2_000)] = ""
    words: Annotated[str, Line(2_000)] = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning with the clause it is about, and the leaf that clause is on."""

    words: Message
    eid: str | None
    leaf: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A wide unit of the text with the leaf it stands on, to jump to."""

    line: SheetLine
    leaf: int


@get("/desk/drafts/{number:int}/split")
def split(request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """The proposed tree beside the text, with the warnings."""
    return _show_split(request, reader, dossier.look(reader, actor, number), filled())


@post("/desk/drafts/{number:int}/split")
def submit_split(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Do what a button beside a clause says, take the last correction back, or confirm the split."""
    draft = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show_split(request, writer, draft, again)):
        values = parse(QuickForm, form)
        act, _, eid = values.do.partition(" ")
        if act == "confirm":
            actions.confirm_warnings(writer, actor, number, revision=values.revision, now=now)
            return see_other(request, f"/desk/drafts/{number}", notice=message("You have confirmed the split."))
        moved = _change(writer, actor, number, Correction(act, eid), revision=values.revision, now=now)
    return _back(request, writer, number, moved.get(eid), "undone" if act == "undo" else "corrected")


@get("/desk/drafts/{number:int}/split/{eid:str}")
def clause(
    request: Req,
    number: FromPath[int],
    eid: FromPath[str],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """One clause with everything that can be corrected about it."""
    draft = dossier.look(reader, actor, number)
    found = _sheet(reader, draft).outline.find(eid)
    first = filled(kind=found.kind, num=found.num, heading=found.heading)
    return _show_clause(request, reader, draft, eid, first)


@post("/desk/drafts/{number:int}/split/{eid:str}")
def submit_clause(
    request: Req,
    number: FromPath[int],
    eid: FromPath[str],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Correct one clause."""
    draft = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show_clause(request, writer, draft, eid, again)):
        values = parse(CorrectionForm, form)
        words = {"num": values.num, "heading": values.heading}.get(values.act, values.words)
        change = Correction(values.act, eid, values.kind, words, values.offset)
        moved = _change(writer, actor, number, change, revision=values.revision, now=now)
    return _back(request, writer, number, moved.get(eid, eid), "corrected")


@get("/desk/drafts/{number:int}/preview")
def preview(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    locale: NamedDependency[Locale],
) -> Page:
    """The draft as the public will see it."""
    draft = dossier.look(reader, actor, number)
    version = actions.in_preparation(reader, draft)
    found = leaves([line for line in stored.sheet_of_version(reader, version).lines if not line.is_aside])
    shown = page_asked(request, len(found))
    return page(
        request,
        "ministry/preview.html",
        draft=draft,
        version=version,
        authority=authorities.name_in(authorities.get_authority(reader, draft.authority_id).names, locale),
        documents=[each for each in attachments.attachments_of(reader, number) if each.removed_at is None],
        lines=found[shown - 1],
        leaf=shown,
        leaf_count=len(found),
    )


@get("/desk/drafts/{number:int}/versions/{ordinal:int}/file")
def version_file(
    number: FromPath[int], ordinal: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The file of a version, published or not, for the officers."""
    dossier.look(reader, actor, number)
    version = stored.version_of(reader, number, ordinal)
    content = blobs.content_of(reader, version.blob_sha256)
    return download(content, version.file_name, of_text(content).media_type)


@get("/desk/drafts/{number:int}/versions/{ordinal:int}/akn.xml")
def version_akn(
    request: Req,
    number: FromPath[int],
    ordinal: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """A version as Akoma Ntoso as it stands, published or not, for the officers."""
    draft = dossier.look(reader, actor, number)
    return unpublished_akn(request, reader, draft, stored.version_of(reader, number, ordinal))


def _change(
    session: Session, actor: Actor, number: int, change: Correction, *, revision: int, now: datetime
) -> Mapping[str, str]:
    if change.act == "undo":
        return actions.undo(session, actor, number, revision=revision, now=now)
    return actions.correct(session, actor, number, change, revision=revision, now=now)


def _back(request: Req, session: Session, number: int, eid: str | None, what: str) -> Page:
    """To the leaf on which the clause is now."""
    notice = message("The last correction has been taken back.") if what == "undone" else message("Corrected.")
    version = stored.latest_version(session, number)
    place = 1
    if version is not None:
        place = _leaf_of(leaves(stored.sheet_of_version(session, version).lines), eid)
    if eid is None:
        place = page_asked(request)
    anchor = f"#{eid}" if eid else ""
    return see_other(request, f"/desk/drafts/{number}/split?page={place}{anchor}", notice=notice)


def _sheet(session: Session, draft: Draft) -> Sheet:
    return stored.sheet_of_version(session, actions.in_preparation(session, draft))


def _show_split(request: Req, session: Session, draft: Draft, form: Form) -> Page:
    version = actions.in_preparation(session, draft)
    found = leaves(stored.sheet_of_version(session, version).lines)
    shown = page_asked(request, len(found))
    return page(
        request,
        "ministry/split.html",
        form=form,
        draft=draft,
        version=version,
        lines=found[shown - 1],
        leaf=shown,
        leaf_count=len(found),
        headings=_headings(found) if len(found) > 1 else [],
        warned=_warned(version, found),
        warned_eids={warning["eid"] for warning in version.warnings},
        count=sum(not line.is_aside for leaf in found for line in leaf),
        left=marks.left_in(version),
    )


def _leaf_of(found: Sequence[Sequence[SheetLine]], eid: str | None) -> int:
    """On which leaf (from 1) a clause is; 1 when it is on none."""
    places = (place for place, leaf in enumerate(found, 1) if any(line.clause.eid == eid for line in leaf))
    return next(places, 1)


def _headings(found: Sequence[Sequence[SheetLine]]) -> list[Heading]:
    """Every part, section, chapter and annex with its leaf."""
    return [
        Heading(line, place)
        for place, leaf in enumerate(found, 1)
        for line in leaf
        if line.kind in WIDE and not line.is_aside
    ]


def _warned(version: Version, found: Sequence[Sequence[SheetLine]]) -> list[Warned]:
    return [
        Warned(message_from_wire(each), str(each["eid"]) if each["eid"] else None, _leaf_of(found, str(each["eid"])))
        for each in version.warnings
    ]


def _show_clause(request: Req, session: Session, draft: Draft, eid: str, form: Form) -> Page:
    version = actions.in_preparation(session, draft)
    sheet = stored.sheet_of_version(session, version)
    found: Clause = sheet.outline.find(eid)
    return page(
        request,
        "ministry/clause.html",
        form=form,
        draft=draft,
        version=version,
        clause=found,
        path=sheet.outline.path(eid)[:-1],
        leaf=_leaf_of(leaves(sheet.lines), eid),
        kinds=tuple(ClauseKind),
        pieces=places_to_split(found.text)[:200],
        warned=[each for each in _warned(version, [sheet.lines]) if each.eid == eid],
    )
