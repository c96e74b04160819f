"""Facts in, one frozen report out: stable numbers, whatever order the facts come in, and JSON without loss."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from typing import TypeVar

import pytest

from consultation import report as reporting
from consultation.core.vocabulary import Channel, Disposition, Language, RejectionReason, VoteTarget
from consultation.report.facts import ReportFacts, Response
from tests.report.factory import CLOSED, facts

T = TypeVar("T")
BOTH = pytest.mark.parametrize("language", [Language.UZ_LATN, Language.RU])


def shuffled(given: ReportFacts, seed: int) -> ReportFacts:
    random = Random(seed)

    def mixed(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(items, len(items)))

    return replace(
        given,
        clauses=mixed(given.clauses),
        counted=mixed(given.counted),
        texts=mixed(given.texts),
        votes=mixed(given.votes),
        conduct=replace(given.conduct, channels=mixed(given.conduct.channels)),
        cluster_responses=dict(mixed(tuple(given.cluster_responses.items()))),
        own_responses=dict(mixed(tuple(given.own_responses.items()))),
    )


@BOTH
def test_the_numbers_are_those_of_the_counting_rule(language: Language) -> None:
    counts = reporting.build(facts(language)).counts
    assert (counts.people, counts.comments, counts.exact_copies, counts.near_copies) == (18, 24, 3, 4)
    assert (counts.organisations, counts.co_signers, counts.replies, counts.waiting) == (1, 24, 1, 0)
    assert {row.reason: row.comments for row in reporting.build(facts(language)).rejections} == {
        RejectionReason.INSULT: 1,
        RejectionReason.ADVERTISING: 2,
    }


def test_clusters_are_numbered_by_clause_then_size_then_age() -> None:
    report = reporting.build(facts())
    assert [(each.number, each.clause, len(each.members)) for each in report.clusters[:6]] == [
        (1, None, 1),
        (2, "art_1", 1),
        (3, "art_1", 1),
        (4, "art_1", 1),
        (5, "art_2", 8),
        (6, "art_2", 1),
    ]
    assert [cluster.members[0] for cluster in report.clusters[1:4]] == [5, 15, 20]


def test_a_cluster_says_what_its_representative_says() -> None:
    campaign = reporting.build(facts()).cluster(5)
    assert (campaign.representative, campaign.members) == (4, (1, 4, 7, 10, 13, 16, 19, 22))
    assert campaign.text.endswith("№ 4")
    assert (campaign.counts.people, campaign.counts.copies) == (8, 7)


def test_a_cluster_without_a_chosen_representative_says_what_its_first_comment_says() -> None:
    assert reporting.build(replace(facts(), representatives={})).cluster(5).representative == 1


def test_every_comment_has_its_answer_and_its_own_answer_wins() -> None:
    report = reporting.build(facts())
    assert report.unanswered == ()
    campaign = {number: report.response_to(report.comment(number)) for number in report.cluster(5).members}
    dispositions = {number: response.disposition for number, response in campaign.items() if response}
    assert dispositions.pop(7) is Disposition.PARTLY_ACCEPTED
    assert set(dispositions.values()) == {Disposition.REJECTED}


def test_dispositions_count_clusters_and_comments() -> None:
    report = reporting.build(facts())
    assert [(row.disposition, row.clusters, row.comments) for row in report.dispositions] == [
        (Disposition.ACCEPTED, 1, 1),
        (Disposition.PARTLY_ACCEPTED, 1, 10),
        (Disposition.REJECTED, 3, 9),
        (Disposition.NOTED, 2, 2),
        (Disposition.OUT_OF_SCOPE, 2, 2),
    ]
    assert sum(row.comments for row in report.dispositions) == report.counts.comments


def test_copies_point_to_the_comment_they_repeat() -> None:
    report = reporting.build(facts())
    copies = {line.number: (line.copy_of, line.is_exact_copy) for line in report.comments if line.copy_of}
    assert copies == {
        4: (1, False),
        7: (1, True),
        10: (1, False),
        13: (1, True),
        16: (1, False),
        19: (1, True),
        22: (1, False),
    }


def test_clauses_are_in_document_order_with_their_votes() -> None:
    report = reporting.build(facts())
    assert [clause.eid for clause in report.clauses] == [None, "art_1", "art_2", "art_3", "art_4", "art_5"]
    votes = report.clause("art_2").counts.votes_on(VoteTarget.CLAUSE)
    assert (votes.support, votes.oppose) == (9, 4)
    assert (report.comment(2).support, report.comment(2).wording_oppose) == (1, 1)
    assert report.clause("art_2").title == "2-modda. Toʻlov tartibi"
    assert str(report.clause(None).title) == "The draft as a whole"


def test_silent_clauses_are_counted_and_left_out_of_the_commented_ones() -> None:
    report = reporting.build(facts(clauses=40))
    assert report.silent_clauses + len(report.commented_clauses) == 41


def test_activity_has_every_day_of_the_round_in_tashkent() -> None:
    activity = reporting.build(facts()).activity
    assert (activity[0].day, activity[-1].day, len(activity)) == (date(2026, 9, 1), date(2026, 9, 21), 21)
    assert sum(day.comments for day in activity) == 24


def test_a_round_that_closes_at_midnight_ends_on_the_day_before() -> None:
    given = facts()
    midnight = replace(given.conduct, closes_at=datetime(2026, 9, 20, 19, 0, tzinfo=UTC))
    assert reporting.build(replace(given, conduct=midnight)).activity[-1].day == date(2026, 9, 20)


@BOTH
@pytest.mark.parametrize("seed", range(3))
def test_facts_in_any_order_give_an_equal_report(language: Language, seed: int) -> None:
    given = facts(language, comments=60, clauses=12)
    expected, got = reporting.build(given), reporting.build(shuffled(given, seed))
    assert got == expected
    assert reporting.canonical(got) == reporting.canonical(expected)


@BOTH
def test_json_brings_back_an_equal_report(language: Language) -> None:
    report = reporting.build(facts(language))
    stored = json.loads(json.dumps(reporting.to_json(report)))
    assert reporting.from_json(stored) == report
    assert reporting.thaw(reporting.canonical(report)) == report
    assert reporting.digest(reporting.thaw(reporting.canonical(report))) == reporting.digest(report)


def test_the_digest_is_blind_to_time_zones_and_sees_every_word() -> None:
    given = facts()
    elsewhere = replace(given, made_at=given.made_at.astimezone(timezone(timedelta(hours=5))))
    assert reporting.digest(reporting.build(elsewhere)) == reporting.digest(reporting.build(given))
    other = replace(given, texts=(replace(given.texts[0], text="!"), *given.texts[1:]))
    assert reporting.digest(reporting.build(other)) != reporting.digest(reporting.build(given))


@pytest.mark.parametrize("damage", [{"format": "else/1"}, {"counts": None}, {"draft": {"number": 1}}])
def test_a_damaged_store_is_refused(damage: dict[str, object]) -> None:
    stored = reporting.to_json(reporting.build(facts()))
    with pytest.raises(ValueError):  # noqa: PT011 - the words are the validator's own
        reporting.from_json({**stored, **damage})


def test_facts_that_contradict_one_another_are_refused() -> None:
    given = facts()
    with pytest.raises(ValueError, match="do not match one to one"):
        reporting.build(replace(given, texts=given.texts[1:]))
    with pytest.raises(ValueError, match="does not have"):
        reporting.build(replace(given, clauses=given.clauses[1:]))


def test_an_unanswered_comment_is_named() -> None:
    given = facts()
    partly = {key: response for key, response in given.own_responses.items() if key != 5}
    assert [line.number for line in reporting.build(replace(given, own_responses=partly)).unanswered] == [5]


def test_a_consultation_without_any_comment_is_a_report_too() -> None:
    silent = replace(
        facts(), counted=(), texts=(), votes=(), cluster_responses={}, own_responses={}, representatives={}
    )
    report = reporting.build(silent)
    assert (report.counts.comments, report.clusters, report.commented_clauses, len(report.clauses)) == (0, (), (), 5)
    assert reporting.thaw(reporting.canonical(report)) == report


def test_conduct_is_settled() -> None:
    conduct = reporting.build(shuffled(facts(), 1)).conduct
    assert (conduct.channels, conduct.closes_at) == ((Channel.WEB, Channel.LETTER), CLOSED)


def test_a_response_to_a_cluster_answers_all_of_it() -> None:
    given = facts()
    response = Response(Disposition.ACCEPTED, "ha")
    report = reporting.build(replace(given, cluster_responses={7: response}, own_responses={}))
    assert {report.response_to(report.comment(number)) for number in report.cluster(5).members} == {response}


def test_a_clause_names_the_clusters_elsewhere_that_answer_comments_on_it() -> None:
    given = facts()
    moved = replace(
        given, counted=tuple(replace(each, clause="art_4") if each.id in (10, 13) else each for each in given.counted)
    )
    report = reporting.build(moved)
    campaign = next(each for each in report.clusters if len(each.members) == 8)
    assert campaign.clause == "art_2"
    assert report.answered_elsewhere(report.clause("art_4")) == (campaign,)
    assert report.answered_elsewhere(report.clause("art_2")) == ()
