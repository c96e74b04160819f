"""The words of an Akoma Ntoso file: lines and cells as text, with what stands in them but is no part of them."""

import re
from typing import Final, NamedTuple

from lxml import etree

from consultation.core.text import clean
from consultation.ingest.akn_units import BREAKS, LABELS, LEFT_OUT, WORDS, Units, has_words, name_of, span_of
from consultation.ingest.words import tidy

_BLANKS = re.compile(r"[ \t\r\n]+")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Said(NamedTuple):
    """Words, and the elements among them that are to be read by themselves: notes, quotations, units."""

    text: str
    apart: list[etree._Element]


class Words:
    """Reads words. In files of ours every blank counts; in others' they are read as Word's are."""

    def __init__(self, units: Units, *, is_ours: bool) -> None:
        self._units = units
        self._is_ours = is_ours

    def line(self, element: etree._Element) -> Said:
        """The words of a line."""
        pieces: list[str] = []
        apart: list[etree._Element] = []
        self._gather(element, pieces, apart)
        return Said(self.kept("".join(pieces)), apart)

    def is_line(self, said: Said) -> bool:
        """Whether an element that was read is a line: one without words is, where nothing stands in it, in our files."""
        return said.text != "" or (self._is_ours and not said.apart)

    def _gather(self, element: etree._Element, pieces: list[str], apart: list[etree._Element]) -> None:
        pieces.append(self._spaced(element.text))
        for child in element:
            name = name_of(child)
            if self._units.is_apart(child):
                apart.append(child)
            elif name == "sup":
                pieces.append("".join(child.itertext()).translate(_SUPERSCRIPT))
            elif name:
                pieces.append("\n" if name in BREAKS else "")
                self._gather(child, pieces, apart)
            pieces.append(self._spaced(child.tail))

    def cells(self, cells: list[etree._Element]) -> Said:
        """Cells kept apart by tabs, one over several columns followed by empty ones."""
        texts: list[str] = []
        apart: list[etree._Element] = []
        for cell in cells:
            lines: list[str] = []
            self._cell(cell, lines, apart)
            texts.append("\n".join(lines))
            texts.extend([""] * (span_of(cell) - 1))
        return Said("\t".join(texts), apart)

    def _cell(self, element: etree._Element, lines: list[str], apart: list[etree._Element]) -> None:
        if (element.text or "").strip():
            lines.append(self.kept(element.text or ""))
        for child in element.iterchildren(etree.Element):
            name = name_of(child)
            if name in LEFT_OUT or name in LABELS or self._units.is_one(child):
                apart.append(child)
            elif name in WORDS or has_words(child):
                said = self.line(child)
                apart.extend(said.apart)
                lines.extend([said.text] if self.is_line(said) else [])
            else:
                self._cell(child, lines, apart)
            if (child.tail or "").strip():
                lines.append(self.kept(child.tail or ""))

    def _spaced(self, words: str | None) -> str:
        """Words as they stand between marks: how others break lines in their files means nothing."""
        return (words or "") if self._is_ours else _BLANKS.sub(" ", words or "")

    def kept(self, words: str) -> str:
        """Words as we keep them: our own as they stand but for invisible signs."""
        if self._is_ours:
            return words if words.isascii() else _INVISIBLE.sub("", words)
        return tidy(clean(words))
