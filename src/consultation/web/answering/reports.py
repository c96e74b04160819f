"""The report on the desk: what is missing, how it will look, and its publication."""

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import reports as actions
from consultation.core.file_types import DOCX
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.stage import blockers_to_release
from consultation.store import reports as store
from consultation.translation import language_of, locale_of
from consultation.web.answering.reading import desk_of
from consultation.web.clock import now_of
from consultation.web.downloads import download
from consultation.web.public import word_files
from consultation.web.public.reports import as_html
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


@get("/desk/drafts/{number:int}/report")
def report(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """What stands between this round and its report; the report as it would be now."""
    place = desk_of(reader, actor, number, now_of(request))
    preview = actions.preview(reader, actor, place.round.id, now=now_of(request))
    return page(
        request,
        "answering/report.html",
        desk=place,
        to_release=blockers_to_release(place.answering),
        published=store.report_of_round(reader, place.round.id),
        language=language_of(locale_of(place.draft.language)),
        body=as_html(request, preview),
    )


@get("/desk/drafts/{number:int}/report/wordings.docx")
def wordings(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The text with the wordings accepted so far as tracked changes, for whoever writes the next version."""
    place = desk_of(reader, actor, number, now_of(request))
    preview = actions.preview(reader, actor, place.round.id, now=now_of(request))
    return download(
        word_files.with_wordings(reader, number, preview), word_files.wordings_name(number), DOCX.media_type
    )


@post("/desk/drafts/{number:int}/report")
def publish(
    request: Req, number: FromPath[int], writer: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """Freeze and publish the report."""
    place = desk_of(writer, actor, number, now_of(request))
    actions.publish(writer, actor, place.round.id, now=now_of(request))
    return see_other(request, f"/drafts/{number}/report", notice=message("The report is published."))
