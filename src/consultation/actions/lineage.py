"""What an officer decides about the lineage of a version in preparation: confirm, change, take back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.actions import dossier
from consultation.actions.versions import hold_in_preparation
from consultation.core.errors import Blocked, NotFound, Stale
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.settling import Decided, Pair, Settled
from consultation.store import lineage as store
from consultation.store.tables import Draft, Version


@dataclass(frozen=True, slots=True)
class _Held:
    """The lineage on the officer's table, held until the commit."""

    draft: Draft
    version: Version
    pair: Pair
    settled: tuple[Settled, ...]

    def find(self, keys: Collection[str]) -> list[Settled]:
        """The links of these keys; Stale when one of them is not as it was seen."""
        by_key = {each.key: each for each in self.settled}
        if not by_key.keys() >= set(keys):
            raise Stale(
                message("Somebody else has decided about this clause meanwhile. Look at it again before you go on.")
            )
        return [by_key[key] for key in keys]


def confirm(session: Session, actor: Actor, number: int, keys: Collection[str], *, revision: int, now: datetime) -> int:
    """Confirm links as proposed, by their keys (`Settled.key`); returns how many were open.

    Stale when the text is not at `revision` any more or one of the links is not as it was seen.
    """
    held = _hold(session, actor, number, revision, now)
    return _confirm(session, actor, held, held.find(keys), now)


def confirm_certain(session: Session, actor: Actor, number: int, *, revision: int, now: datetime) -> int:
    """Confirm every link that the machine is certain of; returns how many were open."""
    held = _hold(session, actor, number, revision, now)
    return _confirm(session, actor, held, [each for each in held.settled if each.link.is_certain], now)


def change(
    session: Session,
    actor: Actor,
    number: int,
    seen: str,
    *,
    old: Collection[str],
    new: Collection[str],
    revision: int,
    now: datetime,
) -> Settled:
    """Say that these clauses belong together and to no others: none old is a new clause, none new a removed one.

    `seen` is the key of the link that was looked at. Whatever was decided about any of the clauses before is replaced.
    Blocked for several clauses on both sides or none at all, NotFound for an unknown clause, Stale as above.
    """
    held = _hold(session, actor, number, revision, now)
    held.find([seen])
    _check_known(held.pair, old, new)
    link = held.pair.link(set(old), set(new))
    is_change = all((each.old, each.new) != (link.old, link.new) for each in store.proposal(session, held.version.id))
    _forget(session, held.version, link.old, link.new)
    decided = Decided(link, is_change)
    store.add_decisions(session, held.version.id, [decided], decided_by=actor.id, now=now)
    _count(session, held)
    detail = {"kind": link.kind.value, "old": list(link.old), "new": list(link.new)}
    dossier.note(session, actor, held.draft, "lineage.change", held.version.id, now=now, **detail)
    return Settled(link, decided)


def take_back(session: Session, actor: Actor, number: int, key: str, *, revision: int, now: datetime) -> None:
    """Take a decision back: its clauses are open again, as the machine proposes. Blocked for a link that is open."""
    held = _hold(session, actor, number, revision, now)
    (found,) = held.find([key])
    if found.is_open:
        raise Blocked([message("Nothing has been decided about this clause yet.")])
    _forget(session, held.version, found.link.old, found.link.new)
    _count(session, held)
    detail = {"kind": found.link.kind.value, "old": list(found.link.old), "new": list(found.link.new)}
    dossier.note(session, actor, held.draft, "lineage.undo", held.version.id, now=now, **detail)


def _hold(session: Session, actor: Actor, number: int, revision: int, now: datetime) -> _Held:
    draft, version = hold_in_preparation(session, actor, number, revision, now)
    if version.ordinal == 1:
        raise Blocked([message("This is the first version: there is nothing to compare it with.")])
    pair = store.pair_of(session, version)
    return _Held(draft, version, pair, store.settled(session, version, pair))


def _confirm(session: Session, actor: Actor, held: _Held, found: Iterable[Settled], now: datetime) -> int:
    decided = [Decided(each.link, is_change=False) for each in found if each.is_open]
    store.add_decisions(session, held.version.id, decided, decided_by=actor.id, now=now)
    held.version.open_links -= len(decided)
    session.flush()
    dossier.note(session, actor, held.draft, "lineage.confirm", held.version.id, now=now, links=len(decided))
    return len(decided)


def _forget(session: Session, version: Version, old: Collection[str], new: Collection[str]) -> None:
    """Delete every decision about any of these clauses."""
    gone = [
        each.id
        for each in store.decisions(session, version.id)
        if not (set(old).isdisjoint(each.decided.link.old) and set(new).isdisjoint(each.decided.link.new))
    ]
    store.forget_decisions(session, gone)


def _count(session: Session, held: _Held) -> None:
    settled = store.settled(session, held.version, held.pair)
    held.version.open_links = sum(each.is_open for each in settled)
    session.flush()


def _check_known(pair: Pair, old: Collection[str], new: Collection[str]) -> None:
    for known, asked in zip(pair.places, (old, new), strict=True):
        for eid in asked:
            if eid not in known:
                raise NotFound(message("There is no clause %(eid)s in this text.", eid=eid))
