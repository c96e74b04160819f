"""Real Word files with their XML changed in ways that stay XML: moved, doubled, nested, renamed, with odd values."""

import io
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from consultation.ingest import names
from consultation.ingest.names import BODY, TRANSPARENT, W
from tests.ingest.test_conservation import MIDDLES, OPENERS, QUOTES

PARTS = ("word/document.xml",) * 6 + (
    "word/numbering.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
)
_NAMES = sorted({value for value in vars(names).values() if isinstance(value, str) and value.startswith("{")} - {"{"})
_TAGS = [
    *(name for name in _NAMES if not name.endswith("}")),
    *sorted(TRANSPARENT),
    *(
        W + name
        for name in (
            *("t", "tab", "br", "cr", "noBreakHyphen", "sym", "fldChar", "instrText", "delText", "footnoteReference"),
            *("endnoteReference", "vertAlign", "vanish", "b", "rStyle", "pStyle", "numPr", "ilvl", "numId", "sectPr"),
            *("tblHeader", "gridSpan", "vMerge", "trPr", "tcPr", "tblPr", "hyperlink", "drawing", "pict", "object"),
            *("lvl", "lvlOverride", "startOverride", "start", "numFmt", "lvlText", "lvlRestart", "isLgl", "suff"),
            *("abstractNum", "num", "abstractNumId", "numStyleLink", "styleLink", "basedOn", "style", "footnote"),
        )
    ),
]
_VALUES = (
    *("", "0", "1", "2", "8", "9", "-1", "2147483647", "99999999999999999999", "x", "true", "false", "none", "on"),
    *("decimal", "decimalZero", "lowerRoman", "upperLetter", "russianLower", "ordinalText", "bullet", "custom"),
    *("%1", "%1.%2.", "%9%9%9", "%0", "%", "%1-modda.", "Статья %1", "1-§", "center", "both", "begin", "separate"),
    *("end", "superscript", "restart", "continue", "F0A7", "Symbol", "٣", "¹", "１"),
)  # fmt: skip
_ATTRIBUTES = [W + name for name in ("val", "id", "type", "styleId", "numId", "abstractNumId", "ilvl", "default")] + [
    W + name for name in ("fldCharType", "char", "font", "instr", "customMarkFollows", "outlineLvl", "space")
]


@dataclass
class Package:
    """A Word file taken apart: its parts by name, those that are mutated parsed."""

    files: dict[str, bytes]
    trees: dict[str, etree._Element]

    def zipped(self) -> bytes:
        """The file again."""
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
            for name, content in self.files.items():
                tree = self.trees.get(name)
                out.writestr(name, content if tree is None else etree.tostring(tree, encoding="UTF-8"))
        return raw.getvalue()


def taken_apart(data: bytes) -> Package:
    """A real file ready to be mutated."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return Package(files, {name: etree.fromstring(files[name], parser) for name in set(PARTS) & files.keys()})


def mutated(data: bytes, chance: random.Random, most: int = 24) -> bytes:
    """The file with up to `most` changes in its text, lists, styles and notes."""
    package = taken_apart(data)
    for _ in range(chance.randint(1, most)):
        name = chance.choice([name for name in PARTS if name in package.trees])
        elements = [element for element in package.trees[name].iter() if isinstance(element.tag, str)][1:]
        if elements:
            chance.choice(_CHANGES)(chance, chance.choice(elements), elements)
    return package.zipped()


def grown(data: bytes, times: int) -> bytes:
    """The file with all that stands in its body so many times over."""
    package = taken_apart(data)
    text = package.trees.get("word/document.xml")
    body = None if text is None else text.find(BODY)
    if body is not None:
        once = [deepcopy(element) for element in body]
        for _ in range(times - 1):
            body.extend(deepcopy(element) for element in once)
    return package.zipped()


_Change = Callable[[random.Random, etree._Element, list[etree._Element]], None]


def _delete(_chance: random.Random, element: etree._Element, _all: list[etree._Element]) -> None:
    _parent(element).remove(element)


def _double(chance: random.Random, element: etree._Element, _all: list[etree._Element]) -> None:
    for _ in range(chance.choice((1, 1, 3))):
        element.addnext(deepcopy(element))


def _swap(chance: random.Random, element: etree._Element, everything: list[etree._Element]) -> None:
    other = chance.choice(everything)
    first, second = deepcopy(element), deepcopy(other)
    if other.getparent() is not None and not _is_inside(other, element) and not _is_inside(element, other):
        _parent(element).replace(element, second)
        _parent(other).replace(other, first)


def _move(chance: random.Random, element: etree._Element, everything: list[etree._Element]) -> None:
    target = chance.choice(everything)
    if not _is_inside(target, element):
        target.insert(chance.randint(0, len(target)), element)


def _nest(chance: random.Random, element: etree._Element, _all: list[etree._Element]) -> None:
    """Put an element into one or many others of some name, or into more of its own."""
    tag = chance.choice((*_TAGS, element.tag))
    parent = _parent(element)
    for _ in range(chance.choice((1, 1, 2, 17, 60))):
        wrapper = etree.Element(tag)
        parent.replace(element, wrapper)
        wrapper.append(element)
        parent = wrapper


def _rename(chance: random.Random, element: etree._Element, _all: list[etree._Element]) -> None:
    element.tag = chance.choice(_TAGS)


def _add(chance: random.Random, element: etree._Element, _all: list[etree._Element]) -> None:
    fresh = etree.Element(chance.choice(_TAGS), {W + "val": chance.choice(_VALUES)})
    element.insert(chance.randint(0, len(element)), fresh)


def _value(chance: random.Random, element: etree._Element, _all: list[etree._Element]) -> None:
    present = list(element.attrib) or [W + "val"]
    element.set(chance.choice((*present, chance.choice(_ATTRIBUTES))), chance.choice(_VALUES))


def _words(chance: random.Random, element: etree._Element, everything: list[etree._Element]) -> None:
    texts = [other for other in everything if other.tag == W + "t"] or [element]
    words = (chance.choice(QUOTES), chance.choice(OPENERS), " ", chance.choice(MIDDLES))
    chance.choice(texts).text = "".join(words[: chance.randint(1, 4)])


_CHANGES: tuple[_Change, ...] = (
    *(_delete, _double, _swap, _move, _nest, _rename, _add, _value, _value, _words, _words),
)  # fmt: skip


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _is_inside(element: etree._Element, other: etree._Element) -> bool:
    return element is other or any(above is other for above in element.iterancestors())
