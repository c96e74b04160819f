"""The outline finds, walks, cites, and is corrected without losing a word."""

import contextlib
import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core import correction
from consultation.core.citation import called, citation
from consultation.core.clause import Clause, Outline, outline
from consultation.core.errors import Blocked, NotFound
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language as Lang


def unit(
    kind: K, num: str | None = None, number: str | None = None, text: str = "", heading: str | None = None
) -> Clause:
    return Clause("", None, kind, num, number, heading, text)


LAW = outline(
    [
        (0, unit(K.CHAPTER, "1-bob.", "1", heading="Umumiy qoidalar")),
        (1, unit(K.ARTICLE, "5-modda.", "5", heading="Huquqlar")),
        (2, unit(K.PARAGRAPH, text="Birinchi gap.")),
        (2, unit(K.PARAGRAPH, text="Quyidagilar:")),
        (3, unit(K.POINT, "3)", "3", "uchinchi;")),
        (4, unit(K.SUBPOINT, "v)", "v", "vergul;")),
        (4, unit(K.INDENT, text="— davomi.")),
        (1, unit(K.ARTICLE, "12¹-modda.", "12-1", "Oʻz matni:")),
        (2, unit(K.INDENT, text="birinchi;")),
        (0, unit(K.ANNEX, "1-ILOVA", "1", "Qarorga", "Nizom")),
        (1, unit(K.CHAPTER, "2-bob.", "2")),
        (2, unit(K.POINT, "7.", "7", "Yettinchi.")),
        (1, unit(K.TABLE, text="№\tIsh")),
        (2, unit(K.ROW, "2.", "2", "Qurish")),
    ]
)
ARTICLE = "chp_1__art_5"
POINT = f"{ARTICLE}__para_2__point_3"


def words(tree: Outline) -> Counter[str]:
    return Counter(w for clause in (*tree.clauses, *tree.set_aside) for w in re.findall(r"\w+", clause.words))


def test_finding_walking_and_paths() -> None:
    assert LAW.find(POINT).text == "uchinchi;"
    assert [step.kind for step in LAW.path(POINT)] == [K.CHAPTER, K.ARTICLE, K.PARAGRAPH, K.POINT]
    assert LAW.headings(POINT) == ("1-bob. Umumiy qoidalar", "5-modda. Huquqlar")
    assert [child.eid for child in LAW.children(None)] == ["chp_1", "att_1"]
    assert [clause.eid for clause in LAW.subtree(POINT)] == [POINT, f"{POINT}__subpoint_v", f"{POINT}__indent_1"]
    assert [depth for depth, _ in LAW.walk()] == [0, 1, 2, 2, 3, 4, 4, 1, 2, 0, 1, 2, 1, 2]
    with pytest.raises(NotFound):
        LAW.find("art_99")


@pytest.mark.parametrize(
    ("eid", "language", "cited"),
    [
        (POINT, Lang.UZ_LATN, "5-moddaning ikkinchi qismi 3-bandi"),
        (POINT, Lang.UZ_CYRL, "5-модданинг иккинчи қисми 3-банди"),
        (POINT, Lang.RU, "пункт 3 части второй статьи 5"),
        (POINT, Lang.KAA_LATN, "5-statyanıń ekinshi bólegi 3-punkti"),
        (POINT, Lang.KAA_CYRL, "5-статьяның екинши бөлеги 3-пункти"),
        (POINT, Lang.EN, "point 3 of the second part of article 5"),
        (POINT, Lang.UND, "point 3 of the second part of article 5"),
        (f"{POINT}__subpoint_v", Lang.UZ_LATN, "5-moddaning ikkinchi qismi 3-bandi “v” kichik bandi"),
        (f"{POINT}__subpoint_v", Lang.RU, "подпункт «v» пункта 3 части второй статьи 5"),
        (f"{POINT}__indent_1", Lang.UZ_LATN, "5-moddaning ikkinchi qismi 3-bandi ikkinchi xatboshisi"),
        (f"{POINT}__indent_1", Lang.RU, "абзац второй пункта 3 части второй статьи 5"),
        (ARTICLE, Lang.UZ_LATN, "5-modda"),
        (ARTICLE, Lang.RU, "статья 5"),
        ("chp_1__art_12-1", Lang.UZ_LATN, "12¹-modda"),
        ("chp_1__art_12-1__indent_1", Lang.UZ_LATN, "12¹-moddaning ikkinchi xatboshisi"),
        ("att_1__chp_2__point_7", Lang.UZ_LATN, "1-ilovaning 7-bandi"),
        ("att_1__chp_2__point_7", Lang.RU, "пункт 7 приложения № 1"),
        ("att_1__table_1__tr_2", Lang.RU, "строка 2 приложения № 1"),
    ],
)
def test_citations(eid: str, language: Lang, cited: str) -> None:
    assert citation(LAW.path(eid), language) == cited


def test_change_kind_makes_ids_anew() -> None:
    changed = correction.change_kind(LAW, f"{POINT}__indent_1", K.SUBPOINT)
    assert changed.find(f"{POINT}__subpoint_2").text == "— davomi."
    assert words(changed) == words(LAW)


