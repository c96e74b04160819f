"""One decision: a text joins a representative with a score, or a named difference keeps them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core.text import skeleton
from consultation.dedup.judging import FAR, Verdict, judge, nearest
from consultation.dedup.stance import Difference, difference, opposed, stance
from consultation.dedup.texts import Text

BODY = (
    "Mahallamizdagi kutubxona oʻn yildan beri yopiq turibdi, bolalar kitob oʻqish uchun shahar markaziga borishga majbur. "
    "Yangi tartib boʻyicha har bir tumanda kamida bitta kutubxona ish vaqtidan keyin ham ochiq boʻlishi kerak."
)


def text(written: str) -> Text:
    return Text(skeleton(written), 1)


def test_same_letter_joins_with_its_score_and_a_stranger_is_far() -> None:
    assert judge(text(BODY), text(BODY), is_known=False) == Verdict(1.0)
    assert judge(text(BODY), text("Prosim opublikovat byudjet kajdoy biblioteki"), is_known=True) == FAR


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        (
            f"Ushbu qonunni qoʻllab-quvvatlayman. {BODY}",
            f"Ushbu qonunga qarshiman. {BODY}",
            Difference("side", "support", frozenset({"yes"}), frozenset({"no"})),
        ),
        (
            f"Ushbu qaror oʻqilsin. {BODY}",
            f"Ushbu qaror oʻqilmasin. {BODY}",
            Difference("negation", "okil", frozenset({"yes"}), frozenset({"no"})),
        ),
        (
            "Ariza besh kun ichida koʻrib chiqilsin",
            "Ariza oʻn kun ichida koʻrib chiqilsin",
            Difference("number", "kon", frozenset({"bew"}), frozenset({"on"})),
        ),
        (
            "Toshkent shahrida yangi maktablar qurilishi kerak",
            "Samarqand shahrida yangi maktablar qurilishi kerak",
            Difference("word", "", frozenset({"towkent"}), frozenset({"samarkand"})),
        ),
    ],
)
def test_difference_that_keeps_near_texts_apart_is_named(one: str, other: str, named: Difference) -> None:
    verdict = judge(text(one), text(other), is_known=True)
    assert (verdict.difference, verdict.joins, verdict.score > 0.5) == (named, False, True)
    back = judge(text(other), text(one), is_known=True)
    assert back.difference == Difference(named.kind, named.about, named.theirs, named.ours)


WORDS = st.sampled_from(
    [
        "qarshiman",
        "emas",
        "qoʻllab",
        "quvvatlayman",
        "quvvatlamayman",
        "5",
        "kun",
        "besh",
        "qabul",
        "qilinsin",
        "qilinmasin",
        "не",
        "против",
        "за",
        "мы",
        "закон",
        "bekor",
    ]
)


@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=40))
def test_stance_guard_is_symmetric(one: list[str], other: list[str]) -> None:
    ours, theirs = stance(skeleton(" ".join(one))), stance(skeleton(" ".join(other)))
    there, back = difference(ours, theirs), difference(theirs, ours)
    mirrored = None if there is None else Difference(there.kind, there.about, there.theirs, there.ours)
    assert back == mirrored
    assert difference(ours, ours) is None


def test_nearest_puts_the_best_score_first_and_with_ties_the_first_tried() -> None:
    longer = text(f"{BODY} Rahmat.")
    tried = [(text("boshqa gap"), True), (longer, True), (text(BODY), True), (text(BODY), True)]
    found = nearest(text(BODY), tried)
    assert [place for place, _ in found] == [1, 2, 3]
    assert [score for _, score in found] == [1.0, 1.0, 1.0]


@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=40))
def test_looking_only_at_what_differs_overlooks_nothing_and_is_symmetric(one: list[str], other: list[str]) -> None:
    ours, theirs = skeleton(" ".join(one)), skeleton(" ".join(other))
    there, back = opposed(ours, theirs), opposed(theirs, ours)
    assert back == (None if there is None else Difference(there.kind, there.about, there.theirs, there.ours))
    assert there is not None or difference(stance(ours), stance(theirs)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kechasi savdo qilishga ruxsat berilsin.", "Kechasi savdo qilish taqiqlansin."),
        ("Biz bu loyihani yoqlaymiz.", "Biz bu loyihani yoqlamaymiz."),
        ("Men bu fikrga qoʻshilaman.", "Men bu fikrga qoʻshilmayman."),
    ],
)
def test_a_common_body_does_not_hide_the_opposite(one: str, other: str) -> None:
    body = f"{BODY} Ruxsatnomalar soni oshirilsin, lekin kechikish taqiqlansin."
    assert opposed(skeleton(f"{one} {body}"), skeleton(f"{other} {body}")) is not None


MISTYPED = [
    ("Men bu oʻzgarishga qarshi emasman", "Men bu oʻzgarishga qarshi emsman"),
    ("Men bu oʻzgarishga qarshi emasman", "Мен бу ўзгаришга қарши эмсаман"),
    ("Hujjat aslo qabul qilinmasin", "Hujjat aslo qabul qilinmasni"),
    ("Hujjat aslo qabul qilinmasin", "Hujjat aslo qabul qilinmrsin"),
]
MEANT = [
    ("Hujjat aslo qabul qilinmasin", "Hujjat aslo qabul qilinsin"),
    ("Men bu oʻzgarishga roziman", "Men bu oʻzgarishga rozi emasman"),
    ("Men bu oʻzgarishga qarshiman", "Men bu oʻzgarishga qarshi emasman"),
    ("Bu yoʻl ochilmasin", "Bu yoʻl ochilsin"),
    ("Band kuchga kirmasin. Kuchga kirgan kundan boshlab", "Band kuchga kirsin. Kuchga kirgan kundan boshlab"),
]


@pytest.mark.parametrize(("one", "other"), MISTYPED)
def test_a_typing_error_in_a_negation_is_no_opposite(one: str, other: str) -> None:
    assert (opposed(skeleton(one), skeleton(other)), opposed(skeleton(other), skeleton(one))) == (None, None)


@pytest.mark.parametrize(("one", "other"), MEANT)
def test_an_opposite_is_no_typing_error(one: str, other: str) -> None:
    assert opposed(skeleton(one), skeleton(other)) is not None
    assert opposed(skeleton(other), skeleton(one)) is not None
