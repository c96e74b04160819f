"""The public page that compares two versions of a draft, clause by clause."""

from functools import partial

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.store import lineage, reading
from consultation.store.columns import AnyRow
from consultation.web.kept import kept_page
from consultation.web.paging import page_asked
from consultation.web.public.comparison import Comparison, Unchanged, comparison
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import fragment, locale_of, see_other


@get("/drafts/{number:int}/compare/{older:int}/{newer:int}")
def compare(
    request: Req,
    number: FromPath[int],
    older: FromPath[int],
    newer: FromPath[int],
    reader: NamedDependency[Session],
) -> Page:
    """What changed from one published version to a later one; `?clause=` leads to where a clause of the later one is, `?was=` of the earlier."""
    draft = reading.opened(reader, number, newer)
    before = reading.opened(reader, number, older)
    found = comparison(request, reader, number, older, newer)
    old, new = (request.query_params.get(name, "") for name in ("was", "clause"))
    if old or new:
        return see_other(request, found.place_of(old=old, new=new))
    leaf = page_asked(request, len(found.leaves))
    return kept_page(
        request,
        "public/compare/compare.html",
        (number, before.version_id, draft.version_id, leaf, draft.newest, draft.activity),
        partial(_body, request, reader, draft, before, found, leaf),
        number=number,
        older=older,
        newer=newer,
        draft_title=draft.title,
        language=draft.language,
    )


@get("/drafts/{number:int}/compare")
def choose(request: Req, number: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """To the comparison of the two versions that were chosen, in whatever order; the two newest when none were."""
    ordinals = [row.ordinal for row in reading.versions(reader, reading.opened(reader, number).id)]
    if len(ordinals) == 1:
        raise NotFound(message("There is only one version of this draft so far."))
    asked = [request.query_params.get(name, "") for name in ("older", "newer")]
    chosen = sorted({each for each in ordinals if str(each) in asked})
    older, newer = chosen if len(chosen) > 1 else (ordinals[1], ordinals[0])
    return see_other(request, f"/drafts/{number}/compare/{older}/{newer}")


def _body(request: Req, session: Session, draft: AnyRow, before: AnyRow, found: Comparison, leaf: int) -> str:
    return fragment(
        request,
        "public/compare/_body.html",
        locale_of(request),
        draft=draft,
        before=before,
        found=found,
        entries=[(each, isinstance(each, Unchanged)) for each in found.entries(leaf)],
        leaf=leaf,
        leaf_count=len(found.leaves),
        versions=reading.versions(session, draft.id),
        gone=_gone(session, before.version_id, found),
    )


def _gone(session: Session, version_id: int, found: Comparison) -> list[tuple[object, list[AnyRow]]]:
    """The comments on clauses that are gone, by clause."""
    removed = [link.old[0] for link in found.links if not link.new]
    said = lineage.comments_on(session, version_id, removed)
    return [(found.old.name(eid), said[eid]) for eid in removed if eid in said]


ROUTES = (compare, choose)
