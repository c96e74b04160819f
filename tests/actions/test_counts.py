"""One round with every case of the counting rule: the desk, the report and its files print the same numbers."""

import json
from functools import partial
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation import report as reporting
from consultation.actions import clusters, reports
from consultation.core.messages import message
from consultation.core.vocabulary import Channel, CommentState, Locale, RejectionReason
from consultation.report.documents import write
from consultation.report.outline import number_rows
from consultation.resources import font_paths
from consultation.store import clusters as stored
from consultation.store import recount
from consultation.store.tables import Cluster, Comment, Round, Submission
from consultation.translation import translate
from consultation.web.answering.numbers import numbers_of
from tests import factories as make
from tests.factories import NOW

LETTER = "Jarima miqdori juda koʻp deb hisoblayman."
FIVE = ["3 people", "8 comments", "7 of them are copies", "1 organisation", "40 co-signers"]


def build(session: Session) -> tuple[Round, Cluster]:
    """Three people (one of them twice), an organisation (twice), a letter with co-signers, and what is not counted."""
    authority = make.make_authority(session)
    officer = make.make_officer(session, authority)
    draft = make.make_draft(session, authority, officer)
    round_ = make.make_round(session, draft, make.make_version(session, draft))
    names = ("a", "a", "b", "o1", "o2", "letter", "letter", "b", "waiting", "rejected")
    accounts = {name: make.make_account(session, f"{name}@example.org") for name in sorted(set(names))}
    said = [
        make.make_comment(
            session,
            round_,
            accounts[name],
            f"{LETTER} {name}",
            state=CommentState.PENDING if name in {"waiting", "rejected"} else CommentState.PUBLISHED,
        )
        for name in names
    ]
    make.make_comment(session, round_, accounts["b"], "Toʻgʻri.", parent=said[0])
    for comment in said[1:3]:
        comment.text_key = said[0].text_key
    said[9].state, said[9].rejection_reason = CommentState.REJECTED, RejectionReason.INSULT
    of = {each: said[each].submission_id for each in range(10)}
    organisations = {of[3]: "Uyushma", of[4]: " UYUSHMA "}
    for submission_id, name in organisations.items():
        session.execute(update(Submission).where(col(Submission.id) == submission_id).values(organisation=name))
    imported = {"channel": Channel.LETTER, "account_id": None, "person_key": "name:karim", "co_signers": 40}
    session.execute(update(Submission).where(col(Submission.id) == of[5]).values(**imported))
    session.flush()
    session.execute(update(Comment).where(col(Comment.id) == said[6].id).values(submission_id=of[5]))
    session.expire_all()
    placed = tuple((each.id, said[0].id, 1.0) for each in stored.members(session, round_.id))
    clusters.apply(session, clusters.Proposal(round_.id, placed), now=NOW)
    (cluster,) = stored.live_clusters(session, round_.id)
    return round_, cluster


def test_desk_report_and_files_print_the_same_numbers(session: Session) -> None:
    round_, cluster = build(session)
    assert [str(line) for line in numbers_of(cluster)] == FIVE
    frozen = reporting.build(reports.gather(session, round_.id, now=NOW))
    assert [[str(line) for line in each.lines()] for each in (frozen.counts, frozen.cluster(1).counts)] == [FIVE, FIVE]
    say = partial(translate, locale=Locale.EN)
    files = {form: write(frozen, form, say, font_paths()) for form in ("json", "xlsx", "csv")}
    told = json.loads(files["json"])
    for counts in (told["counts"], told["clusters"][0]["counts"]):
        copies = counts["exact_copies"] + counts["near_copies"]
        numbers = [counts["people"], counts["comments"], copies, counts["organisations"], counts["co_signers"]]
        assert numbers == [3, 8, 7, 1, 40]
    book = load_workbook(BytesIO(files["xlsx"]))
    clusters_sheet = [[cell.value for cell in row] for row in book["Clusters"].iter_rows(min_row=2)]
    assert [row[4:9] for row in clusters_sheet] == [[3, 8, 7, 1, 40]]
    summary = {row[0].value: row[1].value for row in book["Summary"].iter_rows()}
    assert {name: summary[say(message(name))] for name, _ in number_rows(frozen)} == dict(number_rows(frozen))
    assert "Counted by version 1 of the counting rule." in summary
    assert len(files["csv"].decode().splitlines()) == 1 + 8
    assert list(recount.differences(session)) == []
    assert (cluster.exact_copy_count, frozen.counts.replies, frozen.counts.waiting, frozen.counts.rejected) == (
        2,
        1,
        1,
        1,
    )
