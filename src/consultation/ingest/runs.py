"""The words of one paragraph as a reader of the printed page sees them: insertions in, deletions and hidden text out."""

import re
from dataclasses import dataclass, field

from lxml import etree

from consultation.ingest.lines import Facts
from consultation.ingest.links import LinkReader
from consultation.ingest.names import (
    ALTERNATE,
    DEL,
    ID,
    INS,
    MC,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    TEXT_BOX,
    TRANSPARENT,
    VAL,
    M,
    R,
    T,
    W,
    is_on,
)
from consultation.ingest.styles import Style, Styles

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LITERAL = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "‑",
    W + "dayLong": "",
    W + "softHyphen": "",
}
# Symbol and Wingdings signs that drafts use; others are counted and reported.
_SYMBOLS = {
    ("symbol", 0xA7): "♣", ("symbol", 0xA8): "♦", ("symbol", 0xA9): "♥", ("symbol", 0xAA): "♠", ("symbol", 0xB7): "•",
    ("symbol", 0xB0): "°", ("symbol", 0xB1): "±", ("symbol", 0xA3): "≤", ("symbol", 0xB3): "≥", ("symbol", 0xB9): "≠",
    ("symbol", 0xBB): "≈", ("symbol", 0xB4): "×", ("symbol", 0xAE): "→", ("symbol", 0x2D): "−", ("symbol", 0xD7): "⋅",
    ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■", ("wingdings", 0xA7): "▪", ("wingdings", 0xA8): "◻",
    ("wingdings", 0xD8): "➢", ("wingdings", 0xFC): "✓", ("wingdings", 0xFB): "✗", ("wingdings", 0xE0): "→",
}  # fmt: skip
_PRIVATE_USE = 0xF000
_NOT_TEXT = frozenset(
    {
        PPR,
        RPR,
        DEL,
        MOVE_FROM,
        *(
            W + name
            for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rt", "rubyPr", "delText", "fldData")
        ),
        *(W + name for name in ("instrText", "delInstrText", "annotationRef", "commentReference")),
        *(M + name for name in ("oMathParaPr", "ctrlPr", "rPr")),
    }
)
_PICTURES = frozenset({W + "drawing", W + "pict"})
_FLD_CHAR = W + "fldChar"
_R_STYLE, _BOLD, _VANISH, _VERT_ALIGN = (W + name for name in ("rStyle", "b", "vanish", "vertAlign"))
_HYPERLINK, _R_ID = W + "hyperlink", "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NOTE_MARKS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


@dataclass(slots=True)
class Words:
    """What one paragraph holds: text with line breaks, text boxes hung on it, notes called from it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    hidden: int = 0
    is_contents: bool = False

    @property
    def text(self) -> str:
        """The words with blanks made single and empty lines left out."""
        return tidy("".join(self.pieces))

    @property
    def is_bold(self) -> bool:
        """Whether all of the visible text is bold."""
        return self.bold > 0 and self.plain == 0


def tidy(text: str) -> str:
    """Blanks of every sort made single spaces, invisible signs removed, lines trimmed, empty lines left out."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


