"""References of an act to its own clauses: found where they name one for certain, left alone everywhere else."""

import pytest

from consultation.core.clause import outline
from consultation.core.reference_words import GRAMMARS
from consultation.core.references import Numbered, Targets, links, targets
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language as Lang
from tests.texts import unit

SAID = "Words."
ACT = outline(
    [
        (0, unit(K.CHAPTER, "1.", "1", heading="General")),
        *(
            row
            for number in ("5", "6", "7")
            for row in (
                (1, unit(K.ARTICLE, f"{number}.", number, heading="Rights")),
                (2, unit(K.PARAGRAPH, text=SAID)),
                (2, unit(K.PARAGRAPH, text=SAID)),
                (3, unit(K.POINT, "1)", "1", SAID)),
                (3, unit(K.POINT, "3)", "3", SAID)),
            )
        ),
        (1, unit(K.ARTICLE, "12¹.", "12-1", SAID)),
        (2, unit(K.PARAGRAPH, text=SAID)),
        (1, unit(K.ARTICLE, "9.", "9", heading="Once")),
        (1, unit(K.ARTICLE, "9.", "9", heading="Twice")),
        (1, unit(K.ARTICLE, "20.", "20", heading="Quoting")),
        (2, unit(K.QUOTED)),
        (3, unit(K.ARTICLE, "33.", "33", heading="Of another act")),
        (0, unit(K.POINT, "40.", "40", SAID)),
        (1, unit(K.SUBPOINT, "a)", "a", SAID)),
        (1, unit(K.SUBPOINT, "2)", "2", SAID)),
        (1, unit(K.INDENT, text=SAID)),
        (0, unit(K.ANNEX, "1", "1", heading="NIZOM НИЗОМ ТӘРТИП TÁRTIP ПОЛОЖЕНИЕ REGULATION")),
        (1, unit(K.CHAPTER, "1.", "1")),
        (2, unit(K.POINT, "12.", "12", SAID)),
        (3, unit(K.SUBPOINT, "2)", "2", SAID)),
        (0, unit(K.ANNEX, "2", "2", heading="Form")),
        (1, unit(K.POINT, "12.", "12", SAID)),
    ]
)
KNOWN: Targets = targets(
    Numbered(
        clause.eid,
        clause.kind,
        clause.number,
        " ".join((clause.heading or "", clause.text)),
        bool(clause.text),
        clause.quoted,
    )
    for clause in ACT.clauses
)
FIVE = "chp_1__art_5"
TWO = f"{FIVE}__para_2"
POINT = "att_1__chp_1__point_12"


def _found(text: str, language: Lang, at: str) -> list[tuple[str, str]]:
    return [(text[link.start : link.end], link.eid) for link in links(text, language, KNOWN, at)]


