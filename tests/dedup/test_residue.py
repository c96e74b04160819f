"""What a member adds to its campaign is found, in whatever script, and nothing else is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consultation.dedup import residue, residue_key, residue_spans

LETTER = "Kutubxonalar kechqurun ham ochiq boʻlsin. Ariza 5 kun ichida koʻrib chiqilsin! Bu tartib adolatli boʻladi."


def test_a_copy_adds_nothing_in_any_script() -> None:
    assert residue(LETTER, LETTER) == []
    assert residue("Кутубхоналар кечкурун хам очик булсин", LETTER) == []


def test_an_added_sentence_is_given_back_as_written() -> None:
    assert residue(f"Assalomu alaykum, men oʻqituvchiman. {LETTER}\nBolalar xonasi kerak!", LETTER) == [
        "Assalomu alaykum, men oʻqituvchiman.",
        "Bolalar xonasi kerak!",
    ]


def test_another_number_and_the_opposite_are_its_own() -> None:
    assert residue("Ariza 10 kun ichida koʻrib chiqilsin!", LETTER) == ["Ariza 10 kun ichida koʻrib chiqilsin!"]
    assert residue("Bu tartib adolatsiz boʻladi.", LETTER) == ["Bu tartib adolatsiz boʻladi."]


def test_empty_texts() -> None:
    assert residue("", LETTER) == []
    assert residue("  …!\n👍", "") == []
    assert residue("Salom.", "") == ["Salom."]


def test_spans_stand_where_the_sentences_do() -> None:
    text = f"  Men oʻqituvchiman. {LETTER} Bolalar xonasi kerak! "
    assert residue_spans(text, LETTER) == [(2, 20), (len(text) - 22, len(text) - 1)]


def test_a_key_is_the_same_in_every_script_and_another_for_other_words() -> None:
    latin = residue_key(["Bolalar xonasi kerak!"])
    assert residue_key(["Болалар хонаси керак"]) == latin
    assert residue_key(["Bolalar bogʻi kerak!"]) != latin
    assert residue_key([]) == ""


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_gives_sentences_of_its_own_in_order(member: str, representative: str) -> None:
    spans = residue_spans(member, representative)
    assert [member[start:end] for start, end in spans] == residue(member, representative)
    assert spans == sorted(spans)
    assert all(end <= after for (_, end), (after, _) in pairwise(spans))
    assert residue_spans(member, member) == []
