"""What the pages of a split show: clauses on leaves, warnings at their place, and everything that can be corrected about one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultation.actions import versions as actions
from consultation.core.arrangement import possible_parents
from consultation.core.clause import Clause, Outline
from consultation.core.correction import headed_words, places_to_split
from consultation.core.leaves import WIDE, leaves
from consultation.core.messages import Message
from consultation.core.sheet import Line, Sheet
from consultation.core.vocabulary import ClauseKind, Language
from consultation.ingest.wire import message_from_wire
from consultation.store import versions as stored
from consultation.store.tables import Draft, Version
from consultation.web.forms import Form
from consultation.web.ministry.marks import left_in
from consultation.web.paging import page_asked
from consultation.web.site import Page, Req
from consultation.web.templating import page

_MOST_PLACES = 200
_WARNED = "warned"


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning with the clause it is about, and the leaf that clause is on."""

    words: Message
    eid: str | None
    leaf: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A wide unit of the text with the leaf it stands on, to jump to."""

    line: Line
    leaf: int


@dataclass(frozen=True, slots=True)
class Around:
    """The warned clauses before and after one, as addresses; None where there is none."""

    before: str | None
    after: str | None


def only_warned(request: Req) -> bool:
    """Whether somebody asked for the clauses with warnings alone."""
    return request.query_params.get("show") == _WARNED


def leaves_shown(request: Req, sheet: Sheet, version: Version) -> list[Sequence[Line]]:
    """The lines of a text on leaves: all of them, or those with warnings."""
    if not only_warned(request):
        return leaves(sheet.lines)
    warned = _eids(version)
    return leaves([line for line in sheet.lines if line.clause.eid in warned])


def leaf_of(found: Sequence[Sequence[Line]], eid: str | None) -> int:
    """On which leaf (from 1) a clause is; 1 when it is on none."""
    places = (place for place, leaf in enumerate(found, 1) if any(line.clause.eid == eid for line in leaf))
    return next(places, 1)


def show_split(request: Req, session: Session, draft: Draft, form: Form) -> Page:
    """The proposed tree beside the text, with the warnings."""
    version = actions.in_preparation(session, draft)
    sheet = stored.sheet_of_version(session, version)
    found = leaves_shown(request, sheet, version)
    shown = page_asked(request, len(found))
    warned = _warned(version, found)
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
        warned=warned,
        around=_around(sheet, warned),
        only_warned=only_warned(request),
        said={each.eid: [other.words for other in warned if other.eid == each.eid] for each in warned if each.eid},
        kinds=kinds(),
        count=sum(not line.is_aside for line in sheet.lines),
        left=left_in(version),
        outline=sheet.outline,
        is_label=lambda clause: _is_label(sheet.outline, clause),
    )


def show_clause(request: Req, session: Session, draft: Draft, eid: str, form: Form) -> Page:
    """One clause with everything that can be corrected about it."""
    version = actions.in_preparation(session, draft)
    sheet = stored.sheet_of_version(session, version)
    tree = sheet.outline
    found = tree.find(eid)
    return page(
        request,
        "ministry/clause.html",
        form=form,
        draft=draft,
        version=version,
        clause=found,
        path=tree.path(eid)[:-1],
        leaf=leaf_of(leaves(sheet.lines), eid),
        kinds=kinds(),
        languages=[each for each in Language if each is not Language.UND],
        parents=possible_parents(tree, eid),
        pieces=places_to_split(found.text)[:_MOST_PLACES],
        borders=_borders(found),
        next_line=tree.clauses[tree.place(eid) + 1] if _is_label(tree, found) else None,
        is_in_quotation=any(step.kind is ClauseKind.QUOTED for step in tree.path(eid)[:-1]),
        warned=[each for each in _warned(version, [sheet.lines]) if each.eid == eid],
    )


def kinds() -> tuple[ClauseKind, ...]:
    """What a clause may be called; quoted new text is marked as such by a correction of its own."""
    return tuple(kind for kind in ClauseKind if kind is not ClauseKind.QUOTED)


def _is_label(tree: Outline, clause: Clause) -> bool:
    """Whether the next line may be the clause's heading: it has no text of its own, and something follows."""
    return not clause.text and clause.kind is not ClauseKind.QUOTED and tree.place(clause.eid) + 1 < len(tree.clauses)


def _borders(clause: Clause) -> list[tuple[int, str]]:
    """Where a heading may end: offsets in heading and text together, with the words from there on."""
    together = headed_words(clause)
    ends = [(0, together), *places_to_split(together)]
    return [] if len(ends) == 1 and not clause.heading else ends[:_MOST_PLACES]


def _eids(version: Version) -> set[str]:
    return {str(each["eid"]) for each in version.warnings if each["eid"]}


def _around(sheet: Sheet, warned: Sequence[Warned]) -> dict[str, Around]:
    """For each warned clause the warned ones before and after it in the text."""
    leaf_of_eid = {each.eid: each.leaf for each in warned}
    eids = [line.clause.eid for line in sheet.lines if line.clause.eid in leaf_of_eid]
    hrefs = [None, *(f"page={leaf_of_eid[eid]}#{eid}" for eid in eids), None]
    return {eid: Around(hrefs[place], hrefs[place + 2]) for place, eid in enumerate(eids)}


def _headings(found: Sequence[Sequence[Line]]) -> list[Heading]:
    """Every part, section, chapter and annex with its leaf."""
    return [
        Heading(line, place)
        for place, leaf in enumerate(found, 1)
        for line in leaf
        if line.kind in WIDE and not line.is_aside
    ]


def _warned(version: Version, found: Sequence[Sequence[Line]]) -> list[Warned]:
    at = {line.clause.eid: place for place, leaf in enumerate(found, 1) for line in leaf}
    return [
        Warned(message_from_wire(each), str(each["eid"]) if each["eid"] else None, at.get(str(each["eid"]), 1))
        for each in version.warnings
    ]
