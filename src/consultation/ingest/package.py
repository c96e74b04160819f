"""The Open Packaging layer: which part of the file is the text, which go with it, read safely and one at a time."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from lxml import etree

from consultation.ingest import refusals
from consultation.ingest.refusals import Code
from consultation.ingest.safety import Limits, check_part

_RELATIONSHIP = re.compile(r"(?:officeDocument/2006|ooxml/officeDocument)/relationships/(\w+)$")
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_FIRST_BYTES = 65536
_MACRO_TYPE = "macroenabled"


class Package:
    """A container known to be harmless, with its relationships followed from the root."""

    def __init__(self, container: zipfile.ZipFile, limits: Limits) -> None:
        self._container = container
        self._limits = limits
        self._read = 0
        self._names = {entry.filename.lower(): entry for entry in container.infolist()}
        self._types = self._content_types()
        self.has_external_links = False
        self.links: dict[str, str] = {}
        roots = self._relationships("")
        if "officeDocument" not in roots:
            raise refusals.damaged(Code.NO_MAIN)
        self.main = roots["officeDocument"]
        self.parts = self._relationships(self.main)
        self._check_main()

    def _check_main(self) -> None:
        kind = self._types.get("/" + self.main.lower(), "")
        if _MACRO_TYPE in kind or "vbaProject" in self.parts:
            raise refusals.has_macros()
        if kind and "wordprocessingml" not in kind and "xml" not in kind:
            raise refusals.damaged(Code.NO_MAIN)
        if self.main.lower() not in self._names:
            raise refusals.damaged(Code.NO_MAIN)

    def _content_types(self) -> dict[str, str]:
        types = {}
        for _, element in self.elements("[Content_Types].xml", ("{*}Override",)):
            types[str(element.get("PartName", "")).lower()] = str(element.get("ContentType", "")).lower()
        return types

    def _relationships(self, source: str) -> dict[str, str]:
        """Types of the parts a part points to, with their names; what points outside is noted, never followed."""
        folder, name = posixpath.split(source)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        targets: dict[str, str] = {}
        if part.lower() not in self._names:
            return targets
        for _, element in self.elements(part, ("{*}Relationship",)):
            kind = _RELATIONSHIP.search(element.get("Type", ""))
            if element.get("TargetMode") == "External":
                if source and kind is not None and kind[1] == "hyperlink":
                    self.links[element.get("Id", "")] = element.get("Target", "")
                self.has_external_links = self.has_external_links or kind is None or kind[1] != "hyperlink"
            elif kind is not None:
                targets.setdefault(kind[1], _resolve(folder, element.get("Target", "")))
            elif "vbaProject" in element.get("Type", ""):
                targets["vbaProject"] = element.get("Target", "")
        return targets

    def elements(self, part: str, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
        """Stream the elements of a part as they end. RefusedFile for a DTD, broken XML, or a part too large."""
        try:
            yield from self._stream(part, tags)
        except etree.XMLSyntaxError as error:
            raise refusals.damaged(Code.DEPTH if "depth" in str(error).lower() else Code.XML) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError) as error:
            raise refusals.damaged() from error

    def _stream(self, part: str, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
        entry = self._names[part.lower()]
        check_part(entry, self._read, self._limits)
        self._read += entry.file_size
        with self._container.open(entry) as stream:
            source = _Transitional(stream)
            reader = etree.iterparse(
                source,
                events=("end",),
                tag=tags,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
            )
            is_first = True
            for event, element in reader:
                if is_first and element.getroottree().docinfo.doctype:
                    raise refusals.unsafe(Code.DTD)
                is_first = False
                yield event, element

    def has(self, kind: str) -> bool:
        """Whether the text's part points to a part of that kind that is really there."""
        return kind in self.parts and self.parts[kind].lower() in self._names


def _resolve(folder: str, target: str) -> str:
    name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    if name.startswith("..") or "\\" in name or ":" in name:
        raise refusals.unsafe(Code.PACKAGE)
    return name


class _Transitional(io.RawIOBase):
    """A part's bytes with strict namespaces (declared in its first bytes) written as the usual ones, DTDs refused."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        first = stream.read(_FIRST_BYTES)
        if b"<!DOCTYPE" in first.replace(b"\0", b""):
            raise refusals.unsafe(Code.DTD)
        if _STRICT in first:
            for strict, usual in _TRANSITIONAL:
                first = first.replace(strict, usual)
        self._first = first

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, the rewritten ones first."""
        if not self._first:
            return self._stream.read(size)
        piece, self._first = (self._first, b"") if size < 0 else (self._first[:size], self._first[size:])
        return piece if size >= 0 else piece + self._stream.read()
