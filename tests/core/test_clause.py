"""The outline finds, walks and cites."""

import pytest

from consultation.core.citation import called, citation
from consultation.core.clause import Clause, outline
from consultation.core.errors import NotFound
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language as Lang
from tests.texts import ARTICLE, LAW, POINT, unit


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


def test_what_is_quoted_follows_from_where_it_stands() -> None:
    tree = outline(
        [
            (0, unit(K.POINT, "1.", "1", "Bayon etilsin:")),
            (1, unit(K.QUOTED)),
            (2, unit(K.ARTICLE, "6-modda.", "6")),
            (3, unit(K.PARAGRAPH, text="Yangi.")),
            (1, Clause("", None, K.INDENT, None, None, None, "Oddiy.", quoted=True)),
        ]
    )
    assert [clause.quoted for clause in tree.clauses] == [False, True, True, True, False]


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
