"""The published report: as a page in the language of its draft, and as files."""

from functools import partial

from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup
from sqlalchemy.orm import Session

from consultation.actions import reports as actions
from consultation.report import Report
from consultation.report.documents import MEDIA_TYPES, write
from consultation.report.outline import outline
from consultation.resources import font_paths
from consultation.store import drafts
from consultation.translation import language_of, locale_of, translate
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import fragment, page


@get("/drafts/{number:int}/report")
def report(request: Req, number: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """The newest report of a draft."""
    draft = drafts.public_draft(reader, number)
    row, frozen = actions.published(reader, number)
    return page(
        request,
        "public/reports/report.html",
        draft=draft,
        row=row,
        forms=tuple(MEDIA_TYPES),
        language=language_of(locale_of(frozen.draft.language)),
        body=as_html(request, frozen),
    )


@get([f"/drafts/{{number:int}}/report.{form}" for form in MEDIA_TYPES])
def report_file(request: Req, number: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """The newest report as a file; which one, the ending of the address says."""
    form = request.url.path.rpartition(".")[2]
    drafts.public_draft(reader, number)
    row, frozen = actions.published(reader, number)
    content = write(frozen, form, partial(translate, locale=locale_of(frozen.draft.language)), font_paths())
    return Page(
        content,
        media_type=MEDIA_TYPES[form],
        headers={
            "content-disposition": f'attachment; filename="consultation-{number}-report.{form}"',
            "etag": f'"{row.sha256}-{form}"',
            "cache-control": "public, max-age=3600",
        },
    )


def as_html(request: Req, frozen: Report) -> Markup:
    """The report's outline as HTML, in the language of the draft whatever the reader's own is."""
    locale = locale_of(frozen.draft.language)
    blocks = [(type(block).__name__.lower(), block) for block in outline(frozen, partial(translate, locale=locale))]
    return fragment(request, "public/reports/_report.html", locale, blocks=blocks)


ROUTES = (report, report_file)
