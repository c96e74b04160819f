"""Footnotes and endnotes: their texts, and the marks Word prints for them section by section (ISO 29500, 17.11)."""

from dataclasses import dataclass, field

from lxml import etree

from consultation.ingest.lines import Note
from consultation.ingest.names import VAL, W
from consultation.ingest.number_formats import printed
from consultation.ingest.styles import whole

_CHICAGO = "*†‡§"
_MOST_SIGNS = 16
KINDS = {W + "footnotePr": "footnote", W + "endnotePr": "endnote"}


@dataclass(slots=True)
class _Counting:
    """How one kind of note is counted, and those called since the last section began."""

    number_format: str
    start: int = 1
    is_anew: bool = False
    last: int = 0
    called: list[Note] = field(default_factory=list)


class NoteMarks:
    """Notes as they are called in document order; a section says at its end how its notes are marked."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], str] = {}
        self._counting = {"footnote": _Counting("decimal"), "endnote": _Counting("lowerRoman")}

    def called(self, kind: str, note_id: str, *, is_custom: bool) -> Note | None:
        """The note that the text calls here; None when it says nothing. A custom mark stands in the text itself."""
        text = self.texts.get((kind, note_id), "")
        note = Note("", text)
        if not is_custom:
            self._counting[kind].called.append(note)
        return note if text else None

    def set_up(self, element: etree._Element) -> None:
        """Take in what the document's settings or a section say about one kind of note."""
        counting = self._counting[KINDS[str(element.tag)]]
        for child in element:
            value = child.get(VAL, "")
            if child.tag == W + "numFmt":
                counting.number_format = value
            elif child.tag == W + "numStart":
                counting.start = whole(value) or 1
            elif child.tag == W + "numRestart":
                counting.is_anew = value == "eachSect"

    def end_section(self, section: etree._Element | None) -> None:
        """Mark the notes of a section. A restart on each page is counted on: where pages end is not in the file."""
        for child in section if section is not None else ():
            if child.tag in KINDS:
                self.set_up(child)
        for counting in self._counting.values():
            if counting.is_anew or not counting.last:
                counting.last = counting.start - 1
            for note in counting.called:
                counting.last += 1
                note.mark = _mark(counting.last, counting.number_format)
            counting.called.clear()


def _mark(number: int, number_format: str) -> str:
    if number_format != "chicago":
        return printed(number, number_format)
    repeats, place = divmod(max(number, 1) - 1, len(_CHICAGO))
    return _CHICAGO[place] * min(repeats + 1, _MOST_SIGNS)
