"""The list of consultations: search in any script, filters with counts, order, one card for each draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any, Final

import litestar
from litestar.di import NamedDependency
from litestar.enums import HttpMethod, MediaType
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.core.dates import TASHKENT, days_until
from consultation.core.errors import Invalid
from consultation.core.highlight import Piece, has_hit, pieces, snippet
from consultation.core.vocabulary import ActKind, Locale, Stage, Topic
from consultation.store import authorities, search
from consultation.store.authorities import name_in
from consultation.store.columns import LARGEST_ID, AnyRow
from consultation.store.search import Sort, Wanted
from consultation.web.forms import Form, Input, Line, filled, parse
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page, say

PAGE_SIZE: Final = 20
_SUMMARY: Final = 220


class SearchForm(Input):
    """The query of the address; what is not understood narrows nothing."""

    q: Annotated[str, Line(200)] = ""
    authority: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None
    kind: ActKind | None = None
    topic: Topic | None = None
    stage: Stage | None = None
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.FITTING
    page: Annotated[int, Field(ge=1, le=100_000)] = 1

    def as_wanted(self) -> Wanted:
        """The filters as the store takes them: whole days of Tashkent."""
        return Wanted(
            words=self.q,
            authority_id=self.authority,
            act_kind=self.kind,
            topic=self.topic,
            stage=self.stage,
            opened_from=_midnight(self.since),
            opened_before=_midnight(self.until, days=1),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything at all was asked for."""
        return self.as_wanted() != Wanted()


@dataclass(frozen=True, slots=True)
class Card:
    """One draft in the list."""

    row: AnyRow
    stage: Stage
    authority: str
    days: int
    title: Sequence[Piece]
    words: Sequence[Piece]


@get("/")
def consultations(
    request: Req, reader: NamedDependency[Session], now: NamedDependency[datetime], locale: NamedDependency[Locale]
) -> Page:
    """Every draft the public may see, the open ones first."""
    asked = _asked(request)
    found, current = _found(reader, asked, now)
    names = {
        row.id: name_in(row.names, locale) for row in authorities.authorities(reader, tuple(found.counts.authorities))
    }
    return page(
        request,
        "public/consultations/list.html",
        asked=asked,
        form=_chosen(asked),
        cards=_cards(reader, found, locale, now),
        total=found.total,
        current=current,
        pages=_pages(found.total),
        stages=[(stage, found.counts.stages.get(stage, 0)) for stage in Stage if stage is not Stage.PREPARING],
        authorities=_options(names, found.counts.authorities),
        kinds=_named(request, found.counts.act_kinds),
        topics=_named(request, found.counts.topics),
        sorts=tuple(Sort),
    )


@litestar.route(
    "/healthz",
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    media_type=MediaType.TEXT,
    include_in_schema=False,
    sync_to_thread=False,
)
def health() -> str:
    """Says that the server answers, and nothing else; the yardstick of the benchmarks."""
    return "ok\n"


def _found(session: Session, asked: SearchForm, now: datetime) -> tuple[search.Found, int]:
    """The page asked for with its number; the last one there is for whoever asks for a later one."""

    def on(number: int) -> search.Found:
        offset = (number - 1) * PAGE_SIZE
        return search.find_drafts(session, asked.as_wanted(), asked.sort, now, limit=PAGE_SIZE, offset=offset)

    found = on(asked.page)
    last = _pages(found.total)
    return (found, asked.page) if asked.page <= last else (on(last), last)


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


def _cards(session: Session, found: search.Found, locale: Locale, now: datetime) -> list[Card]:
    headings = search.headings_of(session, [row.id for row in found.rows]) if found.tokens else {}
    return [
        Card(
            row=row,
            stage=Stage(row.stage),
            authority=name_in(row.names, locale),
            days=days_until(row.closes_at, now),
            title=pieces(row.title, found.tokens),
            words=_snippet(row, headings.get(row.id, ()), found.tokens),
        )
        for row in found.rows
    ]


def _snippet(row: AnyRow, headings: Sequence[str], tokens: Sequence[str]) -> list[Piece]:
    """The summary around what was searched for; a heading of the text when the words stand only there."""
    in_text = () if has_hit(row.title, tokens) or has_hit(row.summary, tokens) else headings
    source = next((heading for heading in in_text if has_hit(heading, tokens)), row.summary)
    return snippet(" ".join(source.split()), tokens, most=_SUMMARY)


def _options(names: dict[int, str], counts: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - any mapping to numbers
    found = [(names[key], str(key), n) for key, n in counts.items()]
    return [(key, f"{words} ({n})") for words, key, n in sorted(found)]


def _named(request: Req, counts: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - any mapping to numbers
    def words(value: StrEnum, n: int) -> str:
        return f"{say(request, value)} ({n})"

    return [(value.value, words(value, n)) for value, n in sorted(counts.items(), key=lambda each: -each[1])]


def _asked(request: Req) -> SearchForm:
    typed = Form({name: [value] for name, value in request.query_params.multi_items()})
    try:
        return parse(SearchForm, typed)
    except Invalid as wrong:
        return parse(SearchForm, Form({name: each for name, each in typed.values.items() if name not in wrong.fields}))


def _chosen(asked: SearchForm) -> Form:
    return filled(
        q=asked.q or None,
        authority=asked.authority,
        kind=asked.kind and asked.kind.value,
        topic=asked.topic and asked.topic.value,
        since=asked.since,
        until=asked.until,
        sort=asked.sort.value,
    )


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    if day is None or day.year >= date.max.year:
        return None
    return datetime.combine(day + timedelta(days=days), time(), TASHKENT)


ROUTES = (consultations, health)