class RunReader:
    """Reads paragraphs in document order; complex fields may begin in one and end in another."""

    def __init__(self, styles: Styles, facts: Facts, links: LinkReader | None = None) -> None:
        self._styles = styles
        self._facts = facts
        self._links = links
        self._fields: list[list[str]] = []
        self._shown: list[tuple[Words, int]] = []

    def read(self, paragraph: etree._Element, style: Style) -> Words:
        """The words of one paragraph whose effective style is given."""
        words = Words(is_contents=self._in_contents())
        self._walk(paragraph, words, style)
        words.is_contents = words.is_contents or self._in_contents()
        return words

    def _in_contents(self) -> bool:
        return any(fld[0].lstrip().upper().startswith("TOC") for fld in self._fields)

    def _walk(self, parent: etree._Element, words: Words, style: Style) -> None:
        for element in parent:
            tag = element.tag
            if tag == R:
                self._run(element, words, style)
            elif tag in {INS, MOVE_TO}:
                self._facts.inserted += 1
                self._walk(element, words, style)
            elif tag in {DEL, MOVE_FROM}:
                self._facts.deleted += 1
            elif tag == ALTERNATE:
                self._walk(usable(element), words, style)
            elif tag == _HYPERLINK:
                self._hyperlink(element, words, style)
            elif tag == M + "t":
                self._say(element.text or "", words, style, is_bold=False)
            elif tag in TRANSPARENT or (tag not in _NOT_TEXT and len(element)):
                self._walk(element, words, style)

    def _hyperlink(self, element: etree._Element, words: Words, style: Style) -> None:
        start = len(words.pieces)
        self._walk(element, words, style)
        if self._links is not None:
            said = "".join(words.pieces[start:])
            self._links.by_relationship(element.get(_R_ID), element.get(W + "anchor"), tidy(said))

    def _run(self, run: etree._Element, words: Words, style: Style) -> None:
        is_bold, is_hidden, is_raised = bool(style.is_bold), bool(style.is_hidden), False
        for element in run:
            tag = str(element.tag)
            if tag == T:
                self._text(element.text or "", words, is_bold, is_hidden, is_raised)
            elif tag == RPR:
                is_bold, is_hidden, is_raised = self._look(element, style)
            elif tag in _LITERAL:
                if self._is_shown() and not is_hidden:
                    words.pieces.append(_LITERAL[tag])
            elif tag not in _NOT_TEXT or tag == W + "instrText":
                self._special(element, tag, words, style, is_hidden)

    def _look(self, properties: etree._Element, style: Style) -> tuple[bool, bool, bool]:
        """Bold, hidden, raised: what a run's properties add to its paragraph's style."""
        bold, hidden, raised = style.is_bold, style.is_hidden, style.superscript
        for element in properties:
            if element.tag == _R_STYLE:
                own = self._styles.effective(element.get(VAL))
                bold = own.is_bold if own.is_bold is not None else bold
                hidden = own.is_hidden if own.is_hidden is not None else hidden
                raised = own.superscript or raised
            elif element.tag == _BOLD:
                bold = is_on(element.get(VAL))
            elif element.tag == _VANISH:
                hidden = is_on(element.get(VAL))
            elif element.tag == _VERT_ALIGN:
                raised = element.get(VAL)
        return bool(bold), bool(hidden), raised == "superscript"

    def _say(self, text: str, words: Words, style: Style, *, is_bold: bool) -> None:
        self._text(text, words, is_bold, bool(style.is_hidden), is_raised=False)

    def _text(self, text: str, words: Words, is_bold: bool, is_hidden: bool, is_raised: bool) -> None:  # noqa: FBT001 - called for each run: keywords cost a tenth of the reader's time
        if not self._is_shown():
            return
        if is_hidden:
            words.hidden += len(text)
            self._facts.hidden += len(text)
            return
        if is_raised:
            text = text.translate(_SUPERSCRIPT)
        if not text.isascii() and _BIDI.search(text):
            self._facts.bidi += 1
        words.pieces.append(text)
        if is_bold:
            words.bold += 1
        elif text and not text.isspace():
            words.plain += 1

    def _is_shown(self) -> bool:
        return not self._fields or all(fld[1] for fld in self._fields)

    def _special(self, element: etree._Element, tag: str, words: Words, style: Style, is_hidden: bool) -> None:  # noqa: FBT001 - as in _text
        if tag == _FLD_CHAR:
            self._field(element.get(W + "fldCharType"), words)
            words.is_contents = words.is_contents or self._in_contents()
        elif tag == W + "instrText":
            if self._fields:
                self._fields[-1][0] += element.text or ""
        elif tag in _NOTE_MARKS:
            is_custom = is_on(element.get(W + "customMarkFollows", "0"))
            words.notes.append((_NOTE_MARKS[tag], element.get(ID, ""), is_custom))
        elif tag == W + "sym":
            self._say(self._symbol(element), words, style, is_bold=False)
        elif tag == ALTERNATE:
            chosen = usable(element)
            self._run(chosen, words, style)
        elif tag in _PICTURES:
            self._picture(element, words)
        elif tag == W + "object":
            self._facts.objects += 1
            self._picture(element, words)
        elif tag in TRANSPARENT and not is_hidden:
            self._walk(element, words, style)

    def _field(self, kind: str | None, words: Words) -> None:
        if kind == "begin":
            self._fields.append(["", ""])
            self._shown.append((words, len(words.pieces)))
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "shown"
            self._shown[-1] = (words, len(words.pieces))
        elif kind == "end" and self._fields:
            instruction, _ = self._fields.pop()
            holder, start = self._shown.pop()
            if self._links is not None and holder is words:
                self._links.by_field(instruction, tidy("".join(words.pieces[start:])))

    def _symbol(self, element: etree._Element) -> str:
        font = element.get(W + "font", "").lower()
        try:
            code = int(element.get(W + "char", "0")[:8], 16)
        except ValueError:
            code = 0
        sign = _SYMBOLS.get((font, code - _PRIVATE_USE if code >= _PRIVATE_USE else code))
        if sign is None:
            self._facts.unknown_symbols += 1
            return "�"
        return sign

    def _picture(self, element: etree._Element, words: Words) -> None:
        boxes = list(_boxes(element))
        words.boxes.extend(boxes)
        if not boxes:
            self._facts.images += 1


def usable(alternate: etree._Element) -> etree._Element:
    """The branch of an AlternateContent to read: the first choice that holds words, else the fallback."""
    branches = [branch for branch in alternate if branch.tag in {MC + "Choice", MC + "Fallback"}]
    for branch in branches:
        if next(branch.iter(T, W + "drawing", W + "pict", W + "sym"), None) is not None:
            return branch
    return branches[0] if branches else alternate


def _boxes(element: etree._Element) -> list[etree._Element]:
    """Text boxes inside a drawing, each once, inner boxes left to their outer ones."""
    found: list[etree._Element] = []
    pending = [element]
    while pending:
        current = pending.pop()
        if current.tag == TEXT_BOX:
            found.append(current)
        elif current.tag == ALTERNATE:
            pending.append(usable(current))
        else:
            pending.extend(reversed(current))
    return found
