"""Marks on what was searched for stand where the words are, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core.highlight import has_hit, pieces, snippet
from consultation.core.text import tokens


def marked(text: str, words: str) -> str:
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces(text, tokens(words)))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ommaviy kutubxonalar toʻgʻrisida", "кутубхона", "Ommaviy [kutubxonalar] toʻgʻrisida"),
        ("Оммавий кутубхоналар тўғрисида", "kutubxona to'g'ri", "Оммавий [кутубхоналар] [тўғрисида]"),
        ("Об обеспечении безопасности", "БЕЗОПАСН", "Об обеспечении [безопасности]"),
        ("Nókis qalasında jasıl aymaqlar", "нөкис жасыл", "[Nókis] qalasında [jasıl] aymaqlar"),
        ("12¹-modda, OʻRQ-682", "682", "12¹-modda, OʻRQ-[682]"),
        ("maʼlumot (maʼlumotlar)", "malumot", "[maʼlumot] ([maʼlumotlar])"),
        ("kutubxona", "xona", "kutubxona"),
        ("", "xona", ""),
    ],
)
def test_words_are_marked_from_their_first_letter_to_their_last(text: str, words: str, expected: str) -> None:
    assert marked(text, words) == expected


@given(st.text(), st.text())
def test_the_pieces_always_give_the_text_back(text: str, words: str) -> None:
    assert "".join(piece.text for piece in pieces(text, tokens(words))) == text


def test_without_words_nothing_is_marked() -> None:
    assert [(piece.text, piece.is_hit) for piece in pieces("Qonun", ())] == [("Qonun", False)]
    assert has_hit("Qonun", ()) is False


def test_a_snippet_shows_the_first_hit_between_whole_words() -> None:
    text = "birinchi " * 30 + "kutubxona " + "oxirgi " * 30
    found = snippet(text, tokens("кутубхона"), most=120)
    shown = "".join(piece.text for piece in found)
    assert shown.startswith("… birinchi ")
    assert shown.endswith(" oxirgi …")
    assert [piece.text for piece in found if piece.is_hit] == ["kutubxona"]
    assert len(shown) <= 124


def test_a_snippet_without_a_hit_is_the_beginning() -> None:
    assert "".join(piece.text for piece in snippet("bir ikki uch " * 30, (), most=20)) == "bir ikki uch bir …"
    assert "".join(piece.text for piece in snippet("qisqa", (), most=20)) == "qisqa"
