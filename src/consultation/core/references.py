"""References of an act to its own articles and points: "ushbu Qonunning 5-moddasi", "статьи 5 настоящего Закона".

Only what names this very act counts. "Article 5" alone may be another law's, and so may anything inside quoted new text;
enumerations ("articles 5, 6 and 7") are left as they are. What is not sure stays plain.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from consultation.core.vocabulary import ClauseKind, Language

_NUMBER: Final = r"(?P<number>\d{1,4}(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-‑–]\d{1,2})?)"
_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹‑–", "0123456789--")


def _whole_first(this: str, acts: str, article: str, point: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{this})\s+(?:{acts})\w*\s+{_NUMBER}\s?-\s?(?:(?P<article>{article})|(?:{point}))\w*")


# "This act" in each language: the words for an act are those of section 1 of the domain sheet, in any case.
_OF_THIS_ACT: Final[Mapping[Language, re.Pattern[str]]] = {
    Language.UZ_LATN: _whole_first(
        "[Uu]shbu|[Mm]azkur", "[Qq]onun|[Kk]odeks|[Qq]aror|[Ff]armon|[Ff]armoyish|[Bb]uyru", "modda", "band"
    ),
    Language.UZ_CYRL: _whole_first(
        "[Уу]шбу|[Мм]азкур", "[Ққ]онун|[Кк]одекс|[Ққ]арор|[Фф]армон|[Фф]армойиш|[Бб]уйру", "модда", "банд"
    ),
    Language.KAA_LATN: _whole_first(
        "[Uu]sı|[Bb]ul", "[Nn]ızam|[Kk]odeks|[Qq]arar|[Pp]árman|[Bb]uyrı", "statya", "punkt|bánt"
    ),
    Language.KAA_CYRL: _whole_first(
        "[Уу]сы|[Бб]ул", "[Нн]ызам|[Кк]одекс|[Ққ]арар|[Пп]әрман|[Бб]уйры", "статья", "пункт|бәнт"
    ),
    Language.RU: re.compile(
        rf"\b(?:(?P<article>[Сс]тать)|[Пп]ункт)\w*\s+{_NUMBER}\s+настоящ(?:его|ему|им|ем)\s+"
        r"(?:[Зз]акон|[Кк]одекс|[Пп]остановлени|[Уу]каз|[Пп]риказ|[Рр]аспоряжени|[Рр]ешени)\w*"
    ),
    Language.EN: re.compile(
        rf"\b(?:(?P<article>[Aa]rticle|[Ss]ection)|[Pp]oint|[Pp]aragraph)\s+{_NUMBER}\s+of\s+this\s+"
        r"(?:Law|Act|Code|Decree|Resolution|Order)\b"
    ),
}


class Reference(NamedTuple):
    """Where a reference stands in a text (offsets), and what it is to: an article or a point, by its bare number."""

    start: int
    end: int
    kind: ClauseKind
    number: str


class Numbered(NamedTuple):
    """A clause that may be referred to."""

    eid: str
    kind: ClauseKind
    number: str | None


Targets = Mapping[tuple[ClauseKind, str], str]


def references(text: str, language: Language) -> Iterator[Reference]:
    """The references in a text to articles and points of the act it stands in, in order."""
    pattern = _OF_THIS_ACT.get(language)
    for match in pattern.finditer(text) if pattern is not None else ():
        kind = ClauseKind.ARTICLE if match["article"] else ClauseKind.POINT
        raised = _RAISED.sub(lambda digits: "-" + digits[0], match["number"])
        yield Reference(match.start(), match.end(), kind, raised.translate(_PLAIN))


def targets(clauses: Iterable[Numbered]) -> Targets:
    """Articles and points of the act's own body by kind and number; a number that is there twice is no target.

    A point is one of the body only where it stands in no article, and nothing in an annex or a quotation is meant.
    """
    inside = [each for each in clauses if each.number is not None and _is_of_body(each)]
    often = Counter((each.kind, each.number) for each in inside)
    return {
        (each.kind, each.number): each.eid
        for each in inside
        if each.number is not None and often[each.kind, each.number] == 1
    }


def _is_of_body(clause: Numbered) -> bool:
    steps = [step.partition("_")[0] for step in clause.eid.split("__")]
    if {"att", "qstr"} & set(steps):
        return False
    return clause.kind is ClauseKind.ARTICLE or (
        clause.kind is ClauseKind.POINT and "art" not in steps and steps.count("point") == 1
    )
