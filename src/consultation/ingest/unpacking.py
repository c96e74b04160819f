"""One part of a package as the XML parser may have it: never more than it declares, without a DTD, in UTF-8."""

import codecs
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from consultation.ingest import refusals
from consultation.ingest.refusals import Code

_PIECE = 32768
_NAME_SIZES = struct.Struct("<26xHH")
_DTD = b"<!DOCTYPE"
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# The standard asks for UTF-8 or UTF-16; these others hide no sign of ASCII, so that they can be read and judged too.
_NARROW = frozenset({"iso-8859-1", "windows-1250", "windows-1251", "windows-1252", "windows-1254"})
# Looked up now: Python finds a codec in a file, and a worker that reads may open none any more.
_DECODERS = {name: codecs.getincrementaldecoder(name) for name in (*_NARROW, *(name for _, name in _WIDE))}
for _other in ("cp437", "utf-8-sig", "utf-16"):  # of old names in zips, of plain text
    codecs.lookup(_other)
_PLAIN = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_DECLARED = re.compile(r"\ufeff?<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.ASCII)
_LONGEST_DECLARATION = 1024
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = "http://schemas.openxmlformats.org/"
_TRANSITIONAL = tuple(
    (_STRICT + strict.encode(), (_USUAL + usual).encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
    )
)


class Unpacked:
    """The content of one zip entry; RefusedFile as soon as it is more than declared, at its end when it is not what was packed."""

    def __init__(self, container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        if container.fp is None:
            raise refusals.damaged()
        self._file = container.fp
        self._file.seek(entry.header_offset)
        sizes = _NAME_SIZES.unpack(self._file.read(_NAME_SIZES.size))
        self._place = entry.header_offset + _NAME_SIZES.size + sum(sizes)
        self._end = self._place + entry.compress_size
        self.size = self._left = entry.file_size
        self._check, self._checked = entry.CRC, 0
        is_packed = entry.compress_type == zipfile.ZIP_DEFLATED
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS) if is_packed else None

    @property
    def done(self) -> int:
        """How many bytes have been read, of `size`."""
        return self.size - self._left

    def read(self) -> bytes:
        """The next piece, nothing at the end."""
        try:
            piece = self._inflated(self._inflater) if self._inflater is not None else self._packed()
        except zlib.error as error:
            raise refusals.damaged() from error
        self._left -= len(piece)
        self._checked = zlib.crc32(piece, self._checked)
        if self._left < 0:
            raise refusals.unsafe(Code.BOMB)
        if not piece and (self._left or self._checked != self._check):
            raise refusals.damaged()
        return piece

    def _packed(self) -> bytes:
        self._file.seek(self._place)
        piece = self._file.read(min(_PIECE, self._end - self._place))
        self._place += len(piece)
        return piece

    def _inflated(self, inflater: "zlib._Decompress") -> bytes:
        while not inflater.eof:
            packed = inflater.unconsumed_tail or self._packed()
            piece = inflater.decompress(packed, _PIECE)
            if piece:
                return piece
            if not packed:
                raise refusals.damaged()
        return b""


class Source:
    """A part's XML. `encoding` is what to tell the parser: None when the part itself says rightly that it is UTF-8.

    `progress` hears (bytes read, of bytes) with each piece.
    """

    def __init__(self, unpacked: Unpacked, progress: Callable[[int, int], None] | None = None) -> None:
        self._progress = progress
        self._unpacked = unpacked
        first = unpacked.read()
        wide = _encoding(first)
        self.encoding = None if wide is None else "utf-8"
        self._decoder = None if wide is None else _DECODERS[wide]()
        self._seen = b""
        self._is_first = True
        self._next = first

    def read(self, _size: int = -1) -> bytes:
        """The next piece, as long as it happens to be. RefusedFile for a DTD and for a part that lies about itself."""
        piece, self._next = self._next, b""
        piece = self._decoded(piece or self._unpacked.read())
        # The mark may be cut in two by the border between pieces.
        if _DTD in self._seen + piece:
            raise refusals.unsafe(Code.DTD)
        self._seen = piece[1 - len(_DTD) :]
        if self._is_first and _STRICT in piece:
            for strict, usual in _TRANSITIONAL:
                piece = piece.replace(strict, usual)
        self._is_first = False
        if self._progress is not None:
            self._progress(self._unpacked.done, self._unpacked.size)
        return piece

    def _decoded(self, piece: bytes) -> bytes:
        if self._decoder is None:
            return piece
        try:
            text = self._decoder.decode(piece, final=not piece)
            while piece and not text:
                piece = self._unpacked.read()
                text = self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            raise refusals.damaged(Code.XML) from error
        return text.encode()

    def check_rest(self) -> None:
        """Read to the end for the check sum: what is bad XML may be a bad copy. RefusedFile when it is."""
        while self._unpacked.read():
            pass


def _encoding(first: bytes) -> str | None:
    """How a part must be decoded; None for UTF-8. RefusedFile when it is not what it says, or hides what it is."""
    found = next((name for start, name in _WIDE if first.startswith(start)), None)
    text = first[:_LONGEST_DECLARATION].decode(found or "latin-1", "replace").removeprefix("ï»¿")
    match = _DECLARED.match(text)
    declared = match[1].lower() if match else None
    if found is not None:
        is_true = declared is None or declared.startswith((found[:6], "ucs-", "iso-10646-ucs-"))
    else:
        found = declared if declared in _NARROW else None
        is_true = (declared is None or declared in _PLAIN | _NARROW) and text.lstrip().startswith("<")
    if not is_true:
        raise refusals.damaged(Code.XML)
    return found
