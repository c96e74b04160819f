"""The blocks of the main part in document order: plain paragraphs read where they stand, everything else by the XML parser.

Nearly all of an act is plain paragraphs, and most of what a parser does for one is undone again by whoever reads it. So the XML
is cut after each `</w:p>`: a piece that is one plain paragraph is read as it is, any other goes to the parser. Both always
stand at the same place, so that every byte is seen by exactly one of them, and damage is found wherever it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, TypeAlias

from lxml import etree

from consultation.ingest.names import BODY, P, W
from consultation.ingest.plain_paragraph import Plain, PlainParagraphs
from consultation.ingest.unpacking import Source

Parser: TypeAlias = "etree.XMLPullParser[etree._Element]"  # noqa: SLF001 - lxml has no other name for it
Block = Plain | etree._Element  # noqa: SLF001
_CLOSED: Final = b"</w:p>"
_LONGEST: Final = 1 << 20  # bytes without an end of a paragraph, after which nothing is cut any more
# Where `</w:p>` need not end a paragraph: in a comment, an instruction or a CDATA section, and where `w` means something else.
# How often each may stand in the first piece, where the file says what it is; in the others never.
_UNSURE: Final = {b"<!": 0, b"<?": 1, b"xmlns:w=": 1}


class BodyStream:
    """Cuts one part. `tags` are the elements that the parser gives, paragraphs among them, each when it has ended.

    `plain` makes the reader of plain paragraphs from the namespaces in force in the body.
    """

    def __init__(
        self,
        source: Source,
        parser: Parser,
        plain: Callable[[Mapping[str | None, str]], PlainParagraphs],
    ) -> None:
        self._source = source
        self._parser = parser
        self._make_plain = plain
        self._plain: PlainParagraphs | None = None
        self._xml = b""
        self._place = 0
        self._is_between = False  # whether the place is between two blocks of the body
        self._may_cut = self._is_first = True

    def blocks(self, may_be_plain: Callable[[], bool]) -> Iterator[Block]:
        """All blocks; `may_be_plain` is asked before each whether what was read so far bears on the next."""
        while (end := self._next_end()) is not None:
            found = None
            if self._plain is not None and self._is_between and may_be_plain():
                found = self._plain.read(self._xml, self._place, end)
            if found is None:
                yield from self._parsed(end + len(_CLOSED))
            else:
                plain, self._place = found
                yield plain
        yield from parsed(self._parser, chain([self._xml[self._place :]], iter(self._source.read, b"")))

    def _next_end(self) -> int | None:
        """Where the next `</w:p>` begins; None when there is none any more, or none to be cut at."""
        while self._may_cut:
            found = self._xml.find(_CLOSED, self._place)
            if found >= 0:
                return found
            self._may_cut = len(self._xml) - self._place < _LONGEST
            piece = self._source.read()
            if not piece:
                break
            self._xml, self._place = self._xml[self._place :] + piece, 0
        return None

    def _parsed(self, end: int) -> Iterator[etree._Element]:
        """The elements that end in the XML up to `end`, the end of a paragraph unless the file is odd."""
        piece, self._place = self._xml[self._place : end], end
        self._may_cut = self._may_cut and self._is_sure(piece)
        parent = None
        for element in _fed(self._parser, piece):
            parent = element.getparent() if element.tag == P else None
            yield element
        self._is_between = parent is not None and parent.tag == BODY
        if self._plain is None and parent is not None:
            self._begin(parent.nsmap)

    def _is_sure(self, piece: bytes) -> bool:
        """Whether the end of a piece is what it looks like."""
        is_first, self._is_first = self._is_first, False
        return all(piece.count(sign) <= (often if is_first else 0) for sign, often in _UNSURE.items())

    def _begin(self, namespaces: Mapping[str | None, str]) -> None:
        """Begin to look for plain paragraphs, if names mean in this file what they mean everywhere."""
        if namespaces.get("w") == W[1:-1]:
            self._plain = self._make_plain(namespaces)
        else:
            self._may_cut = False


def parsed(parser: Parser, pieces: Iterable[bytes]) -> Iterator[etree._Element]:
    """The elements that a parser finds in the rest of its file, each when it has ended."""
    for piece in pieces:
        yield from _fed(parser, piece)
    parser.close()


def _fed(parser: Parser, piece: bytes) -> Iterator[etree._Element]:
    parser.feed(piece)
    for _, element in parser.read_events():
        yield element
