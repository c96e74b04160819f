from sqlalchemy.orm import Session

from consultation.core.citation import citation
from consultation.core.vocabulary import ClauseKind, Language, ModerationMode
from consultation.store import discussions
from consultation.store.tables import StoredClause
from tests.actions.test_comments import stage_scene
from tests.factories import clause_of


def test_a_clause_is_called_by_the_path_to_it(session: Session) -> None:
    scene = stage_scene(session, ModerationMode.POST)
    top = clause_of(session, scene.version)

    def below(parent: StoredClause, kind: ClauseKind, suffix: str, number: str | None, position: int) -> StoredClause:
        row = StoredClause(
            version_id=scene.version.id,
            position=position,
            parent_eid=parent.eid,
            eid=f"{parent.eid}__{suffix}",
            wid=f"{parent.eid}__{suffix}",
            kind=kind,
            number=number,
            text="Matn.",
            language=Language.UZ_LATN,
        )
        session.add(row)
        session.flush()
        return row

    part = below(top, ClauseKind.PARAGRAPH, "para_2", None, 10)
    point = below(part, ClauseKind.POINT, "point_3", "3", 11)
    paths = discussions.paths(session, [point.id, top.id])
    assert [clause.eid for clause in paths[point.id]] == ["art_1", "art_1__para_2", "art_1__para_2__point_3"]
    assert [clause.eid for clause in paths[top.id]] == ["art_1"]
    assert citation(paths[point.id], Language.UZ_LATN) == "1-moddaning uchinchi qismi 3-bandi"
    assert discussions.paths(session, []) == {}
