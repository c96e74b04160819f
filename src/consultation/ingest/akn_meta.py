"""The metadata of an Akoma Ntoso file: work, expression and manifestation (FRBR), written and read."""

import contextlib
import re
from datetime import date
from typing import Final

from lxml import etree

from consultation.core.vocabulary import ActKind, Language
from consultation.ingest.akn import AKN, LANG, MEDIA_TYPE, SOURCE, Identity
from consultation.ingest.names import local_name

# ISO 639-2, as the naming convention (4.3) asks. It has no scripts: which one is said by xml:lang on the text itself.
_THREE_LETTERS: Final = {
    Language.UZ_LATN: "uzb",
    Language.UZ_CYRL: "uzb",
    Language.RU: "rus",
    Language.KAA_LATN: "kaa",
    Language.KAA_CYRL: "kaa",
    Language.EN: "eng",
    Language.UND: "und",
}
_ONE_SCRIPT: Final = {"rus": Language.RU, "ru": Language.RU, "eng": Language.EN, "en": Language.EN}
_AUTHORITY: Final = "authority"
_ORIGINAL: Final = "original"
_UNUSABLE = re.compile(r"[^\w.-]+", re.ASCII)
_LONGEST_COUNTRY = 16


def add_meta(document: etree._Element, identity: Identity, component: str = "main") -> None:
    """Put the metadata of a text, or of the component of it with that id, at the head of a document."""
    meta = etree.SubElement(document, f"{AKN}meta")
    identification = etree.SubElement(meta, f"{AKN}identification", source=SOURCE)
    work = _work_uri(identity)
    expression = f"{work}/{_THREE_LETTERS[identity.language]}"
    if identity.published_on is not None:
        expression += f"@{identity.published_on.isoformat()}"
    shown_on = identity.published_on or identity.made_on
    _work(_level(identification, "FRBRWork", work, f"{work}/!{component}"), identity)
    level = _level(identification, "FRBRExpression", expression, f"{expression}/!{component}")
    _add_date_and_author(level, shown_on, "publication" if identity.published_on else "generation", _AUTHORITY)
    _value(level, "FRBRversionNumber", str(identity.version))
    etree.SubElement(level, f"{AKN}FRBRlanguage", language=_THREE_LETTERS[identity.language])
    level = _level(identification, "FRBRManifestation", f"{expression}.xml", f"{expression}/!{component}.xml")
    _add_date_and_author(level, shown_on, "transform", SOURCE[1:])
    _value(level, "FRBRformat", MEDIA_TYPE)
    if component == "main":
        _add_life(meta, identity, expression)


def _work_uri(identity: Identity) -> str:
    """`/akn/uz/bill/law/2026-11-01/12` (naming convention, 4.4)."""
    subtype = identity.act_kind.value if identity.act_kind is not None else ""
    number = _UNUSABLE.sub("-", identity.number).strip("-") or "draft"
    steps = ("akn", identity.country, "bill", subtype, identity.made_on.isoformat(), number)
    return "/" + "/".join(filter(None, steps))


def _level(identification: etree._Element, name: str, uri: str, this: str) -> etree._Element:
    level = etree.SubElement(identification, f"{AKN}{name}")
    _value(level, "FRBRthis", this)
    _value(level, "FRBRuri", uri)
    return level


def _work(level: etree._Element, identity: Identity) -> None:
    _value(level, "FRBRalias", identity.title).set("name", "title")
    if identity.site and identity.number:
        _value(level, "FRBRalias", f"{identity.site}/drafts/{identity.number}").set("name", "page")
    _add_date_and_author(level, identity.made_on, "generation", _AUTHORITY)
    _value(level, "FRBRcountry", identity.country)
    if identity.act_kind is not None:
        _value(level, "FRBRsubtype", identity.act_kind.value)
    if identity.number:
        _value(level, "FRBRnumber", identity.number)


def _add_date_and_author(level: etree._Element, day: date, name: str, author: str) -> None:
    etree.SubElement(level, f"{AKN}FRBRdate", date=day.isoformat(), name=name)
    etree.SubElement(level, f"{AKN}FRBRauthor", href=f"#{author}")


def _value(level: etree._Element, name: str, value: str) -> etree._Element:
    return etree.SubElement(level, f"{AKN}{name}", value=value)


