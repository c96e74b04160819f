"""Every clause of every fixture cited in the language of its draft, compared with fixtures/citations, which were read line by line."""

from pathlib import Path

import pytest

from consultation.core.citation import citation
from consultation.core.clause import Clause, outline
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language
from consultation.ingest.reading import read_in_process
from tests.texts import unit

FIXTURES = Path(__file__).parents[2] / "fixtures"
GOLDEN = sorted((FIXTURES / "citations").glob("*.tsv"))
LANGUAGES = (
    Language.UZ_LATN,
    Language.UZ_CYRL,
    Language.KAA_LATN,
    Language.KAA_CYRL,
    Language.RU,
    Language.EN,
)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_every_clause_of_a_fixture_is_cited_as_written_down(golden: Path) -> None:
    read = read_in_process((FIXTURES / f"{golden.stem}.docx").read_bytes())
    cited = [
        f"{clause.eid}\t{citation(read.outline.path(clause.eid), clause.language or read.language)}"
        for clause in read.clauses
    ]
    assert cited == golden.read_text().splitlines()


def test_every_fixture_is_written_down_and_they_speak_all_languages() -> None:
    assert [path.stem for path in GOLDEN] == sorted(path.stem for path in FIXTURES.glob("*.docx"))


def _rare(*path: Clause) -> list[str]:
    """How the last clause of a path is cited in each language."""
    tree = outline(enumerate(path))
    return [citation(tree.path(tree.clauses[-1].eid), language) for language in LANGUAGES]


def _last_of(count: int, kind: K, *above: Clause) -> list[str]:
    """How the last of so many unnumbered clauses below a path is cited in each language."""
    rows = [*enumerate(above), *((len(above), unit(kind, text="…")) for _ in range(count))]
    tree = outline(rows)
    return [citation(tree.path(tree.clauses[-1].eid), language) for language in LANGUAGES]


ARTICLE = unit(K.ARTICLE, "5-modda.", "5")
ANNEX = unit(K.ANNEX, "2-ILOVA", "2")


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        (
            _last_of(29, K.PARAGRAPH, ARTICLE),
            [
                "5-moddaning yigirma toʻqqizinchi qismi",
                "5-модданинг йигирма тўққизинчи қисми",
                "5-statyanıń jigirma toǵızınshı bólegi",
                "5-статьяның жигирма тоғызыншы бөлеги",
                "часть 29 статьи 5",
                "part 29 of article 5",
            ],
        ),
        (
            _last_of(31, K.PARAGRAPH, ARTICLE),
            [
                "5-moddaning 31-qismi",
                "5-модданинг 31-қисми",
                "5-statyanıń 31-bólegi",
                "5-статьяның 31-бөлеги",
                "часть 31 статьи 5",
                "part 31 of article 5",
            ],
        ),
        (
            _last_of(3, K.ROW, ANNEX, unit(K.TABLE, text="№")),
            [
                "2-ilovaning 3-qatori",
                "2-илованинг 3-қатори",
                "2-qosımshanıń 3-qatarı",
                "2-қосымшаның 3-қатары",
                "строка 3 приложения № 2",
                "row 3 of annex 2",
            ],
        ),
        (
            _last_of(2, K.TABLE, ANNEX),
            [
                "2-ilovaning 2-jadvali",
                "2-илованинг 2-жадвали",
                "2-qosımshanıń 2-kestesi",
                "2-қосымшаның 2-кестеси",
                "таблица 2 приложения № 2",
                "table 2 of annex 2",
            ],
        ),
        (
            _last_of(1, K.NOTE, ARTICLE),
            [
                "5-moddaning izohi",
                "5-модданинг изоҳи",
                "5-statyanıń esletpesi",
                "5-статьяның еслетпеси",
                "примечание статьи 5",
                "note of article 5",
            ],
        ),
        (
            _rare(ARTICLE, unit(K.POINT, "1)", "1"), unit(K.QUOTED), unit(K.ARTICLE, "14¹-modda.", "14-1")),
            [
                "5-moddaning 1-bandi yangi matni 14¹-moddasi",
                "5-модданинг 1-банди янги матни 14¹-моддаси",
                "5-statyanıń 1-punkti jańa teksti 14¹-statyası",
                "5-статьяның 1-пункти жаңа тексти 14¹-статьясы",
                "статья 14¹ нового текста пункта 1 статьи 5",
                "article 14¹ of the new text of point 1 of article 5",
            ],
        ),
        (
            _rare(unit(K.POINT, "3.", "3"), unit(K.SUBPOINT, "3.1.", "3.1"), unit(K.SUBPOINT, "a)", "a")),
            [
                "3-bandning 3.1-kichik bandi “a” kichik bandi",
                "3-банднинг 3.1-кичик банди “a” кичик банди",
                "3-punkttiń 3.1-kishi punkti “a” kishi punkti",
                "3-пункттиң 3.1-киши пункти “a” киши пункти",
                "подпункт «a» подпункта 3.1 пункта 3",
                "subpoint (a) of subpoint 3.1 of point 3",
            ],
        ),
        (_rare(unit(K.PART, "UMUMIY QISM")), ["Umumiy qism"] * 6),
    ],
)
def test_rare_units_are_cited_in_every_language(cited: list[str], said: list[str]) -> None:
    assert cited == said
