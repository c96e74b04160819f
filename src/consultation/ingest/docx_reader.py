"""A .docx file as lines and tables in reading order, streamed: each block is read, handed on and forgotten."""

from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from consultation.core.file_vocabulary import MarkSort, TextView
from consultation.ingest.block_reader import WRAPPERS, BlockReader
from consultation.ingest.furniture import is_page_number
from consultation.ingest.layouts import Layouts
from consultation.ingest.lines import Block, Facts, Note
from consultation.ingest.links import LinkReader
from consultation.ingest.margins import shown
from consultation.ingest.names import ALT_CHUNK, ALTERNATE, BODY, ID, SECT_PR, TBL, TYPE, P, W
from consultation.ingest.note_marks import KINDS, NoteMarks
from consultation.ingest.numbering import Numbering
from consultation.ingest.package import Package
from consultation.ingest.placeholders import is_only_placeholders
from consultation.ingest.plain_paragraph import Plain, PlainParagraphs
from consultation.ingest.refusals import Code, RefusedFile
from consultation.ingest.runs import RunReader
from consultation.ingest.safety import Limits
from consultation.ingest.styles import Styles

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_EVEN = W + "evenAndOddHeaders"


class DocxReader:
    """Reads one package in one view; `blocks` may be walked once, `facts` is complete when it is exhausted."""

    def __init__(self, package: Package, limits: Limits, view: TextView = TextView.ACCEPTED) -> None:
        self.facts = Facts(has_external_links=package.has_external_links)
        self._package = package
        self._limits = limits
        self._view = view
        self._styles = Styles()
        self._numbering = Numbering(self._styles)
        self._notes = NoteMarks()
        self._comments: dict[str, Note] = {}
        self._has_even_pages = False
        self._read_side_parts()
        self.links = LinkReader(package.links)
        self._runs = RunReader(self._styles, self.facts, view, self._comments, self.links)
        self._body = BlockReader(
            self._runs,
            Layouts(self._styles, self.facts, view),
            limits,
            self.facts,
            view,
            numbering=self._numbering,
            notes=self._notes,
        )

    def _story(self, facts: Facts) -> BlockReader:
        """A reader for a text beside the body: nothing is counted or called in it."""
        runs = RunReader(self._styles, facts, self._view)
        return BlockReader(runs, Layouts(self._styles, facts, self._view), self._limits, facts, self._view)

    def _read_side_parts(self) -> None:
        self._side("styles", (W + "style",), self._styles.add)
        self._side("numbering", (W + "abstractNum", W + "num"), self._numbering.add)
        self._side("settings", (_EVEN, *KINDS), self._set_up)
        self._side("footnotes", (W + "footnote",), self._add_note)
        self._side("endnotes", (W + "endnote",), self._add_note)
        self._side("comments", (W + "comment",), self._add_comment)

    def _side(self, kind: str, tags: tuple[str, ...], take: Callable[[etree._Element], None]) -> None:
        """Read a part that goes with the text; a damaged one is reported and does not stop the reading."""
        if self._package.has(kind):
            self._part(kind, self._package.parts[kind], tags, take)

    def _part(self, kind: str, name: str, tags: tuple[str, ...], take: Callable[[etree._Element], None]) -> None:
        try:
            for element in self._package.elements(name, tags):
                take(element)
                _forget(element)
        except RefusedFile as refusal:
            if refusal.code not in {Code.XML, Code.ZIP_BROKEN}:
                raise
            self.facts.broken_parts.append(kind)

    def _set_up(self, element: etree._Element) -> None:
        if element.tag == _EVEN:
            self._has_even_pages = True
        else:
            self._notes.set_up(element)

    def _texts(self, element: etree._Element) -> list[str]:
        """The lines of a story of its own."""
        lines = self._story(self.facts).lines(element)
        return [line.text for line in lines if line.text]

    def _add_note(self, element: etree._Element) -> None:
        if element.get(TYPE) not in _SEPARATORS:
            kind = "endnote" if element.tag == W + "endnote" else "footnote"
            self._notes.texts[kind, element.get(ID, "")] = "\n".join(self._texts(element))

    def _add_comment(self, element: etree._Element) -> None:
        self.facts.comments += 1
        author = " ".join(element.get(W + "author", "").split())
        self._comments[element.get(ID, "")] = Note(author, "\n".join(self._texts(element)), MarkSort.COMMENT)

    def blocks(self) -> Iterator[Block]:
        """Lines and tables of the body in document order; RefusedFile when the file is damaged or beyond its limits."""
        tags = (P, TBL, ALTERNATE, ALT_CHUNK, SECT_PR)
        plain = partial(PlainParagraphs, self._styles, self._view)
        for found in self._package.blocks(tags, plain, self._body.may_be_plain):
            if isinstance(found, Plain):
                line = self._body.plain_line(found)
                if line is not None:
                    yield line
            elif _is_block(found):
                yield from self._element(found)
        yield from self._body.flush()
        self._notes.end_section(None)
        self.facts.loose.extend([*self._body.finish(), *self._runs.unplaced])
        self._read_margins()
        self.facts.unknown_formats.extend(sorted(self._numbering.unknown_formats))

    def _element(self, element: etree._Element) -> Iterator[Block]:
        if element.tag == SECT_PR:
            self._body.end_section(element)
        else:
            yield from self._body.block(element)
            # An empty element stays in its place: taking it out costs more than it weighs.
            element.clear(keep_tail=False)

    def _read_margins(self) -> None:
        """What headers and footers say goes to the set-aside lines, each text once; bare page numbers say nothing."""
        ids = shown(self._body.sections, has_even_pages=self._has_even_pages)
        for name in (self._package.margins[each] for each in ids if each in self._package.margins):
            if self._package.holds(name):
                self._part("margins", name, (W + "hdr", W + "ftr"), self._add_margin)

    def _add_margin(self, element: etree._Element) -> None:
        story = self._story(Facts())
        lines = story.lines(element)
        watermarks = [*story.finish(), *(note for line in lines for note in line.notes)]
        texts = [*(line.text for line in lines), *(note.text for note in watermarks if note.is_aside)]
        for text in texts:
            says_nothing = is_page_number(text) or is_only_placeholders(text)
            if text and not says_nothing and text not in self.facts.aside:
                self.facts.aside.append(text)


def _is_block(element: etree._Element) -> bool:
    """Whether an element stands in the body itself, controls around it not counted."""
    parent = element.getparent()
    while parent is not None and parent.tag in WRAPPERS:
        parent = parent.getparent()
    return parent is not None and parent.tag == BODY


def _forget(element: etree._Element) -> None:
    """Free what has been read: the element's content and the siblings before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
