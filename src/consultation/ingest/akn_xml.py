"""Words put into XML, whatever they are, and elements put on lines of their own so that people can read the file."""

import re
from dataclasses import replace
from typing import Final

from lxml import etree

from consultation.core.clause import Clause
from consultation.ingest.akn import AKN, Identity

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MIXED: Final = frozenset(f"{AKN}{name}" for name in ("p", "mod", "num", "heading", "caption"))


def lines_of(text: str) -> list[str]:
    """The paragraphs of a clause's text; none of an empty one."""
    return text.split("\n") if text else []


def add_labels(element: etree._Element, clause: Clause) -> None:
    """Put number and heading at the head of a clause's element."""
    if clause.num is not None:
        add_words(element, "num", clause.num)
    if clause.heading is not None:
        add_words(element, "heading", clause.heading)


def add_words(parent: etree._Element, tag: str, words: str) -> etree._Element:
    """Put an element with these words at the end of another."""
    element = etree.SubElement(parent, f"{AKN}{tag}")
    element.text = xml_safe(words)
    return element


def xml_safe(words: str) -> str:
    """Words with U+FFFD for what XML cannot hold: controls, lone surrogates, two noncharacters."""
    return _NOT_XML.sub("\ufffd", words)


def printable(identity: Identity) -> Identity:
    """An identity without signs that XML cannot hold."""
    return replace(
        identity,
        title=xml_safe(identity.title),
        authority=xml_safe(identity.authority),
        number=xml_safe(identity.number),
    )


def indent(element: etree._Element, level: int = 0) -> None:
    """Put elements on lines of their own, but for those beside which words stand."""
    if element.tag not in _MIXED and len(element):
        element.text = "\n" + "  " * (level + 1)
        for child in element:
            child.tail = element.text
        element[-1].tail = "\n" + "  " * level
    for child in element:
        indent(child, level + (element.tag not in _MIXED))
