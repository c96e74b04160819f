"""What one paragraph holds once its runs are read: words, what hangs on them, and what the drafters left in them."""

import re
from dataclasses import dataclass, field

from lxml import etree

from consultation.core.file_vocabulary import MarkSort
from consultation.ingest.lines import Note
from consultation.ingest.number_fields import NumberField

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of the text after them."""

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")


@dataclass(slots=True)
class Words:
    """What one paragraph holds: text with line breaks, text boxes hung on it, notes called from it, marks left in it.

    `numbers` are the places among `pieces` whose words the paragraph's list has still to count.
    """

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)
    marks: list[Note] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    hidden: int = 0
    is_contents: bool = False
    changed_to: int = -1
    numbers: list[tuple[int, NumberField]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words with blanks made single and empty lines left out."""
        return tidy("".join(self.pieces))

    @property
    def is_bold(self) -> bool:
        """Whether all of the visible text is bold."""
        return self.bold > 0 and self.plain == 0

    def follow(self, before: "Words") -> None:
        """Take in what a paragraph before this one held, whose mark is deleted or hidden."""
        self.numbers = [*before.numbers, *((len(before.pieces) + place, asked) for place, asked in self.numbers)]
        self.pieces[:0] = before.pieces
        self.boxes[:0] = before.boxes
        self.notes[:0] = before.notes
        self.marks[:0] = before.marks

    def keep_change(self, sort: MarkSort, said: str, start: int) -> None:
        """Keep a change that begins after `start` pieces. Word tears one change into several; neighbours are one again."""
        last = self.marks[-1] if self.marks else None
        if last is not None and last.sort is sort and self.changed_to == start:
            last.text += said
        else:
            self.marks.append(Note("", said, sort))
        self.changed_to = len(self.pieces)


def tidy(text: str) -> str:
    """Blanks of every sort made single spaces, invisible signs removed, lines trimmed, empty lines left out."""
    if text.isprintable() and "  " not in text:  # neither tabs nor breaks, nor any invisible sign
        return text.strip()
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
