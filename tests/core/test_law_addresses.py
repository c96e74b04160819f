"""Addresses of acts on lex.uz: validated strictly, found where they are typed or linked, never guessed."""

import random

import pytest

from consultation.core.law_addresses import Address, Linked, act_address, addresses, sure_links


@pytest.mark.parametrize(
    ("given", "href"),
    [
        ("lex.uz/docs/-4106601", "https://lex.uz/docs/-4106601"),
        ("http://lex.uz/docs/4106601", "https://lex.uz/docs/4106601"),
        ("https://www.lex.uz/uz/docs/-4106601#-4110000", "https://www.lex.uz/uz/docs/-4106601#-4110000"),
        (" https://old.lex.uz/acts/22946 ", "https://old.lex.uz/acts/22946"),
        ("LEX.UZ/ru/docs/22946", "https://lex.uz/ru/docs/22946"),
        ("https://lex.uz", None),
        ("https://lex.uz/docs/", None),
        ("https://lex.uz/docs/-41?x=1", None),
        ("https://lex.uz/docs/-41/../../evil", None),
        ("https://lex.uz.evil.example/docs/-41", None),
        ("https://evil.example/lex.uz/docs/-41", None),
        ("https://user@lex.uz/docs/-41", None),
        ("https://lex.uz:8080/docs/-41", None),
        ("https://evillex.uz/docs/-41", None),
        ("javascript:alert(1)//lex.uz/docs/-41", None),
        ("ftp://lex.uz/docs/-41", None),
        ("https://lex.uz/docs/-41#onclick", None),
    ],
)
def test_only_addresses_of_acts_are_taken(given: str, href: str | None) -> None:
    assert act_address(given) == href


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Qarang: lex.uz/docs/-4106601.", [("lex.uz/docs/-4106601", "https://lex.uz/docs/-4106601")]),
        ("(https://lex.uz/uz/docs/-41#-42)", [("https://lex.uz/uz/docs/-41#-42", "https://lex.uz/uz/docs/-41#-42")]),
        ("lex.uz/docs/1, lex.uz/docs/2", [("lex.uz/docs/1", "https://lex.uz/docs/1"), ("lex.uz/docs/2", "https://lex.uz/docs/2")]),
        ("lex.uz/docs/-41?ONDATE=1 lex.uz/docs/-41/x x@lex.uz/docs/-41 evil.lex.uz/docs/-41 a.example/lex.uz/docs/-4", []),
        ("lex.uz saytida", []),
    ],
)  # fmt: skip
def test_typed_addresses_are_found_where_they_end(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[each.start : each.end], each.href) for each in addresses(text, {})] == found


def test_words_that_the_file_links_lead_where_it_links_them() -> None:
    linked = {"Mehnat kodeksi": "https://lex.uz/docs/-6257288", "Kodeks": "https://evil.example/"}
    text = "Mehnat kodeksining, Kodeks, lex.uz/docs/1"
    assert list(addresses(text, linked)) == [
        Address(0, 14, "https://lex.uz/docs/-6257288"),
        Address(28, 41, "https://lex.uz/docs/1"),
    ]


def test_words_are_sure_when_they_mean_one_address_wherever_they_stand() -> None:
    one, two = "https://lex.uz/docs/1", "https://lex.uz/docs/2"
    linked = [
        Linked("Mehnat kodeksi", one),
        Linked("Mehnat kodeksi", one),
        Linked("Qonun", one),
        Linked("Kodeks", one),
        Linked("Kodeks", two),
        Linked("…", one),
    ]
    text = "Mehnat kodeksi va Mehnat kodeksi; Qonun va ushbu Qonun; Kodeks, Kodeks …"
    assert sure_links(linked, text) == (Linked("Mehnat kodeksi", one),)


def test_thousands_of_links_are_sure_as_each_is_by_itself() -> None:
    chance = random.Random(5)
    words = ["modda", "qism", "band", "Kodeks", "Qonun"]
    phrases = [" ".join(chance.choices(words, k=chance.randrange(1, 4))) + f" {number % 97}" for number in range(600)]
    text = " va ".join(chance.choices(phrases, k=900))
    linked = [Linked(phrase, "https://lex.uz/docs/1") for phrase in phrases]
    assert sure_links(linked, text) == tuple(
        Linked(phrase, "https://lex.uz/docs/1")
        for phrase in dict.fromkeys(phrases)
        if text.count(phrase) == phrases.count(phrase)
    )
    assert len(sure_links(linked, text)) > 20
