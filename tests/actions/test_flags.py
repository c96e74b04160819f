import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.actions import flags
from consultation.core.errors import Invalid, NotFound, Refused
from consultation.core.policy import VISITOR
from consultation.core.vocabulary import CommentState, FlagReason, ModerationMode
from consultation.store.tables import Flag
from tests.actions.test_comments import Scene, stage_scene
from tests.factories import CLOSES, NOW, make_comment


@pytest.fixture
def scene(session: Session) -> Scene:
    return stage_scene(session, ModerationMode.POST)


def test_a_reader_flags_a_comment_once_also_after_the_close(scene: Scene) -> None:
    comment = make_comment(scene.session, scene.round_, scene.account)
    flags.flag(
        scene.session, scene.citizen, scene.draft.id, comment.number, FlagReason.INSULT, " Haqorat. ", now=CLOSES
    )
    row = scene.session.execute(select(Flag)).scalar_one()
    assert (row.reason, row.note, row.settled_at) == (FlagReason.INSULT, "Haqorat.", None)
    assert scene.comment(comment.number).flag_count == 1
    with pytest.raises(Refused, match="already reported"):
        flags.flag(scene.session, scene.citizen, scene.draft.id, comment.number, FlagReason.OFF_TOPIC, now=NOW)
    assert scene.comment(comment.number).flag_count == 1


def test_what_a_flag_needs(scene: Scene) -> None:
    session, draft_id = scene.session, scene.draft.id
    public = make_comment(session, scene.round_, scene.account)
    with pytest.raises(Invalid) as refused:
        flags.flag(session, scene.citizen, draft_id, public.number, FlagReason.OTHER, now=NOW)
    assert list(refused.value.fields) == ["note"]
    with pytest.raises(Invalid):
        flags.flag(session, scene.citizen, draft_id, public.number, FlagReason.INSULT, "x" * 2_001, now=NOW)
    with pytest.raises(Refused):
        flags.flag(session, VISITOR, draft_id, public.number, FlagReason.INSULT, now=NOW)
    waiting = make_comment(session, scene.round_, scene.account, state=CommentState.PENDING)
    with pytest.raises(NotFound):
        flags.flag(session, scene.citizen, draft_id, waiting.number, FlagReason.INSULT, now=NOW)
