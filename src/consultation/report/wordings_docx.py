"""A text of a draft with the wordings the authority accepted, each a tracked change named after its comment, in Word."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from docx.document import Document as DocumentObject

from consultation.core.clause import Clause
from consultation.core.dates import to_tashkent
from consultation.core.messages import message
from consultation.core.printed_number import without_number
from consultation.core.text import clean
from consultation.core.vocabulary import Disposition, label
from consultation.report.draft_docx import finished, framed
from consultation.report.draft_text import Block, Line, Version, blocks
from consultation.report.draft_xml import layout, paragraph, run
from consultation.report.published import TAKEN, Report
from consultation.report.tracking import INSERTED, Tracker
from consultation.report.voice import Translate, Voice


@dataclass(frozen=True, slots=True)
class Accepted:
    """A proposed wording that was accepted or partly accepted: the clause, the comment's number, the words and the answer."""

    eid: str | None
    number: int
    wording: str
    disposition: Disposition
    reason: str


def accepted_wordings(report: Report) -> list[Accepted]:
    """The wordings that a report says were accepted, wholly or in part, by the number of their comment."""
    found = []
    for comment in report.comments:
        response = report.response_to(comment)
        if comment.wording and response is not None and response.disposition in TAKEN:
            found.append(
                Accepted(comment.clause, comment.number, comment.wording, response.disposition, response.reason)
            )
    return found


def to_wordings_docx(version: Version, accepted: Sequence[Accepted], translate: Translate) -> bytes:
    """The version with each accepted wording as a tracked change, and the authority's reason as a Word comment beside it.

    The first wording of a clause changes its words; others stand below as inserted paragraphs, and so do those of table rows, of clauses
    without words of their own, and (at the end) of the draft as a whole. `translate` is bound to the draft's language.
    """
    document = framed(version, version.title, translate)
    return _Writer(document, version, Voice(translate, version.language), tuple(accepted)).file()


@dataclass(slots=True)
class _Writer:
    document: DocumentObject
    version: Version
    voice: Voice
    accepted: tuple[Accepted, ...]

    def file(self) -> bytes:
        """The whole file."""
        itself = {clause.eid: clause.eid for clause in self.version.outline.clauses}
        plain = Tracker(self.version.authority, self.version.made_at, itself)
        items = [(eid, list(inside)) for eid, inside in groupby(blocks(self.version), lambda block: block.eid)]
        hosts = self._hosts({eid for eid, _ in items})
        written = [self._item(eid, inside, hosts[eid], plain) for eid, inside in items]
        rest = [self._below(each, plain) for each in hosts[None]]
        return finished(self.document, "".join([*written, *rest]), plain.notes, self.version)

    def _hosts(self, printed: set[str]) -> dict[str | None, list[Accepted]]:
        """The wordings by the clause they are written with: their own, or the nearest one around it that prints anything."""
        hosts: dict[str | None, list[Accepted]] = defaultdict(list)
        known = {clause.eid for clause in self.version.outline.clauses}
        for each in self.accepted:
            path = self.version.outline.path(each.eid) if each.eid in known else ()
            hosts[next((step.eid for step in reversed(path) if step.eid in printed), None)].append(each)
        return hosts

    def _item(self, eid: str, inside: Sequence[Block], accepted: Sequence[Accepted], plain: Tracker) -> str:
        """The blocks of a clause with what was accepted for it."""
        clause = self.version.outline.find(eid)
        first = next((each for each in accepted if each.eid == eid), None)
        written = []
        for block in inside:
            if first is not None and isinstance(block, Line) and clause.text and block.text.count(clause.text) == 1:
                written.append(self._reworded(block, clause, first, plain))
                accepted = [each for each in accepted if each is not first]
                first = None
            else:
                written.append(_unchanged(block, plain))
        return "".join([*written, *(self._below(each, plain) for each in accepted)])

    def _reworded(self, line: Line, clause: Clause, accepted: Accepted, plain: Tracker) -> str:
        before, _, after = line.text.partition(clause.text)
        tracker = self._by_comment(accepted, plain)
        wording = without_number(accepted.wording, clause.num)
        changed = self._commented(tracker.words(clause.text, wording, line.language), accepted)
        around = [run(words, line.language) if words else "" for words in (before, after)]
        notes = "".join(plain.notes.call(note, run(note.text, note.language)) for note in line.notes)
        return paragraph(layout(line), around[0] + changed + around[1] + notes)

    def _below(self, accepted: Accepted, plain: Tracker) -> str:
        tracker = self._by_comment(accepted, plain)
        words = tracker.around(INSERTED, run(accepted.wording))
        return paragraph('<w:pStyle w:val="ActText"/>', self._commented(words, accepted), tracker.mark(INSERTED))

    def _by_comment(self, accepted: Accepted, plain: Tracker) -> Tracker:
        author = self.voice.say(message("Comment %(number)s", number=accepted.number))
        return Tracker(author, self.version.made_at, notes=plain.notes, ids=plain.ids)

    def _commented(self, content: str, accepted: Accepted) -> str:
        """Changes with the authority's answer as a comment on them."""
        said = f"{self.voice.say(label(accepted.disposition))}. {clean(accepted.reason)}"
        comment = self.document.comments.add_comment(said, clean(self.version.authority), "")
        made = to_tashkent(self.version.made_at).replace(tzinfo=None, microsecond=0)
        comment._comment_elm.date = made  # noqa: SLF001 - python-docx dates comments by the clock; our files do not follow it
        mark = f'w:id="{comment.comment_id}"'
        return (
            f"<w:commentRangeStart {mark}/>{content}<w:commentRangeEnd {mark}/>"
            f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference {mark}/></w:r>'
        )


def _unchanged(block: Block, plain: Tracker) -> str:
    if isinstance(block, Line):
        return plain.changed_line(block, block)
    return plain.changed_grid(block, block) if block.rows else ""
