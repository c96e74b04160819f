"""A Word file after "accept all" or "reject all", worked out from its XML, and what stands in it: to compare whole files."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Said = tuple[object, ...]
_KEPT = {"accept": ("ins", "moveTo"), "reject": ("del", "moveFrom")}
_GONE = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}


def parts(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
        return {name: etree.fromstring(file.read(name)) for name in names if name in file.namelist()}


def said(content: bytes, choice: str = "accept") -> list[Said]:
    """Paragraphs (looks and words, notes in their place) and tables of the body after the choice."""
    roots = parts(content)
    for root in roots.values():
        _choose(root, choice)
    notes = {
        (name.split("/")[1][:-5], note.get(f"{W}id", "")): "".join(map(_word, note.iter()))
        for name, root in roots.items()
        if name != "word/document.xml"
        for note in root
    }
    body = roots["word/document.xml"].find(f"{W}body")
    assert body is not None
    return [made for block in body for made in _block(block, notes)]


def _choose(root: etree._Element, choice: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        marks = {etree.QName(mark).localname for mark in row.find(f"{W}trPr")}  # type: ignore[union-attr]
        if marks & set(_GONE[choice]):
            _drop(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            _drop(table)
    for change in list(root.iter(f"{W}pPrChange")):
        properties, old = change.getparent(), change[0]
        assert properties is not None
        _drop(change)
        if choice == "reject":
            mark = properties.find(f"{W}rPr")
            properties[:] = [*old, *([mark] if mark is not None else [])]
    for paragraph in list(root.iter(f"{W}p")):
        _choose_runs(paragraph, choice)
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None and any(mark.find(f"{W}{name}") is not None for name in _GONE[choice]):
            _join(paragraph)


def _choose_runs(paragraph: etree._Element, choice: str) -> None:
    for name in _GONE[choice]:
        for gone in list(paragraph.findall(f"{W}{name}")):
            _drop(gone)
    for name in _KEPT[choice]:
        for kept in list(paragraph.findall(f"{W}{name}")):
            for run in list(kept):
                kept.addprevious(run)
            _drop(kept)


def _join(paragraph: etree._Element) -> None:
    """A paragraph without its mark runs into the next one, which keeps its own looks."""
    after = paragraph.getnext()
    while after is not None and after.tag not in {f"{W}p", f"{W}tbl"}:
        after = after.getnext()
    words = [child for child in paragraph if child.tag != f"{W}pPr"]
    if any(_word(inside) for child in words for inside in child.iter()):
        assert after is not None
        assert after.tag == f"{W}p", "words cannot run into a table"
        after[1:1] = words
    _drop(paragraph)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _word(element: etree._Element) -> str:
    literal = {f"{W}br": "\n", f"{W}tab": "\t"}
    if element.tag in literal:
        return literal[str(element.tag)]
    return (element.text or "") if element.tag in {f"{W}t", f"{W}delText"} else ""


def _block(block: etree._Element, notes: dict[tuple[str, str], str]) -> Iterator[Said]:
    if block.tag == f"{W}p":
        yield _paragraph(block, notes)
    elif block.tag == f"{W}tbl":
        rows = (tuple(_cell(cell, notes) for cell in row.findall(f"{W}tc")) for row in block.findall(f"{W}tr"))
        yield ("table", *rows)


def _cell(cell: etree._Element, notes: dict[tuple[str, str], str]) -> Said:
    return tuple(_paragraph(paragraph, notes) for paragraph in cell.findall(f"{W}p"))


def _paragraph(paragraph: etree._Element, notes: dict[tuple[str, str], str]) -> Said:
    looks = tuple(
        (etree.QName(one).localname, *one.attrib.values())
        for one in paragraph.find(f"{W}pPr")  # type: ignore[union-attr]
        if one.tag != f"{W}rPr"
    )
    words = ""
    for element in paragraph.iter():
        name = etree.QName(element).localname
        words += _word(element)
        if name.endswith("noteReference"):
            words += f"[{notes[name.removesuffix('Reference'), element.get(f'{W}id', '')]}]"
    return looks, words
