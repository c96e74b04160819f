"""The comparison table (qiyosiy jadval, сравнительная таблица): two texts of a draft side by side, clause by clause, in Word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from consultation.core.citation import citation
from consultation.core.clause import Clause, Outline
from consultation.core.diff import Change, Span, diff_words
from consultation.core.lineage import Link
from consultation.core.messages import message
from consultation.core.vocabulary import AttachmentKind, ClauseKind, Language, LineageKind, label
from consultation.report.draft_docx import finished, framed
from consultation.report.draft_text import Grid, Row, Version
from consultation.report.draft_xml import AFTER_TABLE, Notes, paragraph, run, table, table_row
from consultation.report.facts import Response
from consultation.report.published import TAKEN, Report
from consultation.report.voice import Translate, Voice

_WIDTH = 14570  # twentieths of a point: A4 across less margins of 20 mm
_SHARES = (16, 42, 42)
_SHARES_WITH_REASON = (14, 33, 33, 20)
_LOOKS = {
    Change.SAME: "",
    Change.REMOVED: '<w:strike/><w:color w:val="A3231F"/>',
    Change.ADDED: '<w:b/><w:color w:val="0B5C3B"/><w:u w:val="single"/>',
}
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the table: the clauses of both texts, and what became of them."""

    kind: LineageKind
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the row shows anything: other words, or the same words in another place."""
        return self.kind is LineageKind.MOVED or _said(self.old) != _said(self.new)

    @property
    def language(self) -> Language | None:
        """The language of the clauses where it is not the draft's own."""
        return next(clause.language for clause in (*self.new, *self.old))


def to_comparison_table_docx(
    old: Version,
    new: Version,
    links: Sequence[Link],
    translate: Translate,
    reasons: Mapping[str, str] | None = None,
    *,
    with_unchanged: bool = False,
) -> bytes:
    """The comparison table of two versions as a .docx; rows stand in the order of `links`, the lineage between the two.

    Clauses are cited in the language of the draft, to which `translate` is bound. `reasons`, by the eid of the new clause (of the
    old one where it was removed), fill a column of their own. Clauses that did not change are left out unless asked for.
    """
    voice = Voice(translate, new.language)
    entries = [entry for entry in _entries(old.outline, new.outline, links) if with_unchanged or entry.is_changed]
    document = framed(new, new.title, translate)
    _lay_across(document)
    content = _opening(old, new, voice)
    if entries:
        content += _table(_Columns(old, new, voice, reasons or {}), entries)
    else:
        content += paragraph('<w:pStyle w:val="ActText"/>', run(voice.say(message("Nothing changed between them."))))
    return finished(document, content, Notes(), new)


def reasons_from(report: Report, links: Iterable[Link], translate: Translate) -> dict[str, str]:
    """What the authority said when it accepted comments on the old version, for the clauses these comments lead to.

    By the eid of the new clause (of the old one where it was removed), each answer after the comment it was given to.
    """
    voice = Voice(translate, report.draft.language)
    said: dict[str | None, list[str]] = defaultdict(list)
    for clause, number, response in sorted(_accepted(report), key=lambda each: each[1]):
        about = voice.say(message("Comment %(number)s", number=number))
        said[clause].append(f"{about}: {response.reason}")
    found = {(link.new or link.old)[0]: [words for eid in link.old for words in said[eid]] for link in links}
    return {eid: "\n".join(dict.fromkeys(words)) for eid, words in found.items() if words}


def _accepted(report: Report) -> Iterator[tuple[str | None, int, Response]]:
    """Clause, comment and answer: one for each cluster, and one for each comment that was answered on its own."""
    answers = [(each.clause, each.representative, each.response) for each in report.clusters]
    answers += [(each.clause, each.number, each.own_response) for each in report.comments]
    for clause, number, response in answers:
        if response is not None and response.disposition in TAKEN:
            yield clause, number, response


def _lay_across(document: DocumentObject) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)