def test_merge_with_previous_keeps_words_and_children() -> None:
    merged = correction.merge_with_previous(LAW, POINT)
    assert merged.find(f"{ARTICLE}__para_2").text == "Quyidagilar:\n3)\nuchinchi;"
    assert [child.text for child in merged.children(f"{ARTICLE}__para_2")] == ["vergul;", "— davomi."]
    assert words(merged) == words(LAW)
    with pytest.raises(Blocked):
        correction.merge_with_previous(LAW, "chp_1")


def test_split_at_gives_children_to_the_second_half() -> None:
    split = correction.split_at(LAW, f"{ARTICLE}__para_1", len("Birinchi"))
    assert [child.text for child in split.children(ARTICLE)] == ["Birinchi", "gap.", "Quyidagilar:"]
    article = correction.split_at(LAW, "chp_1__art_12-1", len("Oʻz"))
    assert [child.text for child in article.children("chp_1__art_12-1")] == ["matni:", "birinchi;"]
    assert words(split) == words(article) == words(LAW)
    with pytest.raises(Blocked):
        correction.split_at(LAW, f"{ARTICLE}__para_1", 0)


def test_retitle_moves_only_the_border() -> None:
    titled = correction.retitle(LAW, "chp_1__art_12-1", "Oʻz")
    assert (titled.find("chp_1__art_12-1").heading, titled.find("chp_1__art_12-1").text) == ("Oʻz", "matni:")
    untitled = correction.retitle(LAW, ARTICLE, "")
    assert (untitled.find(ARTICLE).heading, untitled.find(ARTICLE).text) == (None, "Huquqlar")
    with pytest.raises(Blocked):
        correction.retitle(LAW, ARTICLE, "Boshqa")


def test_renumber_takes_the_number_from_the_text_and_gives_it_back() -> None:
    bare = correction.renumber(LAW, POINT, "")
    assert bare.find(f"{ARTICLE}__para_2__point_1").text == "3) uchinchi;"
    again = correction.renumber(bare, f"{ARTICLE}__para_2__point_1", "3)")
    assert again == LAW
    raised = correction.renumber(LAW, ARTICLE, "5¹-modda.")
    assert raised.find("chp_1__art_5-1").number == "5-1"


def test_drop_sets_aside_and_lifts_children() -> None:
    dropped = correction.drop(LAW, POINT)
    assert [clause.text for clause in dropped.set_aside] == ["uchinchi;"]
    assert [child.text for child in dropped.children(f"{ARTICLE}__para_2")] == ["vergul;", "— davomi."]
    assert words(dropped) == words(LAW)


def test_moving_in_and_out_are_opposites() -> None:
    inside = correction.move_in(LAW, f"{ARTICLE}__para_2")
    assert inside.find(f"{ARTICLE}__para_1__para_1").text == "Quyidagilar:"
    assert correction.move_out(inside, f"{ARTICLE}__para_1__para_1") == LAW
    with pytest.raises(Blocked):
        correction.move_in(LAW, ARTICLE)
    with pytest.raises(Blocked):
        correction.move_out(LAW, "att_1")


CORRECTIONS: tuple[Callable[[Outline, str, int], Outline], ...] = (
    lambda tree, eid, detail: correction.change_kind(tree, eid, list(K)[detail]),
    lambda tree, eid, _: correction.merge_with_previous(tree, eid),
    correction.split_at,
    lambda tree, eid, _: correction.renumber(tree, eid, ""),
    lambda tree, eid, _: correction.drop(tree, eid),
    lambda tree, eid, _: correction.move_in(tree, eid),
    lambda tree, eid, _: correction.move_out(tree, eid),
)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30), st.integers(0, 12)), max_size=12))
def test_no_correction_loses_or_invents_a_letter(steps: list[tuple[int, int, int]]) -> None:
    tree = LAW
    for step, place, detail in steps:
        with contextlib.suppress(Blocked):
            tree = CORRECTIONS[step](tree, tree.clauses[place % len(tree.clauses)].eid, detail)
        assert len({clause.eid for clause in tree.clauses}) == len(tree.clauses)
        if not tree.clauses:
            break
    assert Counter("".join(words(tree).elements())) == Counter("".join(words(LAW).elements()))


def test_a_clause_is_called_by_its_citation_with_its_heading_or_its_first_words() -> None:
    rows = [
        (0, Clause("", None, K.OTHER, None, None, None, "The Ministry of Words " * 9)),
        (0, Clause("", None, K.ARTICLE, "Article 1.", "1", "Purpose", "")),
        (1, Clause("", None, K.POINT, "1)", "1", None, "to read")),
    ]
    tree = outline(rows)
    assert [called(tree.path(clause.eid), Lang.EN) for clause in tree.clauses] == [
        "Text. The Ministry of Words The Ministry of Words The Ministry of Words The…",
        "Article 1. Purpose",
        "Point 1 of article 1",
    ]
