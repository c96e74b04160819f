"""The page of a clause, at its permanent address: its words, votes, the form to comment, and what others said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.actions.comments import Place
from consultation.core.citation import citation
from consultation.core.clause import Clause
from consultation.core.errors import Invalid
from consultation.core.policy import Actor
from consultation.core.vocabulary import ClauseKind, Locale, Position, VoteTarget
from consultation.store import comments as store
from consultation.store import drafts, reading, votes
from consultation.store.columns import AnyRow
from consultation.store.comments import Sieve, Sort
from consultation.web.forms import Form, Input, filled, parse
from consultation.web.public import lineages, texts
from consultation.web.public import links as links_to
from consultation.web.public.comments import first_form, place_path
from consultation.web.public.shown import Shown, Talk, show, talk_of
from consultation.web.routing import get
from consultation.web.site import Page, Req, site_of
from consultation.web.templating import page

PAGE_SIZE: Final = 20
MOST_INSIDE: Final = 300
_SORTS: Final = (Sort.NEWEST, Sort.SUPPORTED, Sort.DISCUSSED)


class SieveForm(Input):
    """How the comments are narrowed, in the address; what is not understood is left out."""

    position: Position | None = None
    sort: Sort = Sort.NEWEST
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


@dataclass(frozen=True, slots=True)
class Words:
    """The clause as it is read: its own words, what is inside of it, and how many of its units stand only in the draft."""

    own: AnyRow
    inside: Markup
    left_out: int


@dataclass(frozen=True, slots=True)
class Said:
    """One page of the comments on the clause; `form` says how they were narrowed."""

    comments: Sequence[Shown]
    total: int
    pages: int
    current: int
    form: Form


@get("/drafts/{number:int}/versions/{ordinal:int}/clauses/{eid:str}")
def clause(
    request: Req,
    number: FromPath[int],
    ordinal: FromPath[int],
    eid: FromPath[str],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    locale: NamedDependency[Locale],
) -> Page:
    """A clause of a version."""
    draft = reading.opened(reader, number, ordinal)
    row = reading.clause(reader, draft.version_id, eid)
    path = reading.path(reader, draft.version_id, eid)
    base = links_to.base_of(number, ordinal, draft.newest)
    before, after = reading.neighbours(reader, draft.version_id, row)
    cited = citation([_as_clause(step) for step in path], draft.version_language)
    talk = _talk(draft, actor, now)
    text = texts.text_map(request, reader, draft.version_id, base)
    links = links_to.Links(text.targets, base, text.addresses)
    return page(
        request,
        "public/clauses/clause.html",
        draft=draft,
        clause=row,
        # A bare number says nothing by itself in a heading or in the list of open windows: its place does.
        name=name_of(row) if row.heading else cited[:1].upper() + cited[1:],
        cited=cited,
        above=[(name_of(step) or step.eid, base.clauses + step.eid, step.language) for step in path[:-1]],
        here=base.clauses + eid,
        address=site_of(request).settings.base_url + base.clauses + eid,
        in_text=_place_in_text(text, base, eid),
        links=links,
        before=before,
        after=after,
        clauses=base.clauses,
        name_of=name_of,
        words=_words(request, reader, draft, row, path, links, locale),
        talk=talk,
        own=votes.of_person(reader, actor.account_id, VoteTarget.CLAUSE, [row.id]).get(row.id),
        form=first_form(row.text),
        action=place_path(Place(number, ordinal, eid)),
        positions=tuple(Position),
        sorts=_SORTS,
        said=_said(request, reader, draft, row, actor, now),
        became=lineages.became(reader, draft, row.id),
        earlier=lineages.earlier(reader, actor, draft, row.id, now),
    )


def name_of(row: AnyRow) -> str:
    """Number and heading as printed; "" for a clause that has neither."""
    return " ".join(part for part in (row.num, row.heading) if part)


def _talk(draft: AnyRow, actor: Actor, now: datetime) -> Talk:
    talk = talk_of(actor, draft.authority_id, drafts.milestones_of(draft), now)
    return talk if draft.ordinal == draft.newest else talk.closed()


def _place_in_text(text: texts.TextMap, base: links_to.Base, eid: str) -> str:
    """Where the clause stands in the whole text."""
    leaf = text.leaf_of(eid)
    return f"{base.path}?page={leaf}#{eid}" if leaf > 1 else f"{base.path}#{eid}"


def _words(
    request: Req,
    session: Session,
    draft: AnyRow,
    row: AnyRow,
    path: list[AnyRow],
    links: links_to.Links,
    locale: Locale,
) -> Words:
    end = reading.end_of(session, draft.version_id, row.position, row.depth)
    last = min(end, row.position + MOST_INSIDE)
    inside = reading.clauses(session, draft.version_id, row.position + 1, last) if last > row.position else []
    if row.kind is ClauseKind.TABLE:
        inside = [row, *inside]
    elif row.kind is ClauseKind.ROW:
        inside = [*path[-2:-1], row]
    if not inside:
        return Words(row, Markup(), 0)
    leaf = texts.cut(texts.units_html(request, inside, [], links, locale))
    tallies = reading.tallies(session, draft.version_id, row.position, last)
    return Words(row, leaf.filled(texts.tally_html(request, locale, tallies, is_open=False)), end - last)


def _said(request: Req, session: Session, draft: AnyRow, row: AnyRow, actor: Actor, now: datetime) -> Said:
    asked = _asked(request)
    sieve = Sieve(clause_id=row.id, position=asked.position, off_topic=False)
    total = store.listing_size(session, draft.id, sieve)
    pages = max(1, -(-total // PAGE_SIZE))
    current = min(asked.page, pages)
    rows = store.listing(session, draft.id, sieve, asked.sort, limit=PAGE_SIZE, offset=(current - 1) * PAGE_SIZE)
    form = filled(position=asked.position and asked.position.value, sort=asked.sort.value)
    return Said(show(session, actor, rows, now), total, pages, current, form)


def _asked(request: Req) -> SieveForm:
    typed = Form({name: [value] for name, value in request.query_params.multi_items()})
    try:
        return parse(SieveForm, typed)
    except Invalid as wrong:
        return parse(SieveForm, Form({name: each for name, each in typed.values.items() if name not in wrong.fields}))


def _as_clause(row: AnyRow) -> Clause:
    return Clause(
        row.eid, row.parent_eid, row.kind, row.num, row.number, row.heading, row.text, row.quoted, row.language
    )


ROUTES = (clause,)
