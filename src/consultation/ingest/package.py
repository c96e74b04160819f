"""The Open Packaging layer: which part of the file is the text, which go with it, read safely and one at a time."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from lxml import etree

from consultation.ingest import kinds, refusals
from consultation.ingest.body_stream import Block, BodyStream, Parser, parsed
from consultation.ingest.plain_paragraph import PlainParagraphs
from consultation.ingest.refusals import Code, RefusedFile
from consultation.ingest.safety import Limits, check_part
from consultation.ingest.unpacking import Source, Unpacked

_RELATIONSHIP = re.compile(r"(?:officeDocument/2006|ooxml/officeDocument)/relationships/(\w+)$")
_TYPES = "[content_types].xml"
_RELS = ".rels"
_MACRO_TYPE = "macroenabled"
_MACRO_PART = re.compile(r"(?:^|/)vba(?:project|data)[^/]*$")


class Package:
    """A container known to be harmless, with its relationships followed from the root."""

    def __init__(
        self, container: zipfile.ZipFile, limits: Limits, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._container = container
        self._limits = limits
        self._progress = progress
        self._read = 0
        self._names = {entry.filename.lower(): entry for entry in container.infolist()}
        self.main = ""
        self._types = self._content_types()
        self._has_macros = any(_MACRO_PART.search(name) for name in self._names)
        self.has_external_links = False
        self.margins: dict[str, str] = {}  # headers and footers, by the relationship ids sections name them by
        self.links: dict[str, str] = {}  # addresses that the text leads to, by the relationship ids of its hyperlinks
        roots = self._relationships("")
        self.main = roots.get("officeDocument", "")
        self.parts = self._relationships(self.main) if self.main else {}
        self._look_around()
        self._check_main()

    def _check_main(self) -> None:
        kind = self._types.get("/" + self.main.lower(), "")
        kinds.check_main_part(kind)
        if self._has_macros or _MACRO_TYPE in kind:
            raise refusals.has_macros()
        if kind and "wordprocessingml" not in kind and "xml" not in kind:
            raise refusals.damaged(Code.NO_MAIN)
        if self.main.lower() not in self._names:
            raise refusals.damaged(Code.NO_MAIN)

    def _content_types(self) -> dict[str, str]:
        """Content types in small letters by the part's name, or by its ending where a type is for all of one."""
        types = {}
        for element in self.elements(_TYPES, ("{*}Override", "{*}Default")):
            name = element.get("PartName") or f".{element.get('Extension', '')}"
            types[name.lower()] = element.get("ContentType", "").lower()
        return types

    def _look_around(self) -> None:
        """Notice macros and outside links of parts that are not read: settings, headers, embedded objects."""
        endings = {posixpath.splitext(name)[1] for name in self._names}
        self._has_macros = self._has_macros or any(
            "vbaproject" in kind or "vbadata" in kind
            for name, kind in self._types.items()
            if not name.startswith(".") or name in endings
        )
        known = {_rels_of(""), _rels_of(self.main).lower()}
        for name in self._names:
            if name.endswith(_RELS) and name not in known:
                try:
                    for element in self.elements(name, ("{*}Relationship",)):
                        self._note(element)
                except RefusedFile as refusal:
                    if refusal.code not in {Code.XML, Code.ZIP_BROKEN, Code.DEPTH}:
                        raise

    def _relationships(self, source: str) -> dict[str, str]:
        """Types of the parts a part points to, with their names; what points outside is noted, never followed."""
        part = _rels_of(source)
        targets: dict[str, str] = {}
        if part.lower() not in self._names:
            return targets
        for element in self.elements(part, ("{*}Relationship",)):
            kind = self._note(element)
            if source and element.get("Type", "").endswith("/hyperlink"):
                self.links[element.get("Id", "")] = element.get("Target", "")
            if kind is None:
                continue
            target = _resolve(posixpath.dirname(source), element.get("Target", ""))
            if kind in {"header", "footer"}:
                self.margins[element.get("Id", "")] = target
            else:
                targets.setdefault(kind, target)
        return targets

    def _note(self, relationship: etree._Element) -> str | None:
        """The kind of an inner relationship of ours, None for any other; macros and outside links are noted."""
        kind = relationship.get("Type", "")
        found = _RELATIONSHIP.search(kind)
        if "vbaproject" in kind.lower():
            self._has_macros = True
        if found is not None and found[1] == "hyperlink":
            return None
        if relationship.get("TargetMode", "").lower() == "external":
            self.has_external_links = True
            return None
        return found[1] if found is not None else None

    def elements(self, part: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        """Stream the elements of a part as they end. RefusedFile for a DTD, broken XML, or a part too large."""
        source = self._source(part)
        with _refusing(source):
            yield from parsed(_parser(source, tags), iter(source.read, b""))

    def blocks(
        self,
        tags: tuple[str, ...],
        plain: Callable[[Mapping[str | None, str]], PlainParagraphs],
        may_be_plain: Callable[[], bool],
    ) -> Iterator[Block]:
        """Stream the blocks of the main part (`body_stream`), refusing what `elements` refuses."""
        source = self._source(self.main)
        with _refusing(source):
            yield from BodyStream(source, _parser(source, tags), plain).blocks(may_be_plain)

    def _source(self, part: str) -> Source:
        entry = self._names[part.lower()]
        check_part(entry, self._read, self._limits)
        self._read += entry.file_size
        return Source(Unpacked(self._container, entry), self._progress if part == self.main else None)

    def has(self, kind: str) -> bool:
        """Whether the text's part points to a part of that kind that is really there."""
        return kind in self.parts and self.holds(self.parts[kind])

    def holds(self, part: str) -> bool:
        """Whether a part of that name is in the container."""
        return part.lower() in self._names


def _parser(source: Source, tags: tuple[str, ...]) -> Parser:
    return etree.XMLPullParser(
        events=("end",),
        tag=tags,
        encoding=source.encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )


@contextmanager
def _refusing(source: Source) -> Iterator[None]:
    """Say as a refusal what the parser finds wrong with a part."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise refusals.too_demanding(Code.MEMORY) from error
        source.check_rest()
        raise refusals.damaged(Code.DEPTH if "depth" in str(error).lower() else Code.XML) from error


def _rels_of(source: str) -> str:
    """The name of the part that holds a part's relationships; the package's own for ""."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", name + _RELS)


def _resolve(folder: str, target: str) -> str:
    name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    if name.startswith("..") or "\\" in name or ":" in name:
        raise refusals.unsafe(Code.PACKAGE)
    return name
