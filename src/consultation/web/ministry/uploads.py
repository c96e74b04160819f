"""Word files coming in: the form that opens a new draft, and the one for another text of a draft."""

from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import dossier, drafts, versions
from consultation.actions.versions import Upload
from consultation.core import policy
from consultation.core.errors import Invalid
from consultation.core.file_types import named, of_text
from consultation.core.file_vocabulary import TextView
from consultation.core.messages import N_, Message, message, message_n
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.text import clean
from consultation.core.vocabulary import Locale, Permission
from consultation.ingest.refusals import RefusedFile
from consultation.ingest.safety import limits_of
from consultation.ingest.worker import ingest
from consultation.store import authorities
from consultation.store import drafts as stored
from consultation.store import versions as stored_versions
from consultation.store.database import Database
from consultation.store.tables import Draft
from consultation.web.forms import EMPTY, Asks, Form, Input, kept, parse
from consultation.web.ministry.desk import require_officer
from consultation.web.routing import get, post
from consultation.web.site import Page, Req, site_of
from consultation.web.templating import page, see_other

# A little more than the largest file, for what a form puts around it.
MOST_BYTES: Final = 30_000_000


class NewForm(Input):
    """What the form for a new draft sends beside the file."""

    authority: Annotated[int, Asks(N_("Choose the authority that drafts the act."))]


_NO_FILE: Final = {"file": message("Choose the Word file with the text of the draft.")}


def taken_in(request: Req, form: Form) -> Upload:
    """The file of a form, read as `read_file` does; Invalid when there is none."""
    sent = form.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid(_NO_FILE)
    content = sent.file.read()
    return read_file(request, "file", named(clean(sent.filename), of_text(content)), content)


def read_file(request: Req, field: str, name: str, content: bytes, view: TextView = TextView.ACCEPTED) -> Upload:
    """A file read in a worker process within the site's limits; Invalid, said at the field, when it cannot be taken in.

    Call it before any writing transaction is opened: reading may take seconds.
    """
    settings = site_of(request).settings
    limits = limits_of(settings.ingest_seconds, settings.ingest_memory)
    try:
        return Upload(name, content, ingest(content, name, limits, jurisdiction=settings.jurisdiction, view=view))
    except RefusedFile as refused:
        raise Invalid({field: refused.message}) from None


@get("/desk/new")
def new_draft(
    request: Req, reader: NamedDependency[Session], actor: NamedDependency[Actor], locale: NamedDependency[Locale]
) -> Page:
    """The form that opens a new draft."""
    require_officer(actor)
    return _show_new(request, _own_authorities(reader, actor, locale), EMPTY)


@post("/desk/new", request_max_body_size=MOST_BYTES)
def submit_new_draft(
    request: Req,
    form: NamedDependency[Form],
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    locale: NamedDependency[Locale],
) -> Page:
    """Read the file and open the dossier."""
    require_officer(actor)
    with database.read() as session:
        mine = _own_authorities(session, actor, locale)
    with kept(form, lambda again: _show_new(request, mine, again)):
        chosen = _chosen_authority(form, mine)
        policy.require(actor, Permission.PREPARE_DRAFT, authority_id=chosen)
        upload = taken_in(request, form)
        with database.write() as session:
            number = drafts.create(session, actor, authority_id=chosen, upload=upload, now=now).id
    return see_other(
        request,
        f"/desk/drafts/{number}/details",
        notice=message("The file has been read. Check what we found in it."),
    )


def _chosen_authority(form: Form, mine: list[tuple[int, str]]) -> int:
    """Whose draft it is; Invalid with everything that was left out, the file too."""
    sent = form.files.get("file")
    missing = {} if sent is not None and sent.filename else _NO_FILE
    try:
        chosen = parse(NewForm, form).authority if len(mine) > 1 else mine[0][0]
    except Invalid as left_out:
        raise Invalid({**left_out.fields, **missing}) from None
    if missing:
        raise Invalid(missing)
    return chosen


def _own_authorities(session: Session, actor: Actor, locale: Locale) -> list[tuple[int, str]]:
    rows = authorities.authorities(session, actor.officer_of)
    return [(each.id, authorities.name_in(each.names, locale)) for each in rows]


def _show_new(request: Req, mine: list[tuple[int, str]], form: Form) -> Page:
    return page(request, "ministry/new.html", form=form, options=mine)


@get("/desk/drafts/{number:int}/file")
def file(
    request: Req,
    number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """The form for another text of a draft: instead of the one in preparation, or as a new version."""
    return _show_file(request, reader, dossier.look(reader, actor, number), EMPTY)


@post("/desk/drafts/{number:int}/file", request_max_body_size=MOST_BYTES)
def submit_file(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Read the file and take it in."""

    def show(again: Form) -> Page:
        with database.read() as session:
            return _show_file(request, session, dossier.look(session, actor, number), again)

    with kept(form, show):
        with database.read() as session:
            draft = dossier.look(session, actor, number)
            stage = stage_of(stored.milestones_of(draft), now)
            policy.require(actor, Permission.ADD_VERSION, stage=stage, authority_id=draft.authority_id)
        upload = taken_in(request, form)
        with database.write() as session:
            repeated = len(versions.add(session, actor, number, upload, now=now).corrections)
    return see_other(request, f"/desk/drafts/{number}/split", notice=_read_again(repeated))


def _read_again(repeated: int) -> Message:
    if not repeated:
        return message("The file has been read. Check how the text was split.")
    return message_n(
        "The file has been read, and %(n)s correction of the earlier file was made again. Check how the text was split.",
        "The file has been read, and %(n)s corrections of the earlier file were made again. Check how the text was split.",
        repeated,
    )


def _show_file(request: Req, session: Session, draft: Draft, form: Form) -> Page:
    version = stored_versions.latest_version(session, draft.id)
    return page(request, "ministry/file.html", form=form, draft=draft, version=version)
