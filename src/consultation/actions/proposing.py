"""What became of the clauses of the published version in the one being prepared: proposed, kept up to date, published."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from consultation.core.clause import Outline
from consultation.core.errors import Blocked
from consultation.core.lineage import Link
from consultation.core.messages import message
from consultation.core.settling import Pair, kept, settle, standing
from consultation.core.wid import kept_ids
from consultation.ingest import align
from consultation.store import lineage as store
from consultation.store import versions
from consultation.store.tables import Version


def propose(session: Session, version: Version, text: Outline, before: Outline | None) -> None:
    """Propose anew how the clauses of the published version and those of `text` belong together.

    What people decided holds where its clauses still stand as they stood in `before`, the text until now (None: none).
    A first version has no lineage.
    """
    if version.ordinal == 1:
        return
    published = versions.published_version(session, version.draft_id)
    pair = Pair(versions.outline_of_version(session, published), text)
    proposed = align(pair.old, pair.new)
    store.replace_proposal(session, version.id, proposed)
    if before is not None:
        _carry_over(session, version, before, text, proposed)
    decided = [each.decided for each in store.decisions(session, version.id)]
    version.open_links = sum(each.is_open for each in settle(proposed, decided, pair))


def publish(session: Session, version: Version) -> None:
    """Make the confirmed lineage of a version public, and give its clauses the ids they keep.

    Blocked when what became of some clause has not been confirmed.
    """
    if version.ordinal == 1:
        return
    pair = store.pair_of(session, version)
    settled = store.settled(session, version, pair)
    links = [each.link for each in settled]
    if any(each.is_open for each in settled) or not _is_whole(links, pair):
        raise Blocked([message("Say what became of every clause of the version before. Then publish.")])
    before = versions.published_version(session, version.draft_id)
    ids = versions.clause_ids(session, version.id)
    store.publish(session, version.id, links, versions.clause_ids(session, before.id), ids)
    wids = kept_ids(links, versions.wids(session, before.id), version.ordinal)
    versions.set_wids(session, ids, wids)


def _carry_over(session: Session, version: Version, before: Outline, text: Outline, proposed: Sequence[Link]) -> None:
    stands = standing(before, text)
    made = store.decisions(session, version.id)
    holding = set(kept([each.decided for each in made], stands, proposed))
    store.forget_decisions(session, [each.id for at, each in enumerate(made) if at not in holding])
    moved = (
        (each.id, each.decided.link, _moved(each.decided.link, stands)) for at, each in enumerate(made) if at in holding
    )
    store.follow_clauses(session, [(row_id, link) for row_id, was, link in moved if was != link])


def _moved(link: Link, stands: dict[str, str]) -> Link:
    return replace(link, new=tuple(stands[eid] for eid in link.new))


def _is_whole(links: list[Link], pair: Pair) -> bool:
    """Whether every clause of both texts stands in exactly one link."""
    old, new = pair.places
    return sorted(eid for link in links for eid in link.old) == sorted(old) and sorted(
        eid for link in links for eid in link.new
    ) == sorted(new)
