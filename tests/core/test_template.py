"""The template of a campaign: what its texts share, in any alphabet, and where they differ."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from consultation.core.template import Piece, template

LATIN = "Men, Karima Aliyeva, jarima miqdori ikki barobar kamaytirilishini soʻrayman. Bu adolatli boʻladi."
CYRILLIC = "Мен, Олим Собиров, жарима миқдори икки баробар камайтирилишини сўрайман. Бу адолатли бўлади."
LONGER = "Men, Nodir Umarov, jarima miqdori ikki barobar kamaytirilishini so'rayman. Bu adolatli bo'ladi. Rahmat!"
SHARED = (
    Piece("Men,"),
    Piece(""),
    Piece("jarima miqdori ikki barobar kamaytirilishini soʻrayman. Bu adolatli boʻladi."),
)


def test_names_are_slots_and_alphabets_do_not_matter() -> None:
    assert template(LATIN, [CYRILLIC, LONGER]) == SHARED
    assert [piece.is_slot for piece in SHARED] == [False, True, False]


def test_what_most_texts_add_is_a_slot() -> None:
    assert template(LATIN, [LONGER, LONGER + " Yana.", CYRILLIC]) == (*SHARED, Piece(""))


def test_a_text_alone_is_its_own_template() -> None:
    assert template(LATIN, []) == (Piece(LATIN),)
    assert template("", []) == ()


def test_texts_in_other_words_are_left_out() -> None:
    assert template(LATIN, ["Прошу снизить размер штрафа вдвое, это справедливо."]) == (Piece(LATIN),)


@given(st.lists(st.text(st.sampled_from("abc .,\n"), max_size=40), max_size=6), st.randoms())
def test_order_does_not_matter_and_no_word_is_invented(texts: list[str], random: Random) -> None:
    found = template(texts[0] if texts else "", texts)
    shuffled = random.sample(texts, len(texts))
    assert template(texts[0] if texts else "", shuffled) == found
    said = iter((texts[0] if texts else "").split())
    assert all(word in said for piece in found for word in piece.text.split())


def test_a_word_repeated_costs_no_more_than_it_says() -> None:
    hostile = "a " * 200_000
    assert template(hostile, [hostile, hostile + "b"])[0].text.startswith("a a a")