def _add_life(meta: etree._Element, identity: Identity, expression: str) -> None:
    if identity.published_on is not None:
        lifecycle = etree.SubElement(meta, f"{AKN}lifecycle", source=SOURCE)
        event = {"date": identity.published_on.isoformat(), "source": f"#{_ORIGINAL}", "type": "generation"}
        etree.SubElement(lifecycle, f"{AKN}eventRef", event)
    references = etree.SubElement(meta, f"{AKN}references", source=SOURCE)
    _reference(references, "original", _ORIGINAL, expression, identity.title)
    organisations = f"/akn/ontology/organization/{identity.country}"
    _reference(references, "TLCOrganization", _AUTHORITY, f"{organisations}/authority", identity.authority)
    site = identity.site or f"{organisations}/consultation"
    _reference(references, "TLCOrganization", SOURCE[1:], site, "Consultation")


def _reference(references: etree._Element, name: str, eid: str, href: str, shown: str) -> None:
    etree.SubElement(references, f"{AKN}{name}", eId=eid, href=href, showAs=shown)


def read_meta(document: etree._Element) -> Identity:
    """The identity of a document; what its metadata does not say, or says wrongly, is left empty. Never raises."""
    work, expression = _values(document, "FRBRWork"), _values(document, "FRBRExpression")
    subtype = work.get("FRBRsubtype", "")
    version = expression.get("FRBRversionNumber", "")
    site = _organisation(document, SOURCE[1:]).get("href", "")
    return Identity(
        title=work.get("title", "") or _printed_title(document),
        language=_language(document),
        made_on=_day(work.get("FRBRdate")) or date.min,
        act_kind=ActKind(subtype) if subtype in set(ActKind) else None,
        authority=_authority(document),
        country=_country(work.get("FRBRcountry", "")),
        number=work.get("FRBRnumber", ""),
        version=int(version) if re.fullmatch(r"[1-9][0-9]{0,5}", version) else 1,
        published_on=_published_on(document),
        site=site if re.fullmatch(r"https?://[\w.:\[\]-]+", site, re.ASCII) else "",
    )


def _values(document: etree._Element, level: str) -> dict[str, str]:
    """What one FRBR level says, by element; its aliases by their names."""
    found: dict[str, str] = {}
    for element in document.iterfind(f"{AKN}meta/{AKN}identification/{AKN}{level}/*"):
        name = local_name(element)
        value = element.get("value") or element.get("date") or ""
        found.setdefault(element.get("name", name) if name == "FRBRalias" else name, value)
    return found


def _printed_title(document: etree._Element) -> str:
    """What the text itself marks as its title."""
    found = next(document.iter(f"{AKN}docTitle", f"{AKN}shortTitle"), None)
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


def told_language(document: etree._Element) -> str:
    """The code of the language that the metadata name; empty when they name none."""
    found = document.find(f"{AKN}meta/{AKN}identification/{AKN}FRBRExpression/{AKN}FRBRlanguage")
    return "" if found is None else found.get("language", "").lower()


def is_of_two_scripts(code: str) -> bool:
    """Whether a language is written in two scripts here, or not named at all, so that the text must be looked at."""
    return code.split("-", maxsplit=1)[0] in {"", "und", "uz", "uzb", "kaa"}


def _language(document: etree._Element) -> Language:
    """The language that the body speaks, or the metadata name; UND when a script would have to be guessed."""
    body = next((each for each in document if each.tag in {f"{AKN}body", f"{AKN}mainBody"}), None)
    spoken = body.get(LANG, "") if body is not None else ""
    if spoken in set(Language):
        return Language(spoken)
    return _ONE_SCRIPT.get(told_language(document), Language.UND)


def _country(told: str) -> str:
    return told if re.fullmatch(r"[\w-]+", told, re.ASCII) and len(told) <= _LONGEST_COUNTRY else ""


def _organisation(document: etree._Element, eid: str) -> dict[str, str]:
    for element in document.iterfind(f"{AKN}meta/{AKN}references/*"):
        if element.get("eId") == eid:
            return {str(name): str(value) for name, value in element.items()}
    return {}


def _authority(document: etree._Element) -> str:
    author = document.find(f"{AKN}meta/{AKN}identification/{AKN}FRBRWork/{AKN}FRBRauthor")
    named = author.get("href", "").removeprefix("#") if author is not None else ""
    return _organisation(document, named).get("showAs", "") if named else ""


def _published_on(document: etree._Element) -> date | None:
    event = document.find(f"{AKN}meta/{AKN}lifecycle/{AKN}eventRef[@type='generation']")
    return _day(event.get("date")) if event is not None else None


def _day(told: str | None) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat((told or "")[:10])
    return None
