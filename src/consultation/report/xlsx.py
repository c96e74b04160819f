"""The report as a spreadsheet: summary, clauses, clusters and comments, each on a sheet of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from consultation.core.counting import RULE, VERSION_WORDS
from consultation.core.dates import to_tashkent
from consultation.core.messages import Message, message
from consultation.core.text import clean
from consultation.report.outline import conduct_rows, number_rows
from consultation.report.palette import DARK, GROUND, LINE
from consultation.report.published import Report
from consultation.report.tables import (
    CLAUSE_HEADS,
    CLUSTER_HEADS,
    COMMENT_HEADS,
    Value,
    clause_rows,
    cluster_rows,
    comment_rows,
    heads,
)
from consultation.report.voice import Translate, Voice, shortened

_CELL_LIMIT = 32_767  # characters, Excel's own
_SHEET_NAME_LIMIT = 31  # characters, Excel's own
# Comments are words of strangers: nothing in them may become a formula, a link or a number.
_TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_WIDTHS = {
    "Text": 70,
    "Proposed wording": 50,
    "Reason": 60,
    "Heading": 40,
    "Clause": 24,
    "Comment numbers": 24,
    "Sender": 24,
}


def to_xlsx(report: Report, translate: Translate) -> bytes:
    """The report as .xlsx; `translate` is bound to the language of the draft."""
    voice = Voice(translate, report.draft.language)
    out = BytesIO()
    with Workbook(out, _TEXT_STAYS_TEXT) as book:
        made = to_tashkent(report.made_at).replace(tzinfo=None)
        book.set_properties({"title": shortened(clean(report.draft.title), 255), "created": made})
        styles = _Styles.of(book)
        _summary(book.add_worksheet(_sheet_name(message("Summary"), voice)), report, voice, styles)
        for name, columns, rows in (
            (message("By clause"), CLAUSE_HEADS, clause_rows(report, voice)),
            (message("Clusters"), CLUSTER_HEADS, cluster_rows(report, voice)),
            (message("Comments"), COMMENT_HEADS, comment_rows(report, voice)),
        ):
            _table(book.add_worksheet(_sheet_name(name, voice)), columns, rows, voice, styles)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Styles:
    title: Format
    head: Format
    text: Format

    @classmethod
    def of(cls, book: Workbook) -> "_Styles":
        plain = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        ruled = {"bottom": 1, "bottom_color": f"#{LINE}"}
        return cls(
            book.add_format({**plain, "bold": True, "font_size": 14, "font_color": f"#{DARK}"}),
            book.add_format(
                {**plain, **ruled, "bold": True, "text_wrap": True, "bg_color": f"#{GROUND}", "font_color": f"#{DARK}"}
            ),
            book.add_format({**plain, **ruled, "text_wrap": True}),
        )


def _summary(sheet: Worksheet, report: Report, voice: Voice, styles: _Styles) -> None:
    """Which draft, how it was discussed, every number of the whole, and the answers by decision."""
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 1, 60)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _fit(report.draft.title), styles.title)
    place = 2
    for heading, rows in _summary_parts(report, voice):
        sheet.write_string(place, 0, heading, styles.head)
        sheet.write_blank(place, 1, None, styles.head)
        for line, (name, value) in enumerate(rows, start=place + 1):
            sheet.write_string(line, 0, name, styles.text)
            _write(sheet, line, 1, value, styles.text)
        place += len(rows) + 2
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _summary_parts(report: Report, voice: Voice) -> list[tuple[str, list[tuple[str, Value]]]]:
    draft, conduct = report.draft, report.conduct
    run: list[tuple[str, Value]] = [
        (voice.say(message("Draft number")), draft.number),
        (voice.say(message("Authority")), ", ".join(draft.authorities)),
        (voice.say(message("Version discussed")), conduct.version),
        (voice.say(message("Opened")), voice.instant(conduct.opens_at)),
        (voice.say(message("Closed")), voice.instant(conduct.closes_at)),
    ]
    run += [(voice.say(name), voice.listed(values)) for name, values in conduct_rows(report)]
    return [
        (voice.say(message("How the consultation was run")), run),
        (voice.say(message("What was counted")), [(voice.say(name), number) for name, number in number_rows(report)]),
        (
            voice.say(message("Comments by position")),
            [(voice.say(row.label), row.comments) for row in report.positions],
        ),
        (
            voice.say(message("Answers by decision")),
            [(voice.say(row.label), row.comments) for row in report.dispositions],
        ),
        (
            voice.say(message("Not published, by reason")),
            [(voice.say(row.label), row.comments) for row in report.rejections],
        ),
        (
            voice.say(message("How it was counted")),
            [(voice.say(sentence), None) for sentence in (*RULE, VERSION_WORDS)],
        ),
    ]


def _table(
    sheet: Worksheet, columns: Sequence[Message], rows: Sequence[Sequence[Value]], voice: Voice, styles: _Styles
) -> None:
    """A table with a heading row that stays in sight, can be filtered, and is repeated on every printed page."""
    for column, (source, heading) in enumerate(zip(columns, heads(columns, voice), strict=True)):
        sheet.set_column(column, column, _WIDTHS.get(source.text, 14))
        sheet.write_string(0, column, heading, styles.head)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, line, column, value, styles.text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write(sheet: Worksheet, line: int, column: int, value: Value, style: Format) -> None:
    if isinstance(value, int):
        sheet.write_number(line, column, value, style)
    elif value:
        sheet.write_string(line, column, _fit(value), style)
    else:
        sheet.write_blank(line, column, None, style)


def _fit(text: str) -> str:
    return shortened(clean(text), _CELL_LIMIT)


def _sheet_name(name: Message, voice: Voice) -> str:
    """A sheet's name as Excel allows it: 31 characters, none of its seven signs."""
    return shortened(re.sub(r"[\[\]:*?/\\]", " ", voice.say(name)), _SHEET_NAME_LIMIT)
