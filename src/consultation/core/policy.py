"""Who may do what, and while which stage: one table that a lawyer can check (docs/policy.md is generated from it)."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultation.core.errors import Refused, TooLate
from consultation.core.messages import Message, message
from consultation.core.vocabulary import Locale, Permission, Role, Stage


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request; a visitor has no account.

    `officer_of` holds the ids of the authorities the person is an officer of. `is_confirmed` says that the person has
    proved to own the account's address, without which nobody speaks in public.
    """

    account_id: int | None = None
    name: str = ""
    is_confirmed: bool = False
    officer_of: frozenset[int] = frozenset()
    is_moderator: bool = False
    is_administrator: bool = False
    locale: Locale | None = None

    @property
    def is_visitor(self) -> bool:
        """Whether nobody has signed in."""
        return self.account_id is None

    @property
    def id(self) -> int:
        """The account's id, for rows that say who did it; Refused for a visitor."""
        if self.account_id is None:
            raise Refused(message("Please sign in first."))
        return self.account_id

    def roles(self, authority_id: int | None) -> frozenset[Role]:
        """The roles the person has towards one authority's drafts."""
        held = {Role.VISITOR}
        if self.account_id is not None:
            held.add(Role.CITIZEN)
        if authority_id is not None and authority_id in self.officer_of:
            held.add(Role.OFFICER)
        if self.is_moderator:
            held.add(Role.MODERATOR)
        if self.is_administrator:
            held.add(Role.ADMINISTRATOR)
        return frozenset(held)


VISITOR = Actor()


@dataclass(frozen=True, slots=True)
class Rule:
    """The roles that may, and the stages of the draft in which they may."""

    roles: frozenset[Role]
    stages: frozenset[Stage]


def _rule(roles: Iterable[Role], stages: Iterable[Stage]) -> Rule:
    return Rule(frozenset(roles), frozenset(stages))


_P, _S, _O, _C, _R, _A, _X, _W = Stage
_PUBLIC = (_S, _O, _C, _R, _A, _X, _W)
_DISCUSSED = (_O, _C, _R, _A, _X, _W)

POLICY: dict[Permission, Rule] = {
    Permission.READ: _rule(Role, _PUBLIC),
    Permission.COMMENT: _rule([Role.CITIZEN], [_O]),
    Permission.REPLY: _rule([Role.CITIZEN], [_O]),
    Permission.VOTE: _rule([Role.CITIZEN], [_O]),
    Permission.FLAG: _rule([Role.CITIZEN], [_O, _C]),
    Permission.OBJECT: _rule([Role.CITIZEN], [_O, _C]),
    Permission.PREPARE_DRAFT: _rule([Role.OFFICER], [_P, _S, _O, _C, _R]),
    Permission.SCHEDULE_ROUND: _rule([Role.OFFICER], [_P, _R]),
    Permission.EXTEND_ROUND: _rule([Role.OFFICER], [_S, _O]),
    Permission.END_ROUND_EARLY: _rule([Role.OFFICER], [_O]),
    Permission.WITHDRAW_DRAFT: _rule([Role.OFFICER], [_P, _S, _O, _C, _R]),
    Permission.ADD_VERSION: _rule([Role.OFFICER], [_P, _S, _O, _C, _R]),
    Permission.ATTACH: _rule([Role.OFFICER], [_P, _S, _O, _C, _R]),
    Permission.MODERATE: _rule([Role.MODERATOR], [_O, _C, _W]),
    Permission.READ_SEALED: _rule([Role.MODERATOR], _DISCUSSED),
    Permission.READ_DESK: _rule([Role.OFFICER], _DISCUSSED),
    Permission.ARRANGE_CLUSTERS: _rule([Role.OFFICER], [_O, _C]),
    Permission.READ_RESIDUE: _rule([Role.OFFICER], [_O, _C]),
    Permission.WRITE_RESPONSE: _rule([Role.OFFICER], [_C]),
    Permission.APPROVE_RESPONSE: _rule([Role.OFFICER], [_C]),
    Permission.RELEASE_RESPONSES: _rule([Role.OFFICER], [_C]),
    Permission.PUBLISH_REPORT: _rule([Role.OFFICER], [_C]),
    Permission.RECORD_OUTCOME: _rule([Role.OFFICER], [_R]),
    Permission.IMPORT_COMMENTS: _rule([Role.OFFICER], [_O, _C]),
    Permission.ADMINISTER: _rule([Role.ADMINISTRATOR], Stage),
}

