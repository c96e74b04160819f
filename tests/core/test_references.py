"""References to an act's own articles and points: found where they name the act, left alone everywhere else."""

import pytest

from consultation.core.references import Numbered, Reference, references, targets
from consultation.core.vocabulary import ClauseKind, Language

ARTICLE, POINT = ClauseKind.ARTICLE, ClauseKind.POINT


@pytest.mark.parametrize(
    ("language", "text", "said", "kind", "number"),
    [
        (Language.UZ_LATN, "Pul ushbu Qonunning 5-moddasida nazarda tutilgan.", "ushbu Qonunning 5-moddasida", ARTICLE, "5"),
        (Language.UZ_LATN, "Mazkur Kodeks 12¹-moddasi qoʻllanadi.", "Mazkur Kodeks 12¹-moddasi", ARTICLE, "12-1"),
        (Language.UZ_LATN, "mazkur qarorning 3-bandiga koʻra", "mazkur qarorning 3-bandiga", POINT, "3"),
        (Language.UZ_CYRL, "ушбу қарорнинг 7-бандида", "ушбу қарорнинг 7-бандида", POINT, "7"),
        (Language.RU, "согласно статье 7¹ настоящего Закона", "статье 7¹ настоящего Закона", ARTICLE, "7-1"),
        (Language.RU, "пунктом 2 настоящего постановления", "пунктом 2 настоящего постановления", POINT, "2"),
        (Language.KAA_LATN, "usı Nızamnıń 4-statyasına", "usı Nızamnıń 4-statyasına", ARTICLE, "4"),
        (Language.KAA_CYRL, "усы Нызамның 4-статьясына", "усы Нызамның 4-статьясына", ARTICLE, "4"),
        (Language.EN, "under Article 9 of this Law", "Article 9 of this Law", ARTICLE, "9"),
    ],
)  # fmt: skip
def test_a_reference_that_names_this_act_is_found(
    language: Language, text: str, said: str, kind: ClauseKind, number: str
) -> None:
    start = text.index(said)
    assert list(references(text, language)) == [Reference(start, start + len(said), kind, number)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.UZ_LATN, "Fuqarolik kodeksining 5-moddasi; 5-moddaga muvofiq"),
        (Language.UZ_LATN, "ushbu Qonunning 5, 6 va 7-moddalari"),
        (Language.RU, "статьи 5 Закона «О банках»; статьи 5 и 6 настоящего Закона и подпункт 3 настоящего пункта"),
        (Language.EN, "Article 5; Article 5 of the Law on Banks"),
        (Language.UND, "ushbu Qonunning 5-moddasi"),
    ],
)
def test_what_is_not_sure_stays_plain(language: Language, text: str) -> None:
    assert list(references(text, language)) == []


def test_targets_are_the_bodys_own_and_unique() -> None:
    clauses = [
        Numbered("chp_1__art_1", ARTICLE, "1"),
        Numbered("chp_1__art_1__point_1", POINT, "1"),
        Numbered("chp_2__art_2", ARTICLE, "2"),
        Numbered("chp_2__art_2_2", ARTICLE, "2"),
        Numbered("point_3", POINT, "3"),
        Numbered("point_3__point_4", POINT, "4"),
        Numbered("att_1__point_5", POINT, "5"),
        Numbered("point_3__qstr_1__art_9", ARTICLE, "9"),
        Numbered("chp_1", ClauseKind.CHAPTER, "1"),
    ]
    assert targets(clauses) == {(ARTICLE, "1"): "chp_1__art_1", (POINT, "3"): "point_3"}
