"""What reading and writing Akoma Ntoso 3.0 share: its names, the identity of a text, and how our ids are written in it.

Akoma Ntoso is the OASIS standard for acts as XML (LegalDocML, 2018); `akn_out` writes it, `akn_in` reads it. What it
has no word for stands in two attributes of our own namespace: `number` where the bare number does not follow from the
printed one, `quoted` where a clause is part of a quotation by other means than standing in one. docs/adr/0017.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from consultation.core.printed_number import bare_number
from consultation.core.vocabulary import ActKind, ClauseKind, Language

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS: Final = "urn:consultation:akn"
AKN: Final = f"{{{NAMESPACE}}}"
NUMBER: Final = f"{{{OURS}}}number"
QUOTED: Final = f"{{{OURS}}}quoted"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
SOURCE: Final = "#consultation"  # who made the metadata: how a file of ours is known again
BLOCK: Final = "block"  # the name of a container that only puts a table, a note or a quotation between units
MEDIA_TYPE: Final = "application/akn+xml"

# The units that Akoma Ntoso has an element for wherever they stand.
UNITS: Final = {
    ClauseKind.PART: "part",
    ClauseKind.SECTION: "section",
    ClauseKind.SUBSECTION: "subsection",
    ClauseKind.CHAPTER: "chapter",
    ClauseKind.SUBCHAPTER: "subchapter",
    ClauseKind.ARTICLE: "article",
    ClauseKind.PARAGRAPH: "paragraph",
    ClauseKind.POINT: "point",
    ClauseKind.SUBPOINT: "subparagraph",
    ClauseKind.INDENT: "indent",
}
# Short names of our ids that the naming convention (5.3) has another word for.
_SHORT_NAMES = {"subpoint": "subpara", "note": "authorialNote"}
_OUR_NAMES = {theirs: ours for ours, theirs in _SHORT_NAMES.items()}
_INSERTED = re.compile(r"\b\d+[A-Z]{1,3}\b")
_STEP = re.compile(r"(?:^|(?<=__))(v\d+-)?([A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a text is, beside its clauses; becomes the FRBR metadata. Empty or None where nobody said.

    `language` is the whole text's; `made_on` the day of the work (of the draft, or of the file when it comes from none);
    `country` in two letters (ISO 3166-1); `site` the address of the system that publishes it, without a path.
    """

    title: str
    language: Language
    made_on: date
    act_kind: ActKind | None = None
    authority: str = ""
    country: str = "uz"
    number: str = ""
    version: int = 1
    published_on: date | None = None
    site: str = ""


def id_out(eid: str) -> str:
    """An eid or wid of ours as it stands in the file: `art_1__subpoint_a` -> `art_1__subpara_a`."""
    return _renamed(eid, _SHORT_NAMES)


def id_in(eid: str) -> str:
    """The eid or wid of ours that `id_out` wrote."""
    return _renamed(eid, _OUR_NAMES)


def _renamed(eid: str, names: dict[str, str]) -> str:
    return _STEP.sub(lambda step: (step[1] or "") + names.get(step[2], step[2]), eid)


def implied_number(num: str | None) -> str | None:
    """The bare number that a printed one stands for where the file names none: English acts' inserted "5A" too."""
    inserted = _INSERTED.search(num or "")
    return inserted[0] if inserted else bare_number(num or "")
