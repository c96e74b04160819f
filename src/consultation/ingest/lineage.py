"""A stand-in until the engine is merged: links clauses by their words, then by their place."""

from collections import Counter

from consultation.core.clause import Clause, Outline
from consultation.core.lineage import Link
from consultation.core.settling import likeness
from consultation.core.vocabulary import LineageKind

_LEAST = 0.4


def _w(clause: Clause) -> str:
    return f"{clause.heading}\n{clause.text}"


def align(old: Outline, new: Outline) -> tuple[Link, ...]:
    """Every clause of either text in exactly one link."""
    olds, news = Counter(map(_w, old.clauses)), Counter(map(_w, new.clauses))
    by_words = {_w(c): c.eid for c in old.clauses if olds[_w(c)] == 1}
    by_place = {c.eid: c for c in old.clauses}
    link_of: dict[str, tuple[str, float, LineageKind]] = {}
    for c in new.clauses:
        if news[_w(c)] == 1 and _w(c) in by_words:
            link_of[c.eid] = (by_words[_w(c)], 1.0, LineageKind.SAME)
    taken = {was for was, _, _ in link_of.values()}
    for c in new.clauses:
        if c.eid not in link_of and c.eid in by_place and c.eid not in taken:
            same = _w(by_place[c.eid]) == _w(c)
            if likeness(_w(by_place[c.eid]), _w(c)) < _LEAST:
                continue
            link_of[c.eid] = (c.eid, 1.0 if same else 0.5, LineageKind.SAME if same else LineageKind.REWORDED)
            taken.add(c.eid)
    links = []
    by_old = {}
    for c in new.clauses:
        if c.eid in link_of:
            was, score, kind = link_of[c.eid]
            links.append(Link(kind, (was,), (c.eid,), score, kind is LineageKind.SAME))
            by_old[was] = links[-1]
        else:
            links.append(Link(LineageKind.NEW, (), (c.eid,), 0.0))
    at = 0
    for c in old.clauses:
        if c.eid in by_old:
            at = links.index(by_old[c.eid]) + 1
        else:
            links.insert(at, Link(LineageKind.REMOVED, (c.eid,), (), 0.0))
            at += 1
    return tuple(links)
