"""A small act as a tree, for tests of what is done to clauses."""

from consultation.core.clause import Clause, outline
from consultation.core.vocabulary import ClauseKind as K


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