def _opening(old: Version, new: Version, voice: Voice) -> str:
    changes = message("Changes from version %(old)s to version %(new)s", old=old.ordinal, new=new.ordinal)
    number = message("Draft No. %(number)s", number=new.number)
    legend = message("Deleted words are struck through, new words are bold and underlined.")
    lines = [
        ("Title", voice.say(label(AttachmentKind.COMPARISON_TABLE))),
        ("ActForm", new.title),
        ("ActDetails", voice.listed([number, changes])),
        ("CellText", voice.say(legend)),
    ]
    return "".join(paragraph(f'<w:pStyle w:val="{style}"/>', run(text)) for style, text in lines if text)


def _entries(old: Outline, new: Outline, links: Iterable[Link]) -> Iterable[_Entry]:
    for link in links:
        entry = _Entry(link.kind, tuple(map(old.find, link.old)), tuple(map(new.find, link.new)))
        if _said(entry.old) or _said(entry.new):
            yield entry


def _said(clauses: Iterable[Clause]) -> str:
    return "\n".join(filter(None, map(_printed, clauses)))


def _printed(clause: Clause) -> str:
    """A clause as it is read: the number with its heading, or with its text where it has none; cells set apart."""
    text = clause.text.replace("\t", " | ")
    parts = [" ".join(filter(None, (clause.num, clause.heading))), text]
    return (" | " if clause.kind is ClauseKind.ROW else "\n" if clause.heading else " ").join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class _Columns:
    old: Version
    new: Version
    voice: Voice
    reasons: Mapping[str, str]

    @property
    def widths(self) -> list[int]:
        """In twentieths of a point."""
        shares = _SHARES_WITH_REASON if self.reasons else _SHARES
        return [_WIDTH * share // sum(shares) for share in shares]

    def heads(self) -> list[str]:
        """The headings of the columns."""
        versions = [message("Version %(number)s", number=each.ordinal) for each in (self.old, self.new)]
        reason = [message("Reason")] if self.reasons else []
        return [self.voice.say(words) for words in (message("Clause"), *versions, *reason)]

    def row(self, entry: _Entry) -> str:
        """One row, its changes marked word by word."""
        spans = diff_words(_said(entry.old), _said(entry.new))
        cells = [self._place(entry), _column(spans, Change.REMOVED, entry), _column(spans, Change.ADDED, entry)]
        if self.reasons:
            reasons = (self.reasons.get(clause.eid, "") for clause in entry.new or entry.old)
            cells.append(run("\n".join(filter(None, reasons)) or _NOTHING))
        texts = ("", _said(entry.old), _said(entry.new))
        return table_row(Row("", texts), cells, self.widths)

    def _place(self, entry: _Entry) -> str:
        """How the clause is cited, what became of it, and how it was cited before where that is another way."""
        old, new = _cited(self.old, entry.old), _cited(self.new, entry.new)
        before = message("before: %(clause)s", clause=old)
        lines = [self.voice.say(label(entry.kind)), *([self.voice.say(before)] if old and new and old != new else [])]
        return run(new or old, look="<w:b/>") + run("\n" + "\n".join(lines), look='<w:i/><w:color w:val="56616D"/>')


def _cited(version: Version, clauses: Iterable[Clause]) -> str:
    return ", ".join(citation(version.outline.path(clause.eid), version.language) for clause in clauses)


def _column(spans: Sequence[Span], own: Change, entry: _Entry) -> str:
    said = [span for span in spans if span.change in {Change.SAME, own}]
    return "".join(run(span.text, entry.language, look=_LOOKS[span.change]) for span in said) or run(_NOTHING)


def _table(columns: _Columns, entries: Sequence[_Entry]) -> str:
    heads = columns.heads()
    header = table_row(Row("", tuple(heads), is_header=True), [run(head) for head in heads], columns.widths)
    return table(Grid("", ()), columns.widths, [header, *map(columns.row, entries)]) + AFTER_TABLE
