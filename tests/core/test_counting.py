"""The counting rule: what is a person, a copy, an organisation, and that order never matters."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core import counting
from consultation.core.counting import CommentFact, VoteFact, count, count_by_clause, count_by_cluster, find_copies
from consultation.core.vocabulary import CommentState, Position, RejectionReason, VoteTarget, VoteValue

PENDING, REJECTED = CommentState.PENDING, CommentState.REJECTED


def comment(number: int, person: str, text: str = "", **more: object) -> CommentFact:
    return replace(CommentFact(number, person, text or f"text {number}"), **more)  # type: ignore[arg-type]  # fields of a fact


def test_a_person_with_many_comments_is_one_person() -> None:
    counts = count([comment(1, "anna"), comment(2, "anna"), comment(3, "bek")])
    assert (counts.people, counts.comments) == (2, 3)


def test_an_organisation_counts_once_and_not_its_sender() -> None:
    counts = count(
        [comment(1, "anna", organisation="Uyushma"), comment(2, "bek", organisation=" UYUSHMA "), comment(3, "bek")]
    )
    assert (counts.people, counts.organisations) == (1, 1)


def test_co_signers_of_a_submission_with_several_comments_count_once() -> None:
    counts = count(
        [
            comment(1, "anna", submission=5, co_signers=40),
            comment(2, "anna", submission=5, co_signers=40),
            comment(3, "bek", co_signers=2),
        ]
    )
    assert counts.co_signers == 42


def test_copies_are_all_of_a_cluster_but_the_first_exact_or_near() -> None:
    found = find_copies(
        [
            comment(4, "d", "same", cluster=1),
            comment(1, "a", "same", cluster=1),
            comment(2, "b", "nearly", cluster=1),
            comment(3, "c", "nearly", cluster=1),
        ]
    )
    assert (found.exact, found.near) == ({3: 2, 4: 1}, {2: 1})


def test_comments_no_cluster_claimed_are_copies_when_their_text_is_the_same() -> None:
    counts = count([comment(1, "a", "same"), comment(2, "b", "same"), comment(3, "c", "other")])
    assert (counts.exact_copies, counts.near_copies, counts.copies, counts.different) == (1, 0, 1, 2)


def test_comments_that_people_put_in_different_clusters_are_no_copies() -> None:
    assert count([comment(1, "a", "same", cluster=1), comment(2, "b", "same", cluster=2)]).copies == 0


def test_texts_without_letters_are_not_the_same_text() -> None:
    wordless = [replace(comment(each, "a"), text_key="") for each in (1, 2)]
    assert count(wordless).copies == 0


def test_replies_rejected_and_waiting_comments_enter_no_other_number() -> None:
    counts = count(
        [
            comment(1, "a", position=Position.SUPPORT),
            comment(2, "b", is_reply=True),
            comment(3, "c", state=PENDING),
            comment(4, "d", state=REJECTED, reason=RejectionReason.INSULT),
            comment(5, "e", state=REJECTED, reason=RejectionReason.INSULT, is_reply=True),
            comment(6, "f", state=REJECTED, reason=RejectionReason.UNLAWFUL),
        ]
    )
    assert (counts.people, counts.comments, counts.replies, counts.waiting, counts.rejected) == (1, 1, 1, 1, 3)
    given_reasons = {row.reason: row.comments for row in counts.rejected_by_reason if row.comments}
    assert given_reasons == {RejectionReason.INSULT: 2, RejectionReason.UNLAWFUL: 1}
    assert counts.rejected_by_reason[0].label == "Insult or abuse"


def test_a_rejected_comment_without_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="no reason"):
        count([comment(1, "a", state=REJECTED)])


def test_positions_are_complete_and_in_percent() -> None:
    counts = count(
        [comment(1, "a", position=Position.SUPPORT), comment(2, "b", position=Position.OPPOSE), comment(3, "c")]
    )
    assert [(row.position, row.comments, row.percent) for row in counts.positions] == [
        (Position.SUPPORT, 1, 33),
        (Position.OPPOSE, 1, 33),
        (Position.AMEND, 0, 0),
        (Position.QUESTION, 0, 0),
        (Position.NONE, 1, 33),
    ]


def test_votes_are_counted_by_target_and_value_and_voters_once() -> None:
    votes = [
        VoteFact("a", VoteTarget.CLAUSE, VoteValue.SUPPORT, "art_1"),
        VoteFact("a", VoteTarget.COMMENT, VoteValue.OPPOSE, "art_1", 7),
        VoteFact("b", VoteTarget.CLAUSE, VoteValue.OPPOSE, "art_1"),
    ]
    counts = count([], votes)
    assert [(row.target, row.support, row.oppose) for row in counts.votes] == [
        (VoteTarget.CLAUSE, 1, 1),
        (VoteTarget.COMMENT, 0, 1),
        (VoteTarget.WORDING, 0, 0),
    ]
    assert (counts.voters, counts.votes_on(VoteTarget.CLAUSE).total) == (2, 2)


def test_a_copy_on_another_clause_is_a_copy_there() -> None:
    by_clause = count_by_clause(
        [comment(1, "a", cluster=1, clause="art_1"), comment(2, "b", cluster=1, clause="art_2"), comment(3, "c")],
        [VoteFact("a", VoteTarget.CLAUSE, VoteValue.SUPPORT, "art_3")],
    )
    assert {eid: (counts.comments, counts.copies, counts.voters) for eid, counts in by_clause.items()} == {
        "art_1": (1, 0, 0),
        "art_2": (1, 1, 0),
        "art_3": (0, 0, 1),
        None: (1, 0, 0),
    }


def test_a_cluster_counts_its_people_and_copies() -> None:
    by_cluster = count_by_cluster([comment(1, "a", cluster=9), comment(2, "a", cluster=9), comment(3, "b")])
    assert {number: (counts.people, counts.comments, counts.copies) for number, counts in by_cluster.items()} == {
        9: (1, 2, 1)
    }


def test_the_numbers_are_said_in_words_and_the_rule_explains_them() -> None:
    counts = count([comment(1, "anna", co_signers=1)])
    assert [str(line) for line in counts.lines()] == [
        "1 person",
        "1 comment",
        "0 of them are copies",
        "0 organisations",
        "1 co-signer",
    ]
    assert len({str(sentence) for sentence in counting.RULE}) == len(counting.RULE)


def test_percent_rounds_half_up_and_nothing_of_nothing_is_nothing() -> None:
    assert [counting.percent(1, 8), counting.percent(1, 200), counting.percent(0, 0)] == [13, 1, 0]


FACTS = st.lists(
    st.builds(
        CommentFact,
        id=st.integers(1, 10_000),
        person=st.sampled_from("abcde"),
        text_key=st.sampled_from(["", "one", "two", "three"]),
        state=st.sampled_from([CommentState.PUBLISHED, CommentState.PENDING]),
        position=st.sampled_from(Position),
        clause=st.sampled_from([None, "art_1", "art_2"]),
        cluster=st.sampled_from([None, 1, 2]),
        organisation=st.sampled_from([None, "X", "Y"]),
        submission=st.sampled_from([None, 1, 2]),
        co_signers=st.integers(0, 5),
        is_reply=st.booleans(),
    ),
    unique_by=lambda fact: fact.id,
)


@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_never_matters(facts: list[CommentFact], random: Random) -> None:
    shuffled = random.sample(facts, len(facts))
    assert count(shuffled) == count(facts)
    assert count_by_clause(shuffled) == count_by_clause(facts)
    assert count_by_cluster(shuffled) == count_by_cluster(facts)


@given(FACTS)
def test_clauses_add_up_to_the_draft_but_for_people(facts: list[CommentFact]) -> None:
    whole, parts = count(facts), count_by_clause(facts).values()
    for name in ("comments", "exact_copies", "near_copies", "copies", "different", "replies", "waiting"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
    assert sum(part.people for part in parts) >= whole.people


@given(FACTS)
def test_every_group_has_one_original(facts: list[CommentFact]) -> None:
    whole = count(facts)
    assert whole.different == len(counting.groups(facts))
    assert whole.people + whole.organisations <= whole.comments or whole.comments == 0