@pytest.mark.parametrize(
    ("language", "at", "text", "found"),
    [
        (Lang.UZ_LATN, "point_40", "Pul ushbu Qonunning 5-moddasida nazarda tutilgan.", [("ushbu Qonunning 5-moddasida", FIVE)]),
        (Lang.UZ_LATN, "point_40", "Mazkur Kodeks 12¹-moddasi", [("Mazkur Kodeks 12¹-moddasi", "chp_1__art_12-1")]),
        (Lang.UZ_LATN, "point_40", "ushbu Qonun 5-moddasining ikkinchi qismi 3-bandida", [("ushbu Qonun 5-moddasining ikkinchi qismi 3-bandida", f"{TWO}__point_3")]),
        (Lang.UZ_LATN, f"{FIVE}__para_1", "ushbu moddaning ikkinchi qismida", [("ushbu moddaning ikkinchi qismida", TWO)]),
        (Lang.UZ_LATN, f"{FIVE}__para_1", "ushbu moddaning ikkinchi qismi 1 va 3-bandlari", [("1", f"{TWO}__point_1"), ("3", f"{TWO}__point_3")]),
        (Lang.UZ_LATN, "point_40__indent_1", "mazkur bandning “a” kichik bandi", [("mazkur bandning “a” kichik bandi", "point_40__subpoint_a")]),
        (Lang.UZ_LATN, "point_40__subpoint_a", "ushbu bandning ikkinchi xatboshisi", [("ushbu bandning ikkinchi xatboshisi", "point_40__indent_1")]),
        (Lang.UZ_LATN, "point_40", "ushbu Qonunning 5, 6 va 7-moddalari", [("5", FIVE), ("6", "chp_1__art_6"), ("7", "chp_1__art_7")]),
        (Lang.UZ_LATN, "point_40", "ushbu Qonunning 5 — 7-moddalari", [("5", FIVE), ("7", "chp_1__art_7")]),
        (Lang.UZ_LATN, "att_1", "ushbu Nizomning 12-bandi", [("ushbu Nizomning 12-bandi", POINT)]),
        (Lang.UZ_LATN, f"{POINT}__subpoint_2", "ushbu Nizomning 12-bandi", [("ushbu Nizomning 12-bandi", POINT)]),
        (Lang.UZ_LATN, "point_40", "ushbu qarorga 1-ilovaga muvofiq", [("ushbu qarorga 1-ilovaga", "att_1")]),
        (Lang.UZ_LATN, "point_40", "ushbu Qonunning 1-bobi", [("ushbu Qonunning 1-bobi", "chp_1")]),
        (Lang.UZ_CYRL, FIVE, "ушбу қарорнинг 40-бандида", [("ушбу қарорнинг 40-бандида", "point_40")]),
        (Lang.UZ_CYRL, "point_40", "ушбу Қонун 5-моддасининг иккинчи қисми", [("ушбу Қонун 5-моддасининг иккинчи қисми", TWO)]),
        (Lang.UZ_CYRL, f"{POINT}__subpoint_2", "мазкур Низомнинг 12-банди 2-кичик бандига", []),
        (Lang.UZ_CYRL, "point_40", "ушбу қарорга 2-иловада", [("ушбу қарорга 2-иловада", "att_2")]),
        (Lang.KAA_LATN, "point_40", "usı Nızamnıń 5-statyasına", [("usı Nızamnıń 5-statyasına", FIVE)]),
        (Lang.KAA_LATN, f"{FIVE}__para_1", "usı statyanıń ekinshi bólegi 3-punkti", [("usı statyanıń ekinshi bólegi 3-punkti", f"{TWO}__point_3")]),
        (Lang.KAA_LATN, "point_40", "usı qararǵa 1-qosımshaǵa muwapıq", [("usı qararǵa 1-qosımshaǵa", "att_1")]),
        (Lang.KAA_CYRL, "point_40", "усы Нызамның 5 ҳәм 6-статьялары", [("5", FIVE), ("6", "chp_1__art_6")]),
        (Lang.KAA_CYRL, f"{POINT}__subpoint_2", "усы Тәртиптиң 12-пункти", [("усы Тәртиптиң 12-пункти", POINT)]),
        (Lang.RU, "point_40", "согласно статье 12¹ настоящего Закона", [("статье 12¹ настоящего Закона", "chp_1__art_12-1")]),
        (Lang.RU, "point_40", "пункт 3 части второй статьи 5 настоящего Закона", [("пункт 3 части второй статьи 5 настоящего Закона", f"{TWO}__point_3")]),
        (Lang.RU, FIVE, "подпунктом «a» пункта 40 настоящего постановления", [("подпунктом «a» пункта 40 настоящего постановления", "point_40__subpoint_a")]),
        (Lang.RU, "point_40__indent_1", "подпункт 2) настоящего пункта", [("подпункт 2) настоящего пункта", "point_40__subpoint_2")]),
        (Lang.RU, f"{FIVE}__para_1", "частями первой и второй настоящей статьи", [("второй", TWO)]),
        (Lang.RU, "point_40", "статьями 5–7 настоящего Закона", []),
        (Lang.RU, "point_40", "статьями 5 – 7 настоящего Закона", [("5", FIVE), ("7", "chp_1__art_7")]),
        (Lang.RU, "point_40", "приложению № 1 к настоящему постановлению", [("приложению № 1 к настоящему постановлению", "att_1")]),
        (Lang.RU, f"{POINT}__subpoint_2", "пунктом 12 настоящего Положения", [("пунктом 12 настоящего Положения", POINT)]),
        (Lang.EN, "point_40", "under Article 5 of this Law", [("Article 5 of this Law", FIVE)]),
        (Lang.EN, "point_40", "part two of Article 5 of this Law", [("part two of Article 5 of this Law", TWO)]),
        (Lang.EN, "point_40", "point 3 of the second part of Article 5 of this Law", [("point 3 of the second part of Article 5 of this Law", f"{TWO}__point_3")]),
        (Lang.EN, f"{FIVE}__para_1", "point 3 of part two of this Article", [("point 3 of part two of this Article", f"{TWO}__point_3")]),
        (Lang.EN, "point_40", "Articles 5, 6 and 7 of this Law", [("5", FIVE), ("6", "chp_1__art_6"), ("7", "chp_1__art_7")]),
        (Lang.EN, "point_40", "Annex 1 to this Resolution", [("Annex 1 to this Resolution", "att_1")]),
        (Lang.EN, "point_40__indent_1", "subpoint (a) of this point", [("subpoint (a) of this point", "point_40__subpoint_a")]),
        (Lang.EN, "chp_1__art_7", "the first part of Article 12-1 of this Law", [("the first part of Article 12-1 of this Law", "chp_1__art_12-1")]),
    ],
)  # fmt: skip
def test_a_reference_leads_to_the_clause_it_names(
    language: Lang, at: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert _found(text, language, at) == found


@pytest.mark.parametrize(
    ("language", "at", "text"),
    [
        (Lang.UZ_LATN, "point_40", "Fuqarolik kodeksining 5-moddasi; 5-moddaga muvofiq"),
        (Lang.UZ_LATN, "point_40", "“Banklar toʻgʻrisida”gi Qonun va ushbu Qonunning 5-moddasi"),
        (Lang.UZ_LATN, "point_40", "ushbu Qonunning 9-moddasi"),
        (Lang.UZ_LATN, "point_40", "ushbu Qonunning 33-moddasi"),
        (Lang.UZ_LATN, "point_40", "ushbu Qonunning 5, 6 va 8-moddalari"),
        (Lang.UZ_LATN, "point_40", "ushbu Qonunning 7 — 12¹-moddalari"),
        (Lang.UZ_LATN, "point_40", "ushbu Qonun 5-moddasining uchinchi qismi"),
        (Lang.UZ_LATN, "point_40", "ushbu Qonunning 12-bandi"),
        (Lang.UZ_LATN, "point_40", "ushbu Nizomning 12-bandi"),
        (Lang.UZ_LATN, "att_2__point_12", "ushbu Nizomning 12-bandi"),
        (Lang.UZ_LATN, "point_40", "1-ilovaga muvofiq"),
        (Lang.UZ_LATN, "point_40", "ushbu moddaning ikkinchi qismi"),
        (Lang.UZ_LATN, "chp_1__art_20__qstr_1__art_33", "ushbu Qonunning 5-moddasi"),
        (Lang.UZ_CYRL, "point_40", "“Банклар тўғрисида”ги Қонун, ушбу Қонуннинг 5-моддаси"),
        (Lang.KAA_LATN, "point_40", "“Bankler haqqında” Nızam hám usı Nızamnıń 5-statyası"),
        (Lang.KAA_CYRL, "point_40", "5-статьяға муўапық"),
        (Lang.RU, "point_40", "статьи 5 Закона «О банках»; пункт 3 статьи 5"),
        (Lang.RU, "point_40", "Закон «О банках» и статья 5 настоящего Закона"),
        (Lang.RU, "point_40", "статьи 5 и 8 настоящего Закона"),
        (Lang.RU, "point_40", "пунктом 12 настоящего Положения"),
        (Lang.RU, "point_40", "приложение № 3 к настоящему постановлению"),
        (Lang.RU, "point_40", "часть первая настоящей статьи"),
        (Lang.EN, "point_40", "Article 5; Article 5 of the Law on Banks"),
        (Lang.EN, "point_40", "the Law on Banks and Article 5 of this Law"),
        (Lang.EN, "point_40", "part three of Article 5 of this Law"),
        (Lang.UND, "point_40", "ushbu Qonunning 5-moddasi"),
    ],
)
def test_what_is_not_sure_stays_plain(language: Lang, at: str, text: str) -> None:
    assert _found(text, language, at) == []


def test_a_clause_does_not_lead_to_itself() -> None:
    assert _found("ushbu Qonunning 5-moddasi", Lang.UZ_LATN, FIVE) == []


def test_every_way_to_every_clause_leads_back_to_it_or_nowhere() -> None:
    """No link without a target: whatever a reference could say, only ids of the text come out of it."""
    eids = {clause.eid for clause in ACT.clauses}
    for scope, steps in KNOWN.paths.values():
        for start in range(len(steps)):
            assert KNOWN.at(scope, steps[start:]) in {None, *eids}
    assert {eid for ways in KNOWN.found.values() for _, eid in ways} <= eids
    assert not any("qstr" in eid for ways in KNOWN.found.values() for _, eid in ways)


def test_all_languages_of_acts_have_a_grammar() -> None:
    assert set(GRAMMARS) == set(Lang) - {Lang.UND}
    assert list(links("", Lang.EN, Targets(), "art_1")) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Lang.RU, "пункт 1 " * 20_000),
        (Lang.RU, "пункт " + "1, " * 40_000),
        (Lang.UZ_LATN, "ushbu Qonunning " + "5-modda " * 20_000),
        (Lang.UZ_LATN, "ushbu " * 30_000),
        (Lang.EN, "part two of " * 20_000),
    ],
)
def test_a_hostile_text_is_read_in_one_go(language: Lang, text: str) -> None:
    assert len(_found(text, language, "point_40")) <= 1
