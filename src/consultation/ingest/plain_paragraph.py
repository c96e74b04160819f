"""The quick way through a paragraph that holds nothing but plain runs, as most of any act does: read where it stands in the XML.

A paragraph is taken only when every byte of it is one of the few things that Word writes around words; at the first that is
not, it is left to the parser and read with all care (`runs`). Properties are read by the careful readers here too, once for
each way in which they are written: an act has thousands of runs and a dozen ways.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from consultation.core.file_vocabulary import TextView
from consultation.ingest.layouts import Layout, Layouts
from consultation.ingest.lines import Facts
from consultation.ingest.runs import RunReader
from consultation.ingest.styles import Style, Styles

# No pattern here gives back what it took (`*+`, `?+`), so that each byte is looked at once, however odd the file.
_ATTRIBUTES: Final = rb'(?: [\w:]+="[^"<>&]*+")*+'
_WORDS: Final = rb"[^<>&\x00-\x08\x0b-\x1f]*+"
_OPEN: Final = rb"<w:t" + _ATTRIBUTES + rb">"
_LITERALS: Final = {b"tab": "\t", b"br": "\n", b"cr": "\n", b"noBreakHyphen": "‑", b"lastRenderedPageBreak": ""}
_LITERAL: Final = b"|".join(_LITERALS) + rb')(?: w:type="page")?+/>'
_PIECE: Final = re.compile(_OPEN + rb"(" + _WORDS + rb")</w:t>|<w:(" + _LITERAL)
# A properties element that is not empty, what stands in it as a group; piece by piece, which is three times as fast as `.*?`.
_PROPERTIES: Final = rb"<w:%bPr>([^<]*+(?:<(?!/w:%bPr>)[^<]*+)*+)</w:%bPr>"
_MARKS: Final = rb"(?:\s|<w:(?:proofErr|bookmarkStart|bookmarkEnd)" + _ATTRIBUTES + rb"/>)*+"
_START: Final = re.compile(
    _MARKS
    + rb"<w:p"
    + _ATTRIBUTES
    + rb"(?:(/)>|>(?:"
    + _PROPERTIES % (b"p", b"p", b"p")
    + rb"|<w:pPr/>)?+"
    + _MARKS
    + rb")"
)
_RUN: Final = re.compile(
    rb"<w:r" + _ATTRIBUTES + rb">(?:" + _PROPERTIES % (b"r", b"r", b"r") + rb"|<w:rPr/>)?+"
    rb"(?:" + _OPEN + rb"(" + _WORDS + rb")</w:t></w:r>"
    rb"|((?:" + _OPEN + _WORDS + rb"</w:t>|<w:(?:" + _LITERAL + rb")*+)</w:r>)" + _MARKS
)  # fmt: skip
_END: Final = b"</w:p>"
# Signs that turn the text, which are counted, and two that XML does not allow.
_NOT_PLAIN: Final = re.compile("[\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class Plain(NamedTuple):
    """What stands in a plain paragraph."""

    layout: Layout
    text: str
    is_bold: bool


class PlainParagraphs:
    """Reads plain paragraphs of one body in one view; None for any other, with nothing noted or counted.

    `namespaces` are those declared around the body's blocks; the prefix `w` must be WordprocessingML's among them.
    """

    def __init__(self, styles: Styles, view: TextView, namespaces: Mapping[str | None, str]) -> None:
        self._facts = Facts()
        self._readers = Layouts(styles, self._facts, view), RunReader(styles, self._facts, view)
        declared = (f" xmlns{(name and ':' + name) or ''}={quoteattr(uri)}" for name, uri in namespaces.items())
        self._around = f"<w:x{''.join(declared)}>".encode()
        self._layouts: dict[bytes | None, Layout | None] = {}
        self._looks: dict[str, dict[bytes | None, bool | None]] = {}

    def read(self, xml: bytes, place: int, end: int) -> tuple[Plain, int] | None:
        """The paragraph that begins at `place`, and where it ends; `end` is where the next `</w:p>` begins."""
        start = _START.match(xml, place, end)
        if start is None:
            return None
        is_empty, properties = start.groups()
        layout = self._layout(properties)
        if layout is None:
            return None
        if is_empty:
            return Plain(layout, "", is_bold=False), start.end()
        found = self._runs(xml, start.end(), end, layout)
        return None if found is None else (found, end + len(_END))

    def _runs(self, xml: bytes, place: int, end: int, layout: Layout) -> Plain | None:
        looks = self._looks.get(layout.style.style_id)
        if looks is None:
            looks = self._looks[layout.style.style_id] = {}
        texts = []
        bold = plain = False
        while place < end:
            run = _RUN.match(xml, place, end)
            if run is None:
                return None
            properties, one, several = run.groups()
            look = looks[properties] if properties in looks else self._look(properties, layout.style, looks)
            if look is None:
                return None
            try:
                text = one.decode() if one is not None else _joined(several)
            except UnicodeDecodeError:
                return None
            texts.append(text)
            if look:
                bold = bold or one is not None or b"</w:t>" in several
            else:
                plain = plain or (bool(text) and not text.isspace())
            place = run.end()
        said = "".join(texts)
        is_odd = not said.isprintable() and _NOT_PLAIN.search(said)
        return None if is_odd else Plain(layout, said, is_bold=bold and not plain)

    def _layout(self, properties: bytes | None) -> Layout | None:
        """What a paragraph's properties say; None when they do more than lay out a line."""
        if properties not in self._layouts:
            self._layouts[properties] = self._read_layout(properties)
        return self._layouts[properties]

    def _read_layout(self, properties: bytes | None) -> Layout | None:
        element = None if properties is None else self._parsed(b"pPr", properties)
        if properties is not None and element is None:
            return None
        layout = self._readers[0].of(element)
        is_plain = self._facts == Facts() and layout.section is None
        self._facts.inserted = self._facts.deleted = 0
        return layout if is_plain and not layout.is_joined_to_next and not layout.is_run_in else None

    def _look(self, properties: bytes | None, style: Style, known: dict[bytes | None, bool | None]) -> bool | None:
        """Whether runs of such properties are bold; None when they do more to their words."""
        element = self._parsed(b"rPr", properties or b"")
        look = None if element is None else self._readers[1].look(element, style)
        known[properties] = None if look is None or look.changes_words else look.is_bold
        return known[properties]

    def _parsed(self, name: bytes, properties: bytes) -> etree._Element | None:
        """Properties as an element; None for a piece cut out wrongly, because others of its name stand inside."""
        try:
            return etree.fromstring(b"%b<w:%b>%b</w:%b></w:x>" % (self._around, name, properties, name))[0]
        except etree.XMLSyntaxError:
            return None


def _joined(pieces: bytes) -> str:
    """The text of a run of several pieces."""
    return "".join(_LITERALS[name] if name else words.decode() for words, name in _PIECE.findall(pieces))
