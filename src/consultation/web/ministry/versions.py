"""The split of a text before it is published: looked through beside its warnings, corrected clause by clause, previewed."""

from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.actions import dossier
from consultation.actions import versions as actions
from consultation.actions.correcting import Correction
from consultation.core.clause import Clause
from consultation.core.correction import headed_words
from consultation.core.errors import Invalid
from consultation.core.file_types import of_text
from consultation.core.leaves import leaves
from consultation.core.messages import N_, Message, message
from consultation.core.policy import Actor
from consultation.core.sheet import Sheet
from consultation.core.vocabulary import ClauseKind, Language, Locale
from consultation.store import attachments, authorities, blobs
from consultation.store import versions as stored
from consultation.store.tables import Draft
from consultation.web.akoma_ntoso import unpublished_akn
from consultation.web.downloads import download
from consultation.web.forms import Form, Input, Line, filled, kept, parse
from consultation.web.ministry.split_page import leaf_of, leaves_shown, only_warned, show_clause, show_split
from consultation.web.paging import page_asked
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

ALL_CHOSEN: Final = "*"
_SAID: Final = {
    "": N_("Corrected."),
    "undo": N_("The last correction has been taken back."),
    "redo": N_("The correction has been made again."),
}


class QuickForm(Input):
    """What a button sends: `do` is an act and the clause it stands beside, "merge art_3", or an act on all `chosen`, "in *".

    With `through` everything between the first and the last chosen clause is meant, too.
    """

    do: Annotated[str, Line(300)] = ""
    revision: int
    chosen: list[str] = Field(default_factory=list)
    through: bool = False
    kind: ClauseKind | None = None


class CorrectionForm(Input):
    """What the forms on a clause's own page send."""

    act: Annotated[str, Line(20)]
    revision: int
    kind: ClauseKind | None = None
    num: Annotated[str, Line(200)] = ""
    heading: Annotated[str, Line(2_000)] = ""
    words: Annotated[str, Line(2_000)] = ""
    offset: int = 0
    border: int | None = None
    under: Annotated[str, Line(300)] = ""
    language: Language | None = None


@get("/desk/drafts/{number:int}/split")
def split(request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """The proposed tree beside the text, with the warnings."""
    return show_split(request, reader, dossier.look(reader, actor, number), filled())


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
    with kept(form, lambda again: show_split(request, writer, draft, again)):
        values = parse(QuickForm, form)
        act, _, eid = values.do.partition(" ")
        if act == "confirm":
            actions.confirm_warnings(writer, actor, number, revision=values.revision, now=now)
            return see_other(request, f"/desk/drafts/{number}", notice=message("You have confirmed the split."))
        if not act:
            raise Invalid({"chosen": message("Press the button of what you want to do.")})
        change = Correction(act, eid)
        if eid == ALL_CHOSEN:
            eid, *also = _chosen(request, writer, draft, values)
            change = Correction(act, eid, values.kind, also=tuple(also))
        at = _change(writer, actor, number, change, revision=values.revision, now=now)
    return _back(request, writer, number, at, act)


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
    language = found.language.value if found.language else None
    first = filled(kind=found.kind, num=found.num, heading=found.heading, under=found.parent or "", language=language)
    return show_clause(request, reader, draft, eid, first)


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
    with kept(form, lambda again: show_clause(request, writer, draft, eid, again)):
        values = parse(CorrectionForm, form)
        change = _correction(values, _sheet(writer, draft).outline.find(eid))
        at = _change(writer, actor, number, change, revision=values.revision, now=now)
    return _back(request, writer, number, at, values.act)


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


def _correction(values: CorrectionForm, clause: Clause) -> Correction:
    """What a form on a clause's own page asks for."""
    words = {"num": values.num, "heading": values.heading}.get(values.act, values.words)
    if values.act == "heading" and values.border is not None:
        words = headed_words(clause)[: values.border]
    return Correction(
        act=values.act,
        eid=clause.eid,
        kind=values.kind,
        words=words,
        offset=values.offset,
        under=values.under or None,
        language=values.language,
    )


def _chosen(request: Req, session: Session, draft: Draft, values: QuickForm) -> list[str]:
    """The ids of the chosen clauses among those on the page, in document order."""
    version = actions.in_preparation(session, draft)
    found = leaves_shown(request, stored.sheet_of_version(session, version), version)
    lines = found[page_asked(request, len(found)) - 1]
    shown = [line.clause.eid for line in lines if not line.is_aside]
    places = [place for place, eid in enumerate(shown) if eid in set(values.chosen)]
    if not places:
        raise Invalid({"chosen": message("Choose the clauses first: tick the box beside each of them.")})
    return shown[places[0] : places[-1] + 1] if values.through else [shown[place] for place in places]


def _change(
    session: Session, actor: Actor, number: int, change: Correction, *, revision: int, now: datetime
) -> str | None:
    """Do it; the id of the clause to show then."""
    if change.act == "undo":
        return actions.undo(session, actor, number, revision=revision, now=now)
    if change.act == "redo":
        return actions.redo(session, actor, number, revision=revision, now=now)
    moved = actions.correct(session, actor, number, change, revision=revision, now=now)
    return moved.get(change.eid, change.eid)


def _back(request: Req, session: Session, number: int, eid: str | None, act: str) -> Page:
    """To the leaf on which the clause is now, in the same choice of clauses."""
    version = stored.latest_version(session, number)
    place = page_asked(request)
    if version is not None and eid is not None:
        place = leaf_of(leaves_shown(request, stored.sheet_of_version(session, version), version), eid)
    show = "&show=warned" if only_warned(request) else ""
    anchor = f"#{eid}" if eid else ""
    path = f"/desk/drafts/{number}/split?page={place}{show}{anchor}"
    return see_other(request, path, notice=Message(_SAID.get(act, _SAID[""])))


def _sheet(session: Session, draft: Draft) -> Sheet:
    return stored.sheet_of_version(session, actions.in_preparation(session, draft))
