"""Which headers and footers a document shows: those its sections name and whose pages there are (ISO 29500, 17.10)."""

from collections.abc import Iterable, Iterator

from lxml import etree

from consultation.ingest.names import REL, TYPE, VAL, W, is_on

_REFERENCES = frozenset({W + "headerReference", W + "footerReference"})


def shown(sections: Iterable[etree._Element], *, has_even_pages: bool) -> Iterator[str]:
    """The relationship ids of the headers and footers in use, each once, in document order."""
    told = set()
    for section in sections:
        first = section.find(W + "titlePg")
        has_first = first is not None and is_on(first.get(VAL))
        for reference in section:
            kind = reference.get(TYPE, "default")
            is_used = has_first if kind == "first" else has_even_pages if kind == "even" else True
            if reference.tag in _REFERENCES and is_used and reference.get(REL + "id") not in told:
                told.add(reference.get(REL + "id"))
                yield reference.get(REL + "id", "")
