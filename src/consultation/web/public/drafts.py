"""The page of a draft: where it stands, its documents, its text by leaves with what was said beside each clause."""

from datetime import datetime
from functools import partial
from typing import Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.core.dates import days_until, to_tashkent
from consultation.core.periods import PERIODS
from consultation.core.stage import stage_of
from consultation.core.vocabulary import Locale, Stage
from consultation.store import attachments, drafts, moderation, reading, rounds
from consultation.store.authorities import name_in
from consultation.store.columns import AnyRow
from consultation.web.kept import kept_page
from consultation.web.public import links as links_to
from consultation.web.public import texts
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import fragment, locale_of, page

_DIGITS: Final = 4


@get("/drafts/{number:int}")
def draft(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], now: NamedDependency[datetime]
) -> Page:
    """A draft with its newest text."""
    return _show(request, reader, reading.opened(reader, number), now)


@get("/drafts/{number:int}/versions/{ordinal:int}")
def version(
    request: Req,
    number: FromPath[int],
    ordinal: FromPath[int],
    reader: NamedDependency[Session],
    now: NamedDependency[datetime],
) -> Page:
    """A draft with one of its texts."""
    return _show(request, reader, reading.opened(reader, number, ordinal), now)


@get("/drafts/{number:int}/moderation")
def moderation_numbers(request: Req, number: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """How the discussion of a draft is moderated, in numbers that everybody may see."""
    row = reading.opened(reader, number)
    numbers = moderation.public_numbers(reader, number)
    return page(request, "public/drafts/moderation.html", draft=row, numbers=numbers)


def _show(request: Req, session: Session, row: AnyRow, now: datetime) -> Page:
    stage = stage_of(drafts.milestones_of(row), now)
    base = links_to.base_of(row.id, row.ordinal, row.newest)
    text = texts.text_map(request, session, row.version_id, base)
    leaf = min(_asked_leaf(request), len(text.leaves))
    day = to_tashkent(now).date()
    return kept_page(
        request,
        "public/drafts/draft.html",
        (row.id, row.version_id, row.newest, leaf, stage, day, row.activity, _authority(request, row)),
        partial(_body, request, session, row, stage, base, text, leaf, now),
        title=_title(row),
        canonical=None if row.ordinal == row.newest else f"/drafts/{row.id}/versions/{row.ordinal}",
    )


def _title(row: AnyRow) -> str:
    """What the draft is called now, or what an older text was called."""
    title: str = row.title if row.ordinal == row.newest else row.version_title or row.title
    return title


def _authority(request: Req, row: AnyRow) -> str:
    return name_in(row.names, locale_of(request))


def _body(
    request: Req,
    session: Session,
    row: AnyRow,
    stage: Stage,
    base: links_to.Base,
    text: texts.TextMap,
    leaf: int,
    now: datetime,
) -> str:
    locale = locale_of(request)
    return fragment(
        request,
        "public/drafts/_body.html",
        locale,
        draft=row,
        title=_title(row),
        authority=_authority(request, row),
        stage=stage,
        days=days_until(row.closes_at, now),
        basis=PERIODS[row.act_kind].basis,
        base=base,
        text=text,
        leaf=leaf,
        leaf_count=len(text.leaves),
        words=_words(request, session, row, base, text.leaves[leaf - 1], locale, is_open=stage is Stage.OPEN),
        documents=[each for each in attachments.attachments_of(session, row.id) if each.removed_at is None],
        extensions=rounds.extensions_of(session, row.id),
        versions=reading.versions(session, row.id),
    )


def _words(
    request: Req,
    session: Session,
    row: AnyRow,
    base: links_to.Base,
    span: tuple[int, int],
    locale: Locale,
    *,
    is_open: bool,
) -> str:
    """The clauses of a leaf with their counts; an older version is not commented on any more."""
    leaf = texts.leaf_html(request, session, row.version_id, base, span, locale)
    tallies = reading.tallies(session, row.version_id, *span)
    return leaf.filled(texts.tally_html(request, locale, tallies, is_open=is_open and row.ordinal == row.newest))


def _asked_leaf(request: Req) -> int:
    typed = request.query_params.get("page", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS
    return max(1, int(typed)) if is_number else 1


ROUTES = (draft, version, moderation_numbers)
