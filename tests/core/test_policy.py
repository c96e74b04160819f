"""The policy table: docs/policy.md is printed from it, and every permission, role and stage of it is tried."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultation.core.errors import Refused, TooLate
from consultation.core.policy import (
    POLICY,
    SPEAKING,
    VISITOR,
    Actor,
    may,
    require,
    why_not,
    why_not_approve,
    why_not_decide,
)
from consultation.core.vocabulary import Permission, Role, Stage, label

PAGE = Path(__file__).parents[2] / "docs" / "policy.md"
AUTHORITY = 1
CITIZEN = Actor(account_id=1, name="Nodira", is_confirmed=True)
OFFICER = Actor(account_id=2, name="Olim", is_confirmed=True, officer_of=frozenset({AUTHORITY}))
OTHER_OFFICER = Actor(account_id=3, name="Zafar", is_confirmed=True, officer_of=frozenset({2}))
MODERATOR = Actor(account_id=4, name="Malika", is_confirmed=True, is_moderator=True)
ADMINISTRATOR = Actor(account_id=5, name="Anvar", is_confirmed=True, is_administrator=True)

# Who is behind each role, and the roles whose rights the person has towards a draft of AUTHORITY. An officer of the
# drafting authority is no citizen there: everything citizens may do there is speaking.
PEOPLE = {
    Role.VISITOR: (VISITOR, {Role.VISITOR}),
    Role.CITIZEN: (CITIZEN, {Role.VISITOR, Role.CITIZEN}),
    Role.OFFICER: (OFFICER, {Role.VISITOR, Role.OFFICER}),
    Role.MODERATOR: (MODERATOR, {Role.VISITOR, Role.CITIZEN, Role.MODERATOR}),
    Role.ADMINISTRATOR: (ADMINISTRATOR, {Role.VISITOR, Role.CITIZEN, Role.ADMINISTRATOR}),
}


def printed() -> str:
    """The table as the page says it."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Who may do what, and when"
    yield ""
    yield "Printed from `core.policy.POLICY` by `tests/core/test_policy.py` (`UPDATE_POLICY=1` prints it anew); do not edit it by hand."
    yield "The site shows the same table at `/about/permissions`."
    yield ""
    yield "Each cell names those who may take the step while the draft is at that stage. Besides:"
    yield ""
    yield "- Those who comment, reply, vote or flag have confirmed their e-mail address."
    yield "- Officers act on the drafts of their own authority only; they neither speak in the discussion of these nor moderate it."
    yield "- Nobody approves a response they wrote."
    yield "- Moderators do not decide about their own comments: another moderator does."
    yield "- Moderators and administrators are citizens too; visitors have not signed in."
    yield ""
    yield "| Step | " + " | ".join(label(stage) for stage in Stage) + " |"
    yield "|---" * (len(Stage) + 1) + "|"
    for permission in Permission:
        yield f"| {label(permission)} | " + " | ".join(_cell(permission, stage) for stage in Stage) + " |"


def _cell(permission: Permission, stage: Stage) -> str:
    rule = POLICY[permission]
    if stage not in rule.stages:
        return "–"
    return (
        "everybody" if rule.roles == frozenset(Role) else ", ".join(label(role) for role in Role if role in rule.roles)
    )


def _in_page() -> dict[tuple[Permission, Stage], set[Role]]:
    """The table as the committed page says it."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    roles = {label(role): {role} for role in Role} | {"–": set(), "everybody": set(Role)}
    return {
        (permission, stage): set().union(*(roles[name.strip()] for name in cell.split(",")))
        for permission, (_, *cells) in zip(Permission, rows[1:], strict=True)
        for stage, cell in zip(Stage, cells, strict=True)
    }


def test_the_page_is_printed_from_the_table() -> None:
    if os.environ.get("UPDATE_POLICY"):
        PAGE.write_text(printed())
    assert PAGE.read_text() == printed()


def test_every_permission_has_a_rule() -> None:
    assert list(POLICY) == list(Permission)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_at_each_stage_what_the_page_says_and_nothing_else(role: Role) -> None:
    actor, held = PEOPLE[role]
    wrong = [
        (permission, stage)
        for (permission, stage), allowed in _in_page().items()
        if may(actor, permission, stage=stage, authority_id=AUTHORITY) is not bool(allowed & held)
    ]
    assert wrong == []


@pytest.mark.parametrize("permission", [each for each in Permission if POLICY[each].roles == {Role.OFFICER}])
def test_officers_have_no_say_over_the_drafts_of_others(permission: Permission) -> None:
    stage = min(POLICY[permission].stages)
    reason = why_not(OTHER_OFFICER, permission, stage=stage, authority_id=AUTHORITY)
    assert str(reason) == "Only officers of the authority that drafts this act may do this."


@pytest.mark.parametrize("permission", sorted(SPEAKING))
def test_who_speaks_has_a_proven_address_and_did_not_write_the_draft(permission: Permission) -> None:
    unproven = Actor(account_id=9, name="Yangi")
    people = (VISITOR, unproven, OFFICER, CITIZEN, OTHER_OFFICER)
    told = [str(why_not(actor, permission, stage=Stage.OPEN, authority_id=AUTHORITY)) for actor in people]
    assert told == [
        "Please sign in first.",
        "Please confirm your e-mail address first.",
        "Officers of the drafting authority do not take part in the discussion of its drafts.",
        "None",
        "None",
    ]


def test_a_moderator_does_not_moderate_what_is_said_about_their_own_draft() -> None:
    both = Actor(account_id=6, name="Ikki", is_confirmed=True, officer_of=frozenset({AUTHORITY}), is_moderator=True)
    assert may(both, Permission.MODERATE, stage=Stage.OPEN, authority_id=2)
    reason = why_not(both, Permission.MODERATE, stage=Stage.OPEN, authority_id=AUTHORITY)
    assert str(reason) == "Officers of the drafting authority do not moderate the discussion of its drafts."


def test_nobody_approves_what_they_wrote() -> None:
    assert str(why_not_approve(OFFICER, 2)) == "A response is approved by somebody other than the person who wrote it."
    assert why_not_approve(OFFICER, 3) is None


def test_nobody_decides_about_what_they_said() -> None:
    own, of_another, by_letter = (why_not_decide(MODERATOR, author) for author in (4, 1, None))
    assert str(own) == "You do not decide about your own comment: another moderator does."
    assert (of_another, by_letter) == (None, None)


@pytest.mark.parametrize("permission", sorted(SPEAKING))
@pytest.mark.parametrize("stage", Stage)
def test_who_could_have_spoken_is_told_that_it_is_too_late(permission: Permission, stage: Stage) -> None:
    if stage in POLICY[permission].stages:
        require(CITIZEN, permission, stage=stage, authority_id=AUTHORITY)
        return
    is_over = stage not in {Stage.PREPARING, Stage.SCHEDULED, Stage.OPEN}
    with pytest.raises(Refused) as refusal:
        require(CITIZEN, permission, stage=stage, authority_id=AUTHORITY)
    assert type(refusal.value) is (TooLate if is_over else Refused)
    assert str(refusal.value) == ("The discussion has closed." if is_over else "The discussion has not opened yet.")


@pytest.mark.parametrize("actor", [VISITOR, OFFICER, Actor(account_id=9, name="Yangi")])
def test_lateness_is_not_told_to_those_who_could_never_have_spoken(actor: Actor) -> None:
    with pytest.raises(Refused) as refusal:
        require(actor, Permission.COMMENT, stage=Stage.CLOSED, authority_id=AUTHORITY)
    assert type(refusal.value) is Refused
