"""What the elements of Akoma Ntoso are to us: which are clauses of which kind, which hold words, which are left out."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from consultation.core.vocabulary import ClauseKind

_K = ClauseKind
_OUR_KINDS: Final = frozenset(ClauseKind)
_WIDEST = 100  # columns one cell may span

_KINDS: Final[Mapping[str, ClauseKind]] = {
    "part": _K.PART,
    "section": _K.SECTION,
    "subsection": _K.SUBSECTION,
    "chapter": _K.CHAPTER,
    "subchapter": _K.SUBCHAPTER,
    "article": _K.ARTICLE,
    "paragraph": _K.PARAGRAPH,
    "point": _K.POINT,
    "subparagraph": _K.SUBPOINT,
    "indent": _K.INDENT,
    "alinea": _K.INDENT,
    "item": _K.POINT,
    "li": _K.INDENT,
    "authorialNote": _K.NOTE,
    "note": _K.NOTE,
    "quotedStructure": _K.QUOTED,
    "preamble": _K.PREAMBLE,
    "conclusions": _K.CONCLUSION,
    "attachment": _K.ANNEX,
    "component": _K.ANNEX,
    "table": _K.TABLE,
    "tr": _K.ROW,
    "toc": _K.OTHER,
}
# Units that other countries have and we do not, read as the nearest of ours.
_NEAREST: Final[Mapping[str, ClauseKind]] = {
    "book": _K.PART,
    "tome": _K.PART,
    "subpart": _K.SECTION,
    "title": _K.SECTION,
    "subtitle": _K.SUBSECTION,
    "division": _K.CHAPTER,
    "subdivision": _K.SUBCHAPTER,
    "rule": _K.ARTICLE,
    "clause": _K.ARTICLE,
    "subrule": _K.PARAGRAPH,
    "subclause": _K.PARAGRAPH,
    "level": _K.PARAGRAPH,
    "proviso": _K.INDENT,
    "list": _K.INDENT,
    "sublist": _K.INDENT,
    "transitional": _K.OTHER,
    "embeddedStructure": _K.QUOTED,
}
# Where acts are made of sections and not of articles, as in English law, a section is what we call an article.
_SECTIONED: Final[Mapping[str, ClauseKind]] = {
    "section": _K.ARTICLE,
    "subsection": _K.PARAGRAPH,
    "paragraph": _K.POINT,
    "subparagraph": _K.SUBPOINT,
}
_NAMED: Final = frozenset({"hcontainer", "container"})
LABELS: Final = frozenset({"num", "heading", "subheading", "caption"})
LEFT_OUT: Final = frozenset({"meta", "del"})
WORDS: Final = frozenset({"p", "block", "crossHeading", "tocItem", "longTitle", "documentRef"})
_APART: Final = frozenset(
    {*LEFT_OUT, *LABELS, *WORDS, "blockList", "ul", "ol", "subFlow", "intro", "content", "wrapUp"}
)
_CELLS: Final = frozenset({"th", "td"})
_ROW_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_LISTS: Final = frozenset({"list", "sublist"})
BREAKS: Final = frozenset({"br", "eol"})


class Units:
    """Which elements of one document are clauses."""

    def __init__(self, *, is_sectioned: bool) -> None:
        self._kinds = {**_KINDS, **_NEAREST, **(_SECTIONED if is_sectioned else {})}

    def is_one(self, element: etree._Element) -> bool:
        """Whether an element is a clause by itself."""
        name = name_of(element)
        if name in _NAMED:
            return _named(element) is not None
        return name in self._kinds and (name not in _LISTS or _is_labelled(element))

    def kind(self, element: etree._Element, above: ClauseKind | None) -> ClauseKind:
        """The kind of an element that is a clause, below one of kind `above`."""
        name = name_of(element)
        if name in _NAMED:
            return _named(element) or ClauseKind.OTHER
        is_inside_item = above in {ClauseKind.POINT, ClauseKind.SUBPOINT}
        return ClauseKind.SUBPOINT if name == "item" and is_inside_item else self._kinds[name]

    def is_apart(self, element: etree._Element) -> bool:
        """Whether an element inside a line is no part of the line."""
        return name_of(element) in _APART or self.is_one(element)


def _named(element: etree._Element) -> ClauseKind | None:
    """The kind of a container that says by a name what it is; None where it only holds things together."""
    said = element.get("name", "")
    if said in _OUR_KINDS:
        return ClauseKind(said)
    return None if name_of(element) == "container" or not _is_labelled(element) else ClauseKind.OTHER


def _is_labelled(element: etree._Element) -> bool:
    """Whether an element has a number or a heading: a unit, and not only what holds words or units together."""
    return any(name_of(child) in LABELS for child in element.iterchildren(etree.Element))


def is_nearest(element: etree._Element) -> bool:
    """Whether an element is a unit we have no kind for, read as the nearest one."""
    name = name_of(element)
    return name in _NEAREST or (name == "hcontainer" and element.get("name") not in _OUR_KINDS)


def name_of(element: etree._Element) -> str:
    """The local name of an element; empty for a comment or a processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def has_words(element: etree._Element) -> bool:
    """Whether words stand directly in an element."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def rows_of(element: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those in groups of rows too, but not those of tables inside it."""
    for child in element.iterchildren(etree.Element):
        name = name_of(child)
        if name == "tr":
            yield child
        elif name in _ROW_GROUPS:
            yield from rows_of(child)


def is_table(element: etree._Element) -> bool:
    """Whether a table, or a group of its rows, is made of nothing but rows of cells."""

    def fits(child: etree._Element) -> bool:
        name = name_of(child)
        return name == "caption" or (is_row(child) if name == "tr" else name in _ROW_GROUPS and is_table(child))

    return not has_words(element) and all(map(fits, element.iterchildren(etree.Element)))


def is_row(element: etree._Element) -> bool:
    """Whether a row is made of nothing but cells."""
    return not has_words(element) and all(name_of(cell) in _CELLS for cell in element.iterchildren(etree.Element))


def span_of(cell: etree._Element) -> int:
    """How many columns a cell covers; 1 where that is not said in a sensible way."""
    told = cell.get("colspan", "1")
    return min(int(told), _WIDEST) if re.fullmatch(r"[1-9][0-9]{0,3}", told) else 1
