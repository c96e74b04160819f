"""Tracked changes as Word writes them: what was inserted, deleted and moved, by whom and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from xml.sax.saxutils import quoteattr

from consultation.core.clause import Clause
from consultation.core.dates import to_tashkent
from consultation.core.diff import Change, diff_words
from consultation.core.text import clean
from consultation.core.vocabulary import Language
from consultation.report.draft_text import Grid, Line, Row
from consultation.report.draft_xml import AFTER_TABLE, Notes, column_widths, layout, paragraph, run, table, table_row
from consultation.report.merging import merged
from consultation.report.voice import shortened

_LONGEST_AUTHOR = 120
INSERTED, DELETED = "ins", "del"
_WHAT = {Change.ADDED: INSERTED, Change.REMOVED: DELETED}


@dataclass(slots=True)
class Tracker:
    """Writes paragraphs and tables with changes of one author; `before` maps clauses of the new text to those of the old.

    Dates are Tashkent's, as Word shows them without moving them into the reader's own time.
    """

    author: str
    made_at: datetime
    before: dict[str, str] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    open_move: int = 0

    def signed(self) -> str:
        """Author and date of a change."""
        author = quoteattr(shortened(clean(self.author), _LONGEST_AUTHOR))
        date = to_tashkent(self.made_at).replace(tzinfo=None, microsecond=0).isoformat()
        return f'w:author={author} w:date="{date}"'

    def mark(self, what: str) -> str:
        """An empty element that says what became of a paragraph mark or a table row."""
        return f'<w:{what} w:id="{next(self.ids)}" {self.signed()}/>'

    def around(self, what: str, content: str) -> str:
        """Runs that were inserted, deleted or moved."""
        return f'<w:{what} w:id="{next(self.ids)}" {self.signed()}>{content}</w:{what}>' if content else ""

    def whole_line(self, line: Line, what: str) -> str:
        """A paragraph that is all inserted or all deleted, its mark included."""
        content = self.around(what, _run(line.text, line.language, what))
        return paragraph(layout(line), content + self._called(line.notes, what), self.mark(what))

    def moved_line(self, line: Line, what: str, start: str) -> str:
        """A paragraph moved away (`moveFrom`) or to here (`moveTo`), after the start of the move if it is the first one."""
        content = start + self.around(what, run(line.text, line.language))
        return paragraph(layout(line), content, self.mark(what))

    def move_start(self, what: str, name: str) -> str:
        """Where a move begins; both its sides carry one name."""
        self.open_move = next(self.ids)
        return f'<w:{what}RangeStart w:id="{self.open_move}" {self.signed()} w:name="{name}"/>'

    def move_end(self, what: str) -> str:
        """Where the move begun last ends."""
        return f'<w:{what}RangeEnd w:id="{self.open_move}"/>'

    def changed_line(self, old: Line, new: Line) -> str:
        """A paragraph of both texts, word by word; another style is a tracked change of its own."""
        change = ""
        if layout(old) != layout(new):
            change = self.around("pPrChange", f"<w:pPr>{layout(old)}</w:pPr>")
        content = self.words(old.text, new.text, new.language)
        return paragraph(layout(new), content + self._both_called(old.notes, new.notes), change=change)

    def words(self, old: str, new: str, language: Language | None) -> str:
        """Runs from one text to the other."""
        if old == new:
            return run(new, language)
        return "".join(self._span(span.change, span.text, language) for span in diff_words(old, new))

    def _span(self, change: Change, text: str, language: Language | None) -> str:
        if change is Change.SAME:
            return run(text, language)
        what = _WHAT[change]
        return self.around(what, _run(text, language, what))

    def _called(self, notes: Sequence[Clause], what: str) -> str:
        """Notes that came or went with what calls them."""
        return "".join(
            self.around(what, self.notes.call(note, self.around(what, _run(note.text, note.language, what))))
            for note in notes
        )

    def _both_called(self, old: Sequence[Clause], new: Sequence[Clause]) -> str:
        written = []
        for before, after in merged([note.eid for note in old], [note.eid for note in new], self.before):
            if before is None:
                written.append(self._called([new[after]] if after is not None else [], INSERTED))
            elif after is None or _is_counted(old[before]) != _is_counted(new[after]):
                written.append(self._called([old[before]], DELETED))
                written.append(self._called([new[after]] if after is not None else [], INSERTED))
            else:
                note = new[after]
                written.append(self.notes.call(note, self.words(old[before].text, note.text, note.language)))
        return "".join(written)

    def whole_grid(self, grid: Grid, what: str) -> str:
        """A table that is all inserted or all deleted."""
        if not grid.rows:
            return ""
        widths = column_widths([grid])
        after = AFTER_TABLE.replace("</w:pPr>", f"<w:rPr>{self.mark(what)}</w:rPr></w:pPr>")
        return table(grid, widths, [self._whole_row(row, widths, what) for row in grid.rows]) + after

    def _whole_row(self, row: Row, widths: Sequence[int], what: str) -> str:
        last = len(row.cells) - 1
        cells = [
            self.around(what, _run(cell, row.language, what)) + self._called(row.notes if place == last else (), what)
            for place, cell in enumerate(row.cells)
        ]
        return table_row(row, cells, widths, self.mark(what))

    def changed_grid(self, old: Grid, new: Grid) -> str:
        """A table of both texts: rows inserted and deleted whole, cells of the others word by word."""
        widths = column_widths([old, new])
        steps = merged(_row_keys(old), _row_keys(new), self._rows_before(old, new))
        rows = []
        for before, after in steps:
            pair = (old.rows[before] if before is not None else None, new.rows[after] if after is not None else None)
            rows.append(self._row(*pair, widths))
        return table(new, widths, rows) + AFTER_TABLE

    def _rows_before(self, old: Grid, new: Grid) -> dict[str, str]:
        """Rows by their keys; header rows are paired by their place."""
        heads = zip(_row_keys(new), _row_keys(old), strict=False)
        paired = {mine: theirs for mine, theirs in heads if "#" in mine and "#" in theirs}
        return paired | {
            row.eid: self.before[row.eid] for row in new.rows if row.eid in self.before and not row.is_header
        }

    def _row(self, old: Row | None, new: Row | None, widths: Sequence[int]) -> str:
        if old is None or new is None or len(old.cells) != len(new.cells) or old.language != new.language:
            gone = self._whole_row(old, widths, DELETED) if old else ""
            return gone + (self._whole_row(new, widths, INSERTED) if new else "")
        cells = [self.words(mine, theirs, new.language) for mine, theirs in zip(old.cells, new.cells, strict=True)]
        cells[-1] += self._both_called(old.notes, new.notes)
        return table_row(new, cells, widths)


def _run(text: str, language: Language | None, what: str) -> str:
    return run(text, language, tag="delText" if what == DELETED else "t") if text else ""


def _is_counted(note: Clause) -> bool:
    return (note.num or "").isdigit()


def _row_keys(grid: Grid) -> list[str]:
    """A key for each row: its eid, or for header rows, which all are the table's own, its place."""
    return [f"#{place}" if row.is_header else row.eid for place, row in enumerate(grid.rows)]