# Speaking in public needs a proven address, and nobody is judge in their own cause: an officer of the drafting
# authority neither comments nor votes on its drafts, nor moderates what others say about them.
SPEAKING = frozenset({Permission.COMMENT, Permission.REPLY, Permission.VOTE, Permission.FLAG, Permission.OBJECT})
_ENDED = frozenset({_C, _R, _A, _X, _W})


def why_not(
    actor: Actor, permission: Permission, *, stage: Stage | None = None, authority_id: int | None = None
) -> Message | None:
    """Say why the actor may not, or None when they may. `stage` None skips the stage (nothing to hold it against)."""
    rule = POLICY[permission]
    if not rule.roles & actor.roles(authority_id):
        return _wrong_role(actor, permission)
    if permission in SPEAKING:
        if not actor.is_confirmed:
            return message("Please confirm your e-mail address first.")
        if authority_id in actor.officer_of:
            return message("Officers of the drafting authority do not take part in the discussion of its drafts.")
    if permission is Permission.MODERATE and authority_id in actor.officer_of:
        return message("Officers of the drafting authority do not moderate the discussion of its drafts.")
    if stage is not None and stage not in rule.stages:
        return _wrong_stage(permission, stage)
    return None


def may(actor: Actor, permission: Permission, *, stage: Stage | None = None, authority_id: int | None = None) -> bool:
    """Whether `why_not` finds nothing against it."""
    return why_not(actor, permission, stage=stage, authority_id=authority_id) is None


def require(
    actor: Actor, permission: Permission, *, stage: Stage | None = None, authority_id: int | None = None
) -> None:
    """Raise `TooLate` when the discussion has closed, `Refused` for every other reason."""
    reason = why_not(actor, permission, stage=stage, authority_id=authority_id)
    if reason is None:
        return
    is_only_late = permission in SPEAKING and stage in _ENDED and may(actor, permission, authority_id=authority_id)
    raise (TooLate if is_only_late else Refused)(reason)


def why_not_approve(actor: Actor, written_by: int) -> Message | None:
    """Four eyes: nobody approves a response they wrote."""
    if actor.account_id == written_by:
        return message("A response is approved by somebody other than the person who wrote it.")
    return None


def why_not_decide(actor: Actor, written_by: int | None) -> Message | None:
    """Nobody is judge in their own cause: a moderator leaves their own comments to another one."""
    if written_by is not None and actor.account_id == written_by:
        return message("You do not decide about your own comment: another moderator does.")
    return None


def _wrong_role(actor: Actor, permission: Permission) -> Message:
    if actor.is_visitor:
        return message("Please sign in first.")
    if Role.OFFICER in POLICY[permission].roles:
        return message("Only officers of the authority that drafts this act may do this.")
    if Role.MODERATOR in POLICY[permission].roles:
        return message("Only moderators may do this.")
    return message("Only administrators may do this.")


def _wrong_stage(permission: Permission, stage: Stage) -> Message:
    if permission in SPEAKING:
        if stage in _ENDED:
            return message("The discussion has closed.")
        return message("The discussion has not opened yet.")
    return _STAGE_REASONS[stage]


_STAGE_REASONS: dict[Stage, Message] = {
    _P: message("This is not possible while the draft is in preparation."),
    _S: message("This is not possible before the discussion opens."),
    _O: message("This is not possible while the discussion is open."),
    _C: message("This is not possible after the discussion has closed."),
    _R: message("This is not possible after the report has been published."),
    _A: message("This is not possible after the act has been adopted."),
    _X: message("This is not possible after the draft has been rejected."),
    _W: message("This is not possible after the draft has been withdrawn."),
}
