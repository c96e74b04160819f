"""The documents that accompany a draft: what each slot holds, what is required, adding and removing."""

from datetime import datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import attachments as actions
from consultation.actions import dossier
from consultation.core.errors import Invalid
from consultation.core.file_types import ACCEPTED
from consultation.core.messages import N_, message
from consultation.core.periods import REQUIRED_ATTACHMENTS
from consultation.core.policy import Actor
from consultation.core.vocabulary import AttachmentKind
from consultation.store import attachments as stored
from consultation.store import blobs, drafts
from consultation.store.tables import Draft
from consultation.web.downloads import download
from consultation.web.forms import Asks, Form, Input, Line, filled, kept, parse
from consultation.web.ministry.uploads import MOST_BYTES
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class AttachmentForm(Input):
    """What the form for a document sends beside the file."""

    kind: Annotated[AttachmentKind, Asks(N_("Choose what kind of document this is."))]
    title: Annotated[str, Line(200)] = ""


@get("/desk/drafts/{number:int}/attachments")
def documents(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The documents of a draft by slot, and the form for one more."""
    draft = dossier.look(reader, actor, number)
    missing = REQUIRED_ATTACHMENTS[draft.act_kind] - stored.kinds_attached(reader, number)
    first = next((kind for kind in AttachmentKind if kind in missing), None)
    return _show(request, reader, draft, filled(kind=first))


@post("/desk/drafts/{number:int}/attachments", request_max_body_size=MOST_BYTES)
def submit_document(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Attach a document."""
    draft = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show(request, writer, draft, again)):
        values = parse(AttachmentForm, form)
        sent = form.files.get("file")
        if sent is None or not sent.filename:
            raise Invalid({"file": message("Choose a file.")})
        actions.attach(
            writer,
            actor,
            number,
            kind=values.kind,
            title=values.title,
            file_name=sent.filename,
            content=sent.file.read(),
            now=now,
        )
    return see_other(request, f"/desk/drafts/{number}/attachments", notice=message("The document has been attached."))


@get("/desk/drafts/{number:int}/attachments/{attachment_id:int}")
def document(
    number: FromPath[int], attachment_id: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """A document, for the officers, also before the draft is public."""
    dossier.look(reader, actor, number)
    row = stored.get_attachment(reader, number, attachment_id)
    return download(blobs.content_of(reader, row.blob_sha256), row.file_name, row.media_type)


@get("/desk/drafts/{number:int}/attachments/{attachment_id:int}/remove")
def removal(
    request: Req,
    number: FromPath[int],
    attachment_id: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Ask once more before a document is taken away."""
    draft = dossier.look(reader, actor, number)
    row = stored.get_attachment(reader, number, attachment_id)
    return page(request, "ministry/remove.html", draft=draft, document=row, is_public=drafts.is_public(draft))


@post("/desk/drafts/{number:int}/attachments/{attachment_id:int}/remove")
def submit_removal(
    request: Req,
    number: FromPath[int],
    attachment_id: FromPath[int],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Take a document away."""
    actions.remove(writer, actor, number, attachment_id, now=now)
    return see_other(request, f"/desk/drafts/{number}/attachments", notice=message("The document has been removed."))


def _show(request: Req, session: Session, draft: Draft, form: Form) -> Page:
    rows = stored.attachments_of(session, draft.id)
    required = REQUIRED_ATTACHMENTS[draft.act_kind]
    slots = [(kind, kind in required, [row for row in rows if row.kind is kind]) for kind in AttachmentKind]
    return page(
        request,
        "ministry/attachments.html",
        form=form,
        draft=draft,
        slots=[slot for slot in slots if slot[1] or slot[2]],
        kinds=[(kind, kind in required) for kind in AttachmentKind],
        endings=",".join(each.ending for each in ACCEPTED),
        megabytes=actions.MOST_BYTES // (1024 * 1024),
    )
