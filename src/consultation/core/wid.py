"""The id a clause keeps across versions, as its confirmed lineage says."""

from collections.abc import Iterable, Mapping

from consultation.core.lineage import Link


def kept_ids(lineage: Iterable[Link], known: Mapping[str, str], ordinal: int) -> dict[str, str]:
    """The ids of the clauses of version number `ordinal`, by eid; `known` are those of the version before, by eid.

    A clause that came from others keeps the id of the first of them, and of several parts of one the first part keeps
    it; every other clause gets an id that no clause had before.
    """
    wids = {}
    for link in lineage:
        for place, eid in enumerate(link.new):
            wids[eid] = known[link.old[0]] if link.old and place == 0 else f"v{ordinal}-{eid}"
    return wids
