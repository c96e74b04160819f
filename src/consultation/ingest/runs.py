"""The words of one paragraph as a reader of the printed page sees them: one view of its changes, hidden text out."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from consultation.core.file_vocabulary import MarkSort, TextView
from consultation.ingest.fields import Fields
from consultation.ingest.formulas import linear
from consultation.ingest.lines import Facts, Note
from consultation.ingest.links import LinkReader
from consultation.ingest.names import (
    ALTERNATE,
    DEL,
    DEL_TEXT,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    TRANSPARENT,
    VAL,
    M,
    R,
    T,
    W,
    is_on,
)
from consultation.ingest.pictures import picture, usable
from consultation.ingest.placeholders import placeholder
from consultation.ingest.styles import Style, Styles, whole
from consultation.ingest.symbols import in_font, is_symbol_font, sign
from consultation.ingest.words import TURNING, Words, tidy

_SCRIPTS = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_RAISED_SIGN = re.compile(r"[-−–+](?=[⁰¹²³⁴-⁹])")
_RAISED = "raised"
_RAISED_ENOUGH = 4  # half points of `w:position`: less is a correction of the line, not a raised number
_LITERAL = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "‑",
}
_NOT_TEXT = frozenset(
    {
        PPR,
        RPR,
        *(W + name for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rt", "rubyPr", "fldData")),
        *(W + name for name in ("annotationRef", "softHyphen")),
    }
)
_PICTURES = frozenset({W + "drawing", W + "pict", W + "object"})
_FORMULAS = frozenset({M + "oMath", M + "oMathPara"})
_FLD_CHAR, _SYM, _COMMENT = W + "fldChar", W + "sym", W + "commentReference"
_OF_FIELDS = frozenset({_FLD_CHAR, W + "instrText", W + "delInstrText"})
_COMMENT_START = W + "commentRangeStart"
_HYPERLINK, _R_ID = W + "hyperlink", "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NOTE_MARKS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_CHANGES = {
    INS: MarkSort.INSERTED,
    DEL: MarkSort.DELETED,
    MOVE_TO: MarkSort.MOVED_HERE,
    MOVE_FROM: MarkSort.MOVED_AWAY,
}
_NEW = frozenset({MarkSort.INSERTED, MarkSort.MOVED_HERE})
_R_STYLE, _BOLD, _VANISH, _VERT_ALIGN, _POSITION, _FONTS = (
    W + name for name in ("rStyle", "b", "vanish", "vertAlign", "position", "rFonts")
)
_LOOKS = frozenset({_R_STYLE, _BOLD, _VANISH, _VERT_ALIGN, _POSITION, _FONTS})
_ASCII = W + "ascii"


class Look(NamedTuple):
    """How a run looks; `script` is super- or subscript, `font` a symbol font."""

    is_bold: bool = False
    is_hidden: bool = False
    script: str = ""
    font: str = ""

    @property
    def changes_words(self) -> bool:
        """Whether words that look so are read otherwise than they are written, or not at all."""
        return self.is_hidden or bool(self.font) or self.script == _RAISED or self.script in _SCRIPTS


class RunReader:
    """Reads paragraphs in document order; complex fields may begin in one and end in another."""

    def __init__(
        self,
        styles: Styles,
        facts: Facts,
        view: TextView = TextView.ACCEPTED,
        comments: Mapping[str, Note] | None = None,
        links: LinkReader | None = None,
    ) -> None:
        self._styles = styles
        self._facts = facts
        self._is_original = view is TextView.ORIGINAL
        self._comments = dict(comments or {})
        self._links = links
        self._fields = Fields()
        self._result: tuple[Words, int] | None = None  # where the result of the innermost field begins
        self._changes = 0  # how many tracked changes the present place is inside of

    @property
    def is_in_field(self) -> bool:
        """Whether a field that began in an earlier paragraph is still open."""
        return self._fields.are_open

    @property
    def unplaced(self) -> list[Note]:
        """The comments that no paragraph has called so far."""
        return list(self._comments.values())

    def read(self, paragraph: etree._Element, style: Style) -> Words:
        """The words of one paragraph whose effective style is given."""
        if self._fields.are_open and style.name.startswith("heading "):
            self._fields.end_contents()
        words = Words(is_contents=self._fields.are_open and self._fields.is_contents)
        self._walk(paragraph, words, style)
        if self._fields.are_open:
            words.pieces.extend(self._fields.end_paragraph())
            words.is_contents = words.is_contents or self._fields.is_contents
        return words

    def _walk(self, parent: etree._Element, words: Words, style: Style) -> None:
        for element in parent:
            tag = element.tag
            if tag == R:
                self._run(element, words, style)
            elif tag in _CHANGES:
                self._change(element, _CHANGES[tag], words, style)
            elif tag == ALTERNATE:
                self._walk(usable(element), words, style)
            elif tag in _FORMULAS:
                self._formula(element, words, style)
            elif tag == _COMMENT_START:
                self._comment(element, words)
            elif tag == _HYPERLINK:
                self._hyperlink(element, words, style)
            elif tag in TRANSPARENT or (tag not in _NOT_TEXT and len(element)):
                self._walk(element, words, style)

    def _hyperlink(self, element: etree._Element, words: Words, style: Style) -> None:
        start = len(words.pieces)
        self._walk(element, words, style)
        if self._links is not None:
            said = "".join(words.pieces[start:])
            self._links.by_relationship(element.get(_R_ID), element.get(W + "anchor"), tidy(said))

    def _change(self, element: etree._Element, sort: MarkSort, words: Words, style: Style) -> None:
        """Read a tracked change into the text or past it, and keep it for the officer's list."""
        is_new = sort in _NEW
        self._facts.inserted += is_new
        self._facts.deleted += not is_new
        self._changes += 1
        start = len(words.pieces)
        into = words if is_new is not self._is_original else Words()
        self._walk(element, into, style)
        self._changes -= 1
        said = "".join(into.pieces[start if into is words else 0 :])
        if said and not self._changes:
            words.keep_change(sort, said, start)

    def _run(self, run: etree._Element, words: Words, style: Style) -> None:
        look = Look(bool(style.is_bold), bool(style.is_hidden), style.superscript or "")
        for element in run:
            tag = str(element.tag)
            if tag in {T, DEL_TEXT}:
                self._text(element.text or "", words, look)
            elif tag == RPR:
                look = self.look(element, style)
            elif tag in _LITERAL:
                if self._fields.is_shown and not look.is_hidden:
                    words.pieces.append(_LITERAL[tag])
            elif tag not in _NOT_TEXT:
                self._special(element, tag, words, style, look)

    def look(self, properties: etree._Element, style: Style) -> Look:
        """What a run's properties add to its paragraph's style."""
        bold, hidden, script, font = style.is_bold, style.is_hidden, style.superscript, ""
        for element in properties:
            tag = element.tag
            if tag not in _LOOKS:
                continue
            if tag == _FONTS:
                named = element.get(_ASCII, "")
                font = named if is_symbol_font(named) else ""
            elif tag == _R_STYLE:
                own = self._styles.effective(element.get(VAL))
                bold = own.is_bold if own.is_bold is not None else bold
                hidden = own.is_hidden if own.is_hidden is not None else hidden
                script = own.superscript or script
            elif tag == _BOLD:
                bold = is_on(element.get(VAL))
            elif tag == _VANISH:
                hidden = is_on(element.get(VAL))
            elif tag == _VERT_ALIGN:
                script = element.get(VAL)
            elif (whole(element.get(VAL)) or 0) >= _RAISED_ENOUGH:
                script = script or _RAISED
        return Look(bool(bold), bool(hidden), script or "", font)

    def _text(self, text: str, words: Words, look: Look) -> None:
        if not self._fields.is_shown:
            self._fields.withhold(text)
            return
        if look.is_hidden:
            words.hidden += len(text)
            self._facts.hidden += len(text)
            return
        if look.script or look.font:
            text = self._dressed(text, words, look)
        if not text.isascii() and TURNING.search(text):
            self._facts.bidi += 1
        words.pieces.append(text)
        if look.is_bold:
            words.bold += 1
        elif text and not text.isspace():
            words.plain += 1

    def _dressed(self, text: str, words: Words, look: Look) -> str:
        """Raised and lowered digits as such, and the signs of a symbol font."""
        if look.font:
            text = "".join(
                self._known(each, look.font, ord(char))
                for each, char in zip(in_font(text, look.font), text, strict=True)
            )
        if look.script == _RAISED:
            is_number = text.strip().isdecimal() and "".join(words.pieces[-1:])[-1:].isalnum()
            return text.translate(_SCRIPTS["superscript"]) if is_number else text
        if look.script not in _SCRIPTS:
            return text
        text = text.translate(_SCRIPTS[look.script])
        return _RAISED_SIGN.sub(lambda match: "⁺" if match[0] == "+" else "⁻", text)

    def _special(self, element: etree._Element, tag: str, words: Words, style: Style, look: Look) -> None:
        if tag in _OF_FIELDS:
            self._field(element, tag, words)
        elif tag in _NOTE_MARKS:
            is_custom = is_on(element.get(W + "customMarkFollows", "0"))
            words.notes.append((_NOTE_MARKS[tag], element.get(ID, ""), is_custom))
        elif tag == _COMMENT:
            self._comment(element, words)
        elif tag == _SYM:
            self._text(self._symbol(element), words, look._replace(font="", script=""))
        elif tag == ALTERNATE:
            self._run(usable(element), words, style)
        elif tag in _PICTURES:
            self._picture(element, words, look)
        elif tag in _FORMULAS:
            self._formula(element, words, style)
        elif tag in TRANSPARENT and not look.is_hidden:
            self._walk(element, words, style)

    def _field(self, element: etree._Element, tag: str, words: Words) -> None:
        if tag != _FLD_CHAR:
            self._fields.instruct(element.text or "")
            return
        self._note_link(element.get(W + "fldCharType"), words)
        asked = self._fields.asked_number(element)
        shown = self._fields.character(element)
        if shown:
            words.pieces.append(shown)
        if asked is not None and self._fields.is_shown:
            words.numbers.append((len(words.pieces), asked))
            words.pieces.append("")
        words.is_contents = words.is_contents or self._fields.is_contents

    def _note_link(self, kind: str | None, words: Words) -> None:
        """Note what a HYPERLINK field shows, when it begins and ends in one paragraph."""
        if kind == "separate":
            self._result = (words, len(words.pieces))
        elif kind == "end" and self._result is not None and self._links is not None:
            (holder, start), self._result = self._result, None
            if holder is words:
                self._links.by_field(self._fields.code, tidy("".join(words.pieces[start:])))

    def _symbol(self, element: etree._Element) -> str:
        font, code = element.get(W + "font", ""), element.get(W + "char", "")
        try:
            number = int(code[:8], 16)
        except ValueError:
            number = 0
        return self._known(sign(font, number), font, number)

    def _known(self, found: str | None, font: str, code: int) -> str:
        """A sign, or the name of one that we do not know."""
        if found is not None:
            return found
        self._facts.unknown_symbols += 1
        return placeholder("sign", f"{font} {code:X}")

    def _formula(self, element: etree._Element, words: Words, style: Style) -> None:
        self._facts.formulas += 1
        self._text(linear(element), words, Look(is_hidden=bool(style.is_hidden)))

    def _comment(self, element: etree._Element, words: Words) -> None:
        comment = self._comments.pop(element.get(ID, ""), None)
        if comment is not None:
            words.marks.append(comment)

    def _picture(self, element: etree._Element, words: Words, look: Look) -> None:
        found = picture(element)
        if look.is_hidden:
            self._facts.hidden += 1
            return
        words.boxes.extend(found.boxes)
        words.marks.extend(Note("", text, is_aside=True) for text in map(tidy, found.watermarks) if text)
        for text in found.lettering:
            words.pieces.append(f"\n{text}\n")
        if found.name:
            self._facts.images += found.kind == "image"
            self._facts.objects += found.kind != "image"
            words.pieces.append(found.name)
