"""Names and ordinals of clauses in the languages acts are written in, in the grammatical forms a citation needs."""

from typing import NamedTuple

from consultation.core.vocabulary import ClauseKind, Language


class Name(NamedTuple):
    """A unit's name: alone; as the whole that comes first (genitive); owned by what stands before it."""

    alone: str
    of_first: str
    owned: str
    gender: str = "any"


def _turkic(genitive: str, rows: str) -> dict[ClauseKind, Name]:
    """Names from lines `kind alone owned`, both forms quoted in `|`; the genitive is alone + ending."""
    names = {}
    for row in rows.strip().splitlines():
        kind, alone, owned, *ending = (piece.strip() for piece in row.split("|"))
        names[ClauseKind(kind)] = Name(alone, alone + (ending[0] if ending else genitive), owned)
    return names


_UZ_LATN = _turkic(
    "ning",
    """
    part | qism | qismi
    section | boʻlim | boʻlimi
    subsection | kichik boʻlim | kichik boʻlimi
    chapter | bob | bobi
    subchapter | paragraf | paragrafi
    article | modda | moddasi
    paragraph | qism | qismi
    point | band | bandi
    subpoint | kichik band | kichik bandi
    indent | xatboshi | xatboshisi
    annex | ilova | ilovasi
    preamble | muqaddima | muqaddimasi
    table | jadval | jadvali
    row | qator | qatori
    quoted | yangi matn | yangi matni
    note | izoh | izohi
    conclusion | yakuniy qism | yakuniy qismi
    other | matn | matni
    """,
)
_UZ_CYRL = _turkic(
    "нинг",
    """
    part | қисм | қисми
    section | бўлим | бўлими
    subsection | кичик бўлим | кичик бўлими
    chapter | боб | боби
    subchapter | параграф | параграфи
    article | модда | моддаси
    paragraph | қисм | қисми
    point | банд | банди
    subpoint | кичик банд | кичик банди
    indent | хатбоши | хатбошиси
    annex | илова | иловаси
    preamble | муқаддима | муқаддимаси
    table | жадвал | жадвали
    row | қатор | қатори
    quoted | янги матн | янги матни
    note | изоҳ | изоҳи
    conclusion | якуний қисм | якуний қисми
    other | матн | матни
    """,
)
_KAA_LATN = _turkic(
    "niń",
    """
    part | bólim | bólimi
    section | bólim | bólimi
    subsection | kishi bólim | kishi bólimi
    chapter | bap | babı | tıń
    subchapter | paragraf | paragrafı | tıń
    article | statya | statyası | nıń
    paragraph | bólek | bólegi | tiń
    point | punkt | punkti | tiń
    subpoint | kishi punkt | kishi punkti | tiń
    indent | abzac | abzacı | tıń
    annex | qosımsha | qosımshası | nıń
    preamble | algʻı sóz | algʻı sózi
    table | keste | kestesi
    row | qatar | qatarı | dıń
    quoted | jańa tekst | jańa teksti | tiń
    note | esletpe | esletpesi
    conclusion | juwmaqlawshı bólim | juwmaqlawshı bólimi
    other | tekst | teksti | tiń
    """,
)
_KAA_CYRL = _turkic(
    "ниң",
    """
    part | бөлим | бөлими
    section | бөлим | бөлими
    subsection | киши бөлим | киши бөлими
    chapter | бап | бабы | тың
    subchapter | параграф | параграфы | тың
    article | статья | статьясы | ның
    paragraph | бөлек | бөлеги | тиң
    point | пункт | пункти | тиң
    subpoint | киши пункт | киши пункти | тиң
    indent | абзац | абзацы | тың
    annex | қосымша | қосымшасы | ның
    preamble | алғы сөз | алғы сөзи
    table | кесте | кестеси
    row | қатар | қатары | дың
    quoted | жаңа текст | жаңа тексти | тиң
    note | еслетпе | еслетпеси
    conclusion | жуўмақлаўшы бөлим | жуўмақлаўшы бөлими
    other | текст | тексти | тиң
    """,
)


