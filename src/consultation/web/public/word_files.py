"""The texts of a public draft as Word files: clean, with tracked changes, side by side, with the wordings that were accepted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import reports as actions
from consultation.core.errors import NotFound
from consultation.core.file_types import DOCX
from consultation.core.lineage import Link
from consultation.core.messages import message
from consultation.core.vocabulary import LineageKind
from consultation.core.wid import Known
from consultation.report import Report, thaw
from consultation.report.comparison_table import reasons_from, to_comparison_table_docx
from consultation.report.draft_docx import to_clean_docx
from consultation.report.draft_text import Version
from consultation.report.merging import merged
from consultation.report.redline import to_redline_docx
from consultation.report.voice import Translate
from consultation.report.wordings_docx import accepted_wordings, to_wordings_docx
from consultation.store import reading, reports, versions
from consultation.store.authorities import name_in
from consultation.store.columns import AnyRow
from consultation.translation import locale_of, translate
from consultation.web.downloads import download
from consultation.web.routing import get
from consultation.web.site import Page, Req, site_of

_UNORDERED: Final = message("Compare a version with an earlier one.")


@get("/drafts/{number:int}/versions/{ordinal:int}/text.docx")
def text_file(request: Req, number: FromPath[int], ordinal: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """A published version as a clean Word file."""
    row = reading.opened(reader, number, ordinal)
    name = f"consultation-{number}-version-{ordinal}.docx"
    return _file(request, name, (row,), lambda say: to_clean_docx(_version(reader, row), say))


@get("/drafts/{number:int}/compare/{older:int}/{newer:int}/redline.docx")
def redline_file(
    request: Req,
    number: FromPath[int],
    older: FromPath[int],
    newer: FromPath[int],
    reader: NamedDependency[Session],
) -> Page:
    """What changed from one published version to a later one, as tracked changes."""
    old, new = _pair(reader, number, older, newer)

    def write(say: Translate) -> bytes:
        links = _links(reader, old, new)
        return to_redline_docx(_version(reader, old), _version(reader, new), links, say)

    return _file(request, f"consultation-{number}-changes-{older}-{newer}.docx", (old, new), write)


@get("/drafts/{number:int}/compare/{older:int}/{newer:int}/comparison-table.docx")
def table_file(
    request: Req,
    number: FromPath[int],
    older: FromPath[int],
    newer: FromPath[int],
    reader: NamedDependency[Session],
) -> Page:
    """Two published versions side by side, with the authority's reasons where the report on the older one gives them."""
    old, new = _pair(reader, number, older, newer)
    report = reports.report_on_version(reader, old.version_id)

    def write(say: Translate) -> bytes:
        links = _links(reader, old, new)
        reasons = reasons_from(thaw(report.content), links, say) if report is not None else None
        return to_comparison_table_docx(_version(reader, old), _version(reader, new), links, say, reasons)

    name = f"consultation-{number}-comparison-table-{older}-{newer}.docx"
    return _file(request, name, (old, new), write, report.sha256 if report is not None else "")


@get("/drafts/{number:int}/report/wordings.docx")
def wordings_file(request: Req, number: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """The text that was discussed, with the wordings the newest report accepts as tracked changes."""
    report, frozen = actions.published(reader, number)
    row = reading.opened(reader, number, frozen.conduct.version)
    return _file(
        request, wordings_name(number), (row,), partial(_with_wordings, reader, row, frozen), report=report.sha256
    )


def wordings_name(number: int) -> str:
    """What the file with the accepted wordings is called."""
    return f"consultation-{number}-accepted-wordings.docx"


def with_wordings(session: Session, number: int, report: Report) -> bytes:
    """The text of a report, published or still to be, with the wordings it accepts."""
    row = reading.opened(session, number, report.conduct.version)
    return _with_wordings(session, row, report, _say(row))


def _with_wordings(session: Session, row: AnyRow, report: Report, say: Translate) -> bytes:
    version = replace(_version(session, row), made_at=report.made_at)
    return to_wordings_docx(version, accepted_wordings(report), say)


def _links(session: Session, old: AnyRow, new: AnyRow) -> tuple[Link, ...]:
    """What became of the clauses of one of `reading.opened`'s versions in a later one."""
    return links_between(session, old.version_id, new.version_id)


def links_between(session: Session, older_id: int, newer_id: int) -> tuple[Link, ...]:
    """The lineage from one published version to a later one, by the ids clauses keep; in the order of both texts."""
    old, new = versions.known_clauses(session, older_id), versions.known_clauses(session, newer_id)
    kept = {each.wid: each for each in old}
    before = {each.eid: kept[each.wid].eid for each in new if each.wid in kept}
    steps = merged([each.eid for each in old], [each.eid for each in new], before)
    gone = {each.eid for each in old} - set(before.values())
    links = []
    for was, now in steps:
        if now is not None:
            links.append(_link(new[now], kept.get(new[now].wid), has_place=was is not None))
        elif was is not None and old[was].eid in gone:
            links.append(Link(LineageKind.REMOVED, (old[was].eid,), (), 0))
    return tuple(links)


def _link(new: Known, old: Known | None, *, has_place: bool) -> Link:
    if old is None:
        return Link(LineageKind.NEW, (), (new.eid,), 0)
    is_same = old.words == new.words
    kind = LineageKind.SAME if is_same else LineageKind.REWORDED
    return Link(kind if has_place else LineageKind.MOVED, (old.eid,), (new.eid,), float(is_same))


def _pair(session: Session, number: int, older: int, newer: int) -> tuple[AnyRow, AnyRow]:
    old, new = (reading.opened(session, number, ordinal) for ordinal in (older, newer))
    if older >= newer:
        raise NotFound(_UNORDERED)
    return old, new


def _version(session: Session, row: AnyRow) -> Version:
    """The version of one of `reading.opened`'s rows with its text."""
    stored = versions.published_version(session, row.id, row.ordinal)
    return Version(
        row.id,
        row.ordinal,
        row.version_title or row.title,
        name_in(row.names, row.version_language),
        row.version_language,
        versions.outline_of_version(session, stored),
        row.published_at,
    )


def _say(row: AnyRow) -> Translate:
    return partial(translate, locale=locale_of(row.version_language))


def _file(
    request: Req, name: str, rows: Sequence[AnyRow], write: Callable[[Translate], bytes], report: str = ""
) -> Page:
    """A Word file in the language of the draft; kept, since neither a published text nor a report (by digest) changes."""
    language = rows[-1].version_language
    facts = [(row.version_id, row.version_title or row.title, name_in(row.names, language)) for row in rows]
    say = _say(rows[-1])
    content = site_of(request).kept.get_or_make(("word", name, *facts, report), lambda: write(say), len)
    return download(content, name, DOCX.media_type, is_public=True)


ROUTES = (text_file, redline_file, table_file, wordings_file)
