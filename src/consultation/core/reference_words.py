"""The words with which an act names its own clauses, in the languages acts are written in: patterns, and what they mean."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from consultation.core.citation_words import ORDINALS
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language

_NUM: Final = r"\d{1,4}(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-‑–]\d{1,2}(?!\d))?"
# A longer way or enumeration than any act has is not looked at: that keeps a hostile text from costing time.
_DEEPEST: Final = 5
_MOST: Final = 30
_RU_STEMS: Final = [
    "перв",
    "втор",
    "трет",
    "четв[её]рт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
    "двадцат",
]
_EN_CARDINALS: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


class Grammar(NamedTuple):
    """How one language refers to the clauses of an act.

    `chain` finds a whole reference: `steps` from an `act`, a `document` or a `unit`, or a `numbered` `annex`. `step` finds
    one unit inside `steps`: its `kind` (or `after`) with `numbers`, a `letter` or `ordinals` (or `before`). `joint` parts the
    members of an enumeration; `is_whole_first` says that the wide unit comes first. `elsewhere` finds the name of
    another act, after which nothing in the same sentence is sure.
    """

    chain: re.Pattern[str]
    step: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], K], ...]
    ordinals: tuple[tuple[re.Pattern[str], int], ...]
    joint: re.Pattern[str]
    elsewhere: re.Pattern[str]
    is_whole_first: bool


def _kinds(words: Mapping[str, K]) -> tuple[tuple[re.Pattern[str], K], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in words.items())


def _words(stems: list[str], ending: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(rf"{stem}{ending}", re.IGNORECASE), place) for place, stem in enumerate(stems, 1))


def _turkic(
    language: Language,
    this: str,
    acts: str,
    documents: str,
    units: Mapping[str, K],
    annex: str,
    conj: str,
    elsewhere: str,
) -> Grammar:
    ordinals = list(ORDINALS[language]["any"])
    ordinal = "(?:" + "|".join(sorted(ordinals, key=len, reverse=True)) + ")"
    joint = rf"\s*,\s*|\s+(?:{conj})\s+|\s*—\s*|\s+[–-]\s+"
    unit = "|".join(units)
    step = (
        rf"(?:(?P<numbers>{_NUM}(?:(?:{joint}){_NUM}){{0,{_MOST}}})\s?[-‑–]\s?|[“\"«„](?P<letter>\w)[”\"»“]\s+"
        rf"|(?P<ordinals>{ordinal}(?:(?:{joint}){ordinal}){{0,{_MOST}}})\s+)(?P<kind>{unit})\w*"
    )
    bare = re.sub(r"\?P<\w+>", "?:", step)
    # "ushbu qarorga 1-ilova" turns the act into the dative, everything else into the genitive.
    chain = (
        rf"\b(?:{this})\s+(?:(?P<annex>{acts})\w*\s+(?P<numbered>{_NUM})\s?[-‑–]\s?(?:{annex})\w*"
        rf"|(?:(?P<act>{acts})|(?P<document>{documents})|(?P<unit>{unit}))\w*\s+(?P<steps>{bare}(?:\s+{bare}){{0,{_DEEPEST}}}))"
    )
    return Grammar(
        re.compile(chain, re.IGNORECASE),
        re.compile(step, re.IGNORECASE),
        _kinds(units),
        tuple((re.compile(word, re.IGNORECASE), place) for place, word in enumerate(ordinals, 1)),
        re.compile(joint, re.IGNORECASE),
        re.compile(elsewhere, re.IGNORECASE),
        is_whole_first=True,
    )


_RU_UNITS: Final = {
    "подпункт": K.SUBPOINT,
    "пункт": K.POINT,
    "стат(?:ь|ей)": K.ARTICLE,
    "част": K.PARAGRAPH,
    "абзац": K.INDENT,
    "глав": K.CHAPTER,
}


def _russian() -> Grammar:
    ordinal = "(?:" + "|".join(sorted(_RU_STEMS, key=len, reverse=True)) + r")[а-яё]{1,4}\b"
    joint = r"\s*,\s*|\s+(?:и|или)\s+|\s*—\s*|\s+[–-]\s+"
    unit = "|".join(_RU_UNITS)
    step = (
        rf"(?P<kind>{unit})[а-яё]*\s+(?:(?P<numbers>{_NUM}\)?(?:(?:{joint}){_NUM}\)?){{0,{_MOST}}})"
        rf"|«(?P<letter>\w)»|(?P<ordinals>{ordinal}(?:(?:{joint}){ordinal}){{0,{_MOST}}}))"
    )
    bare = re.sub(r"\?P<\w+>", "?:", step)
    acts = "закон|кодекс|постановлени|указ|приказ|распоряжени|решени"
    documents = "положени|правил|порядк|инструкци|регламент|программ"
    chain = (
        rf"\b(?:приложени[а-яё]*\s+№?\s?(?P<numbered>{_NUM})\s+к\s+настоящ[а-яё]+\s+(?P<annex>{acts})[а-яё]*"
        rf"|(?P<steps>{bare}(?:\s+{bare}){{0,{_DEEPEST}}})\s+настоящ[а-яё]+\s+"
        rf"(?:(?P<act>{acts})|(?P<document>{documents})|(?P<unit>{unit}))[а-яё]*)"
    )
    return Grammar(
        re.compile(chain, re.IGNORECASE),
        re.compile(step, re.IGNORECASE),
        _kinds(_RU_UNITS),
        _words(_RU_STEMS, "[а-яё]{1,4}"),
        re.compile(joint, re.IGNORECASE),
        re.compile(r"(?:закон|кодекс|постановлени|указ|приказ)[а-яё]*\s[^.;]{0,80}[«“\"]", re.IGNORECASE),
        is_whole_first=False,
    )


_EN_UNITS: Final = {
    "subpoints?|subparagraphs?": K.SUBPOINT,
    "points?|paragraphs?": K.POINT,
    "articles?|sections?": K.ARTICLE,
    "parts?": K.PARAGRAPH,
    "indents?": K.INDENT,
    "chapters?": K.CHAPTER,
}


def _english() -> Grammar:
    ordinals = list(ORDINALS[Language.EN]["any"])
    word = "|".join([*ordinals, *_EN_CARDINALS])
    joint = r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+|\s*—\s*|\s+[–-]\s+"
    unit = "|".join(_EN_UNITS)
    step = (
        rf"(?:(?P<kind>{unit})\s+(?:(?P<numbers>{_NUM}(?:(?:{joint}){_NUM}){{0,{_MOST}}})|\((?P<letter>\w)\)|(?P<ordinals>(?:{word})\b))"
        rf"|(?:the\s+)?(?P<before>(?:{word})(?:(?:{joint})(?:{word})){{0,{_MOST}}})\s+(?P<after>{unit})\b)"
    )
    bare = re.sub(r"\?P<\w+>", "?:", step)
    acts = "Law|Act|Code|Decree|Resolution|Order|Decision"
    documents = "Regulations?|Rules|Procedure|Instructions?|Programme"
    chain = (
        rf"\b(?:Annex\s+(?P<numbered>{_NUM})\s+to\s+this\s+(?P<annex>{acts})\b"
        rf"|(?P<steps>{bare}(?:\s+of\s+{bare}){{0,{_DEEPEST}}})\s+of\s+this\s+"
        rf"(?:(?P<act>{acts})|(?P<document>{documents})|(?P<unit>{unit}))\b)"
    )
    places = [*enumerate(ordinals, 1), *enumerate(_EN_CARDINALS, 1)]
    return Grammar(
        re.compile(chain, re.IGNORECASE),
        re.compile(step, re.IGNORECASE),
        _kinds(_EN_UNITS),
        tuple((re.compile(said, re.IGNORECASE), place) for place, said in places),
        re.compile(joint, re.IGNORECASE),
        re.compile(r"\b(?:Law|Act|Code|Decree|Resolution|Order)\s+(?:on|No|of\s+the\s+Republic|[“\"«])", re.IGNORECASE),
        is_whole_first=False,
    )


GRAMMARS: Final[Mapping[Language, Grammar]] = {
    Language.UZ_LATN: _turkic(
        Language.UZ_LATN,
        "ushbu|mazkur",
        "qonun|kodeks|qaror|farmon|farmoyish|buyru",
        "nizom|qoida|tartib|yoʻriqnoma|reglament|dastur",
        {
            "kichik band": K.SUBPOINT,
            "band": K.POINT,
            "modda": K.ARTICLE,
            "qism": K.PARAGRAPH,
            "xatboshi": K.INDENT,
            "bob": K.CHAPTER,
        },
        "ilova",
        "va|yoki",
        r"[”»\"]\s*gi\b|kodeksi(?:ning|ga|da)",
    ),
    Language.UZ_CYRL: _turkic(
        Language.UZ_CYRL,
        "ушбу|мазкур",
        "қонун|кодекс|қарор|фармон|фармойиш|буйру",
        "низом|қоида|тартиб|йўриқнома|регламент|дастур",
        {
            "кичик банд": K.SUBPOINT,
            "банд": K.POINT,
            "модда": K.ARTICLE,
            "қисм": K.PARAGRAPH,
            "хатбоши": K.INDENT,
            "боб": K.CHAPTER,
        },
        "илова",
        "ва|ёки",
        r"[”»\"]\s*ги\b|кодекси(?:нинг|га|да)",
    ),
    Language.KAA_LATN: _turkic(
        Language.KAA_LATN,
        "usı|bul",
        "nızam|kodeks|qarar|párman|buyrı",
        "tártip|qaǵıyda|reje|reglament|baǵdarlama",
        {
            "kishi punkt|podpunkt": K.SUBPOINT,
            "punkt|bánt": K.POINT,
            "statya": K.ARTICLE,
            "bólek|bóleg": K.PARAGRAPH,
            "abzac": K.INDENT,
            "bap|bab": K.CHAPTER,
        },
        "qosımsha",
        "hám|yamasa",
        r"[”»\"]\s*(?:haqqında|g[iı]|ǵ[iı]|nızam|qarar)|kodeksi(?:niń|ne|nde)",
    ),
    Language.KAA_CYRL: _turkic(
        Language.KAA_CYRL,
        "усы|бул",
        "нызам|кодекс|қарар|пәрман|буйры",
        "тәртип|қағыйда|реже|регламент|бағдарлама",
        {
            "киши пункт|подпункт": K.SUBPOINT,
            "пункт|бәнт": K.POINT,
            "статья": K.ARTICLE,
            "бөлек|бөлег": K.PARAGRAPH,
            "абзац": K.INDENT,
            "бап|баб": K.CHAPTER,
        },
        "қосымша",
        "ҳәм|ямаса",
        r"[”»\"]\s*(?:ҳаққында|г[иы]|ғ[иы]|нызам|қарар)|кодекси(?:ниң|не|нде)",
    ),
    Language.RU: _russian(),
    Language.EN: _english(),
}
