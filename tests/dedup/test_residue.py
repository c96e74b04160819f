"""What a member adds to its campaign is found, in whatever script, and nothing else is."""

from consultation.dedup import residue

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
