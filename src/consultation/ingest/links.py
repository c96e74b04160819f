"""The links of a Word file to acts on lex.uz: noted while its paragraphs are read, never followed."""

import re
from typing import Final

from consultation.core.law_addresses import Linked, act_address

_FIELD: Final = re.compile(r'\s*HYPERLINK\s+"([^"]{1,500})"(?:\s+\\l\s+"([^"]{1,100})")?', re.IGNORECASE)
_MOST: Final = 5_000


class LinkReader:
    """Knows the addresses of the text's relationships, and gathers the words that are links."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self._addresses = {key: href for key, value in addresses.items() if (href := act_address(value)) is not None}
        self.found: list[Linked] = []

    def by_relationship(self, key: str | None, anchor: str | None, words: str) -> None:
        """Note words inside a hyperlink element: the id of its relationship, and its place inside the act."""
        self._note(self._addresses.get(key or ""), anchor, words)

    def by_field(self, instruction: str, words: str) -> None:
        """Note words that a field shows, when it is a HYPERLINK field."""
        found = _FIELD.match(instruction)
        if found is not None:
            self._note(act_address(found[1]), found[2], words)

    def _note(self, href: str | None, anchor: str | None, words: str) -> None:
        whole = act_address(f"{href}#{anchor}") if href and anchor else href
        said = " ".join(words.split())
        if whole is not None and said and len(self.found) < _MOST:
            self.found.append(Linked(said, whole))