def _pairs(rows: str) -> dict[ClauseKind, Name]:
    """Names from lines `kind | nominative | genitive | gender` for the languages that go from part to whole."""
    split = ([piece.strip() for piece in row.split("|")] for row in rows.strip().splitlines())
    return {ClauseKind(kind): Name(alone, genitive, alone, gender) for kind, alone, genitive, gender in split}


_RU = _pairs(
    """
    part | часть | части | feminine
    section | раздел | раздела | masculine
    subsection | подраздел | подраздела | masculine
    chapter | глава | главы | feminine
    subchapter | параграф | параграфа | masculine
    article | статья | статьи | feminine
    paragraph | часть | части | feminine
    point | пункт | пункта | masculine
    subpoint | подпункт | подпункта | masculine
    indent | абзац | абзаца | masculine
    annex | приложение | приложения | masculine
    preamble | преамбула | преамбулы | feminine
    table | таблица | таблицы | feminine
    row | строка | строки | feminine
    quoted | новый текст | нового текста | masculine
    note | примечание | примечания | masculine
    conclusion | заключительная часть | заключительной части | feminine
    other | текст | текста | masculine
    """
)
_EN = {
    kind: Name(name, name, name)
    for kind, name in {
        **{kind: kind.value for kind in ClauseKind},
        ClauseKind.PARAGRAPH: "part",
        ClauseKind.SUBCHAPTER: "§",
        ClauseKind.QUOTED: "new text",
        ClauseKind.CONCLUSION: "closing lines",
        ClauseKind.OTHER: "text",
    }.items()
}
NAMES: dict[Language, dict[ClauseKind, Name]] = {
    Language.UZ_LATN: _UZ_LATN,
    Language.UZ_CYRL: _UZ_CYRL,
    Language.KAA_LATN: _KAA_LATN,
    Language.KAA_CYRL: _KAA_CYRL,
    Language.RU: _RU,
    Language.EN: _EN,
}


def _counted(units: str, tens: str) -> tuple[str, ...]:
    """Ordinals 1 to 29 of a Turkic language, from the ordinals 1 to 10 and 20, and the words for ten and twenty."""
    *ones, twentieth = units.split()
    ten, twenty = tens.split()
    return (*ones, *(f"{ten} {one}" for one in ones[:9]), twentieth, *(f"{twenty} {one}" for one in ones[:9]))


_RU_STEMS = [
    "перв",
    "втор",
    "трет",
    "четверт",
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
_RU_OXYTONE = frozenset({"втор", "шест", "седьм", "восьм"})


def _russian(usual: str, stressed: str, third: str) -> tuple[str, ...]:
    """Ordinals 1 to 20 with one ending; the third has a soft stem, some are stressed on the ending."""
    endings = {"трет": third, **dict.fromkeys(_RU_OXYTONE, stressed)}
    return tuple(stem + endings.get(stem, usual) for stem in _RU_STEMS)


_EN_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

ORDINALS: dict[Language, dict[str, tuple[str, ...]]] = {
    Language.UZ_LATN: {
        "any": _counted(
            "birinchi ikkinchi uchinchi toʻrtinchi beshinchi oltinchi yettinchi sakkizinchi toʻqqizinchi oʻninchi "
            "yigirmanchi",
            "oʻn yigirma",
        )
    },
    Language.UZ_CYRL: {
        "any": _counted(
            "биринчи иккинчи учинчи тўртинчи бешинчи олтинчи еттинчи саккизинчи тўққизинчи ўнинчи йигирманчи",
            "ўн йигирма",
        )
    },
    Language.KAA_LATN: {
        "any": _counted(
            "birinshi ekinshi úshinshi tórtinshi besinshi altınshı jetinshi segizinshi toǵızınshı onınshı jigirmalanshı",
            "on jigirma",
        )
    },
    Language.KAA_CYRL: {
        "any": _counted(
            "биринши екинши үшинши төртинши бесинши алтыншы жетинши сегизинши тоғызыншы оныншы жигирмаланшы",
            "он жигирма",
        )
    },
    Language.RU: {
        "feminine": _russian("ая", "ая", "ья"),
        "feminine_genitive": _russian("ой", "ой", "ьей"),
        "masculine": _russian("ый", "ой", "ий"),
        "masculine_genitive": _russian("ого", "ого", "ьего"),
    },
    Language.EN: {"any": tuple(_EN_ORDINALS)},
}
