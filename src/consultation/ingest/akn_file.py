"""An Akoma Ntoso file opened safely: no DTD, no entities, nothing fetched, and no more elements than a text can have."""

import io
import re
from typing import Final

from lxml import etree

from consultation.ingest import refusals
from consultation.ingest.akn import NAMESPACE
from consultation.ingest.kinds import OTHER_XML
from consultation.ingest.names import local_name
from consultation.ingest.refusals import Code
from consultation.ingest.safety import Limits

_MB: Final = 1024 * 1024
_FIRST_BYTES: Final = 65536
_ELEMENTS_A_PARAGRAPH: Final = 20  # more than any text has on average; keeps the tree in memory small
_ROOT = re.compile(rf"\{{({re.escape(NAMESPACE)}(?:/\w+)?)\}}akomaNtoso")


def opened(data: bytes, limits: Limits) -> list[etree._Element]:
    """The documents in an Akoma Ntoso file, at least one. RefusedFile when it is none, or not a safe one."""
    if len(data) > limits.file_bytes:
        raise refusals.too_big(limits.file_bytes // _MB)
    root = _parsed(data, limits)
    name = _ROOT.fullmatch(str(root.tag)) if root is not None else None
    if root is None or name is None:
        raise _not_ours()
    if name[1] != NAMESPACE:
        _rename(root, f"{{{name[1]}}}")
    documents = list(root.iterchildren(etree.Element))
    if not documents:
        raise _not_ours()
    return documents


def _not_ours() -> refusals.RefusedFile:
    return refusals.not_docx(OTHER_XML)


def _parsed(data: bytes, limits: Limits) -> etree._Element | None:
    if b"<!DOCTYPE" in data[:_FIRST_BYTES].replace(b"\0", b""):
        raise refusals.unsafe(Code.DTD)
    reader = etree.iterparse(
        io.BytesIO(data),
        events=("start",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for count, (_, element) in enumerate(reader):
            if count == 0 and element.getroottree().docinfo.doctype:
                raise refusals.unsafe(Code.DTD)
            if count > limits.paragraphs * _ELEMENTS_A_PARAGRAPH:
                raise refusals.too_long(limits.paragraphs)
    except etree.XMLSyntaxError as error:
        raise refusals.damaged(Code.DEPTH if "depth" in str(error).lower() else Code.XML) from error
    return reader.root


def _rename(root: etree._Element, namespace: str) -> None:
    """The standard's working drafts had a namespace each; they are read as the standard."""
    for element in root.iter(f"{namespace}*"):
        element.tag = f"{{{NAMESPACE}}}{local_name(element)}"
