"""References of an act to its own clauses: "ushbu Qonunning 5-moddasi", "пункт 3 части второй статьи 5 настоящего Закона".

Only what names this very act, this annex, or the article, part or point that the words stand in. "Article 5" alone may be
another law's, and so may anything inside quoted new text, or after another act's name in the same sentence. An
enumeration counts where every member of it is there. What is not sure stays plain.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from consultation.core.reference_words import GRAMMARS, Grammar
from consultation.core.vocabulary import ClauseKind, Language

_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹‑–", "0123456789--")
_RANGE: Final = re.compile(r"\s*—\s*|\s+[–-]\s+|\s+to\s+")
_SENTENCE: Final = re.compile(r"[.;]\s")
_MOST_IN_RANGE: Final = 50
_COUNTED: Final = frozenset({ClauseKind.PARAGRAPH, ClauseKind.INDENT})
_NOT_NAMED: Final = frozenset(
    {ClauseKind.PART, ClauseKind.SECTION, ClauseKind.SUBSECTION, ClauseKind.SUBCHAPTER, ClauseKind.TABLE}
)
_BEGIN_WITH_WORDS: Final = {
    ClauseKind.ARTICLE: ClauseKind.PARAGRAPH,
    ClauseKind.PARAGRAPH: ClauseKind.INDENT,
    ClauseKind.POINT: ClauseKind.INDENT,
    ClauseKind.SUBPOINT: ClauseKind.INDENT,
}

Step = tuple[ClauseKind, str]
"""A unit with its bare number, or with its place ("#2") where it is counted."""


class Numbered(NamedTuple):
    """A clause that may be referred to: its parent is in its id. `words` are its heading and first words."""

    eid: str
    kind: ClauseKind
    number: str | None
    words: str = ""
    has_text: bool = False
    quoted: bool = False


class Link(NamedTuple):
    """A stretch of a text (offsets), and the clause it means."""

    start: int
    end: int
    eid: str


@dataclass(frozen=True, slots=True)
class Targets:
    """The clauses of an act that are not quoted, by the way to them from the act or from the annex (`scope`) they are in."""

    paths: Mapping[str, tuple[str, tuple[Step, ...]]] = field(default_factory=dict)
    found: Mapping[tuple[str, Step, Step], list[tuple[tuple[Step, ...], str]]] = field(default_factory=dict)
    annexes: Mapping[str, str] = field(default_factory=dict)

    def at(self, scope: str, steps: tuple[Step, ...]) -> str | None:
        """The one clause at the end of these steps, others between them allowed; None when there is none, or several."""
        near = self.found.get((scope, steps[0], steps[-1]), ())
        eids = {eid for path, eid in near if _is_within(steps, path)}
        return eids.pop() if len(eids) == 1 else None


def _is_within(steps: Sequence[Step], path: Sequence[Step]) -> bool:
    rest = iter(path)
    return all(step in rest for step in steps)


def targets(clauses: Iterable[Numbered]) -> Targets:
    """What can be referred to in a text, its clauses given in document order."""
    paths: dict[str, tuple[str, tuple[Step, ...]]] = {}
    found: dict[tuple[str, Step, Step], list[tuple[tuple[Step, ...], str]]] = defaultdict(list)
    annexes: dict[str, str] = {}
    counts: dict[tuple[str, ClauseKind], int] = defaultdict(int)
    for clause in clauses:
        if clause.quoted or clause.kind is ClauseKind.QUOTED:
            continue
        scope, above = paths.get(clause.eid.rpartition("__")[0], ("", ()))
        if clause.kind is ClauseKind.ANNEX:
            annexes[clause.eid] = clause.words
            paths[clause.eid] = (clause.eid, ())
            own: tuple[Step, ...] = ((clause.kind, _bare(clause.number or "")),)
        else:
            own = _own_steps(clause, above, counts)
            paths[clause.eid] = (scope, above if clause.kind is ClauseKind.CHAPTER else own)
        if own and (own != above or clause.kind is ClauseKind.CHAPTER):
            found[scope, own[0], own[-1]].append((own, clause.eid))
            inner = _BEGIN_WITH_WORDS.get(clause.kind)
            if inner is not None and clause.has_text:
                counts[clause.eid, inner] += 1
                first = (*own, (inner, "#1"))
                found[scope, first[0], first[-1]].append((first, clause.eid))
    return Targets(paths, found, annexes)


def _own_steps(
    clause: Numbered, above: tuple[Step, ...], counts: dict[tuple[str, ClauseKind], int]
) -> tuple[Step, ...]:
    if clause.kind is ClauseKind.CHAPTER:
        return ((clause.kind, _bare(clause.number or "")),)
    if clause.kind in _NOT_NAMED:
        return above
    if clause.number:
        return (*above, (clause.kind, _bare(clause.number)))
    if clause.kind in _COUNTED:
        parent = clause.eid.rpartition("__")[0]
        counts[parent, clause.kind] += 1
        return (*above, (clause.kind, f"#{counts[parent, clause.kind]}"))
    return (*above, (clause.kind, ""))


def _bare(number: str) -> str:
    raised = _RAISED.sub(lambda digits: "-" + digits[0], number)
    return raised.translate(_PLAIN).rstrip(").").casefold()


def links(text: str, language: Language, known: Targets, eid: str) -> Iterator[Link]:
    """The references in the text of the clause `eid` that lead to one other clause for certain, in order."""
    grammar = GRAMMARS.get(language)
    if grammar is None or eid not in known.paths:
        return
    for match in grammar.chain.finditer(text):
        if _follows_another_act(grammar, text, match.start()):
            continue
        base = _base(grammar, match, known, eid)
        if base is not None:
            yield from (each for each in _links_of(grammar, match, known, base) if each.eid != eid)


def _follows_another_act(grammar: Grammar, text: str, start: int) -> bool:
    ends = [found.end() for found in _SENTENCE.finditer(text, 0, start)]
    return grammar.elsewhere.search(text, ends[-1] if ends else 0, start) is not None


def _base(grammar: Grammar, match: re.Match[str], known: Targets, eid: str) -> tuple[str, tuple[Step, ...]] | None:
    """Where the steps of a reference begin: the act, the annex, or the unit that the words stand in."""
    scope, own = known.paths[eid]
    if match["act"] or match["annex"]:
        return ("", ())
    if match["document"]:
        is_it = bool(scope) and match["document"].casefold() in known.annexes.get(scope, "").casefold()
        return (scope, ()) if is_it else None
    kind = _kind(grammar, match["unit"])
    places = [place for place, step in enumerate(own) if step[0] is kind]
    return (scope, own[: places[-1] + 1]) if places else None


def _kind(grammar: Grammar, word: str) -> ClauseKind:
    return next(kind for pattern, kind in grammar.kinds if pattern.match(word))


def _links_of(
    grammar: Grammar, match: re.Match[str], known: Targets, base: tuple[str, tuple[Step, ...]]
) -> Iterator[Link]:
    scope, above = base
    if match["annex"]:
        found = known.at(scope, ((ClauseKind.ANNEX, _bare(match["numbered"])),))
        if found is not None:
            yield Link(match.start(), match.end(), found)
        return
    steps = list(grammar.step.finditer(match.string, *match.span("steps")))
    narrow = steps[-1] if grammar.is_whole_first else steps[0]
    wide = steps[:-1] if grammar.is_whole_first else steps[:0:-1]
    way = [_members(grammar, step) for step in wide]
    if any(len(members) != 1 for members in way):
        return
    above = (*above, *(members[0].step for members in way))
    members = _members(grammar, narrow)
    eids = [known.at(scope, (*above, each.step)) for each in members]
    middles = [known.at(scope, (*above, step)) for step in _between(members)]
    if None in eids or None in middles:
        return
    if len(members) == 1:
        yield Link(match.start(), match.end(), eids[0] or "")
        return
    yield from (Link(each.start, each.end, eid or "") for each, eid in zip(members, eids, strict=True))


class _Member(NamedTuple):
    """One unit of an enumeration where it stands in the text; `is_range` when all from the one before to it are meant."""

    step: Step
    start: int
    end: int
    is_range: bool


def _members(grammar: Grammar, step: re.Match[str]) -> list[_Member]:
    groups = step.groupdict()
    kind = _kind(grammar, groups["kind"] or groups["after"])
    name = next(name for name in ("numbers", "letter", "ordinals", "before") if groups.get(name))
    start, end = step.span(name)
    found: list[_Member] = []
    is_range = False
    while start <= end:
        joint = grammar.joint.search(step.string, start, end)
        stop = joint.start() if joint else end
        said = step.string[start:stop]
        found.append(_Member((kind, _said(grammar, said, name)), start, stop, is_range))
        if joint is None:
            break
        is_range = _RANGE.fullmatch(joint[0]) is not None
        start = joint.end()
    return found


def _said(grammar: Grammar, said: str, name: str) -> str:
    if name in {"numbers", "letter"}:
        return _bare(said)
    return f"#{next(place for pattern, place in grammar.ordinals if pattern.fullmatch(said))}"


def _between(members: Sequence[_Member]) -> Iterator[Step]:
    """What a range means without saying it; an unknown unit for a range that cannot be counted."""
    for before, after in pairwise(members):
        if not after.is_range:
            continue
        kind, mark = after.step[0], "#" if after.step[1].startswith("#") else ""
        one, two = before.step[1].removeprefix("#"), after.step[1].removeprefix("#")
        if not (one.isdecimal() and two.isdecimal() and 0 < int(two) - int(one) <= _MOST_IN_RANGE):
            yield (kind, "?")
            continue
        yield from ((kind, f"{mark}{number}") for number in range(int(one) + 1, int(two)))
