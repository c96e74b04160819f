"""Facts in, one frozen Report out: the same facts in any order give an equal report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from consultation.core import counting
from consultation.core.counting import CommentFact, Counts
from consultation.core.dates import to_tashkent
from consultation.core.vocabulary import Channel, Disposition, VoteTarget, VoteValue
from consultation.report.facts import (
    Clause,
    CommentText,
    Conduct,
    ReportFacts,
    Response,
)
from consultation.report.published import (
    ClauseSection,
    ClusterSection,
    CommentLine,
    DayCount,
    DispositionCount,
    Report,
)


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A group of comments that say the same, before it has its number."""

    members: tuple[CommentFact, ...]
    representative: CommentFact
    response: Response | None
    name: str = ""


def build(facts: ReportFacts) -> Report:
    """Make the report; ValueError when the facts contradict one another (a published comment without words, an unknown clause)."""
    texts = _checked_texts(facts)
    clusters = _numbered_clusters(facts)
    comments = _comment_lines(facts, texts, clusters)
    responses = {line.number: line.own_response or clusters[line.cluster - 1].response for line in comments}
    return Report(
        draft=facts.draft,
        conduct=_settled(facts.conduct),
        made_at=facts.made_at,
        counts=counting.count(facts.counted, facts.votes),
        dispositions=_dispositions(clusters, responses),
        clauses=_clauses(facts, clusters),
        clusters=_cluster_sections(facts, texts, clusters),
        comments=comments,
        activity=_activity(facts.conduct, texts.values()),
    )


def _checked_texts(facts: ReportFacts) -> dict[int, CommentText]:
    texts = {text.id: text for text in facts.texts}
    counted = {comment.id for comment in facts.counted if counting.is_counted(comment)}
    if counted != texts.keys() or len({text.number for text in facts.texts}) != len(facts.texts):
        odd = sorted(counted ^ texts.keys())
        raise ValueError(f"The published comments and their texts do not match one to one (ids {odd})")
    known = {clause.eid for clause in facts.clauses} | {None}
    unknown = ({each.clause for each in facts.counted} | {each.clause for each in facts.votes}) - known
    if unknown:
        raise ValueError(f"Comments or votes are about clauses the version does not have: {sorted(map(str, unknown))}")
    return texts


def _numbered_clusters(facts: ReportFacts) -> list[_Cluster]:
    """The clusters in the order of their numbers: by clause, the biggest first, then the oldest."""
    places: dict[str | None, int] = {clause.eid: clause.place for clause in facts.clauses}
    found = [_cluster(facts, tuple(group)) for group in counting.groups(facts.counted)]
    return sorted(
        found,
        # the draft as a whole (no eid) comes before its first clause
        key=lambda each: (
            each.representative.clause is not None,
            places.get(each.representative.clause, 0),
            -len(each.members),
            each.members[0].id,
        ),
    )


def _cluster(facts: ReportFacts, members: tuple[CommentFact, ...]) -> _Cluster:
    key = members[0].cluster
    chosen = None if key is None else facts.representatives.get(key)
    representative = next((member for member in members if member.id == chosen), members[0])
    if key is None:
        return _Cluster(members, representative, None)
    return _Cluster(members, representative, facts.cluster_responses.get(key), facts.names.get(key, ""))


def _comment_lines(
    facts: ReportFacts, texts: Mapping[int, CommentText], clusters: Iterable[_Cluster]
) -> tuple[CommentLine, ...]:
    copies = counting.find_copies(facts.counted)
    repeated = {**copies.exact, **copies.near}
    votes = Counter((vote.comment, vote.target, vote.value) for vote in facts.votes)
    lines = [
        CommentLine(
            number=texts[fact.id].number,
            clause=fact.clause,
            position=fact.position,
            text=texts[fact.id].text,
            wording=texts[fact.id].wording,
            submitter=texts[fact.id].submitter,
            organisation=fact.organisation,
            co_signers=fact.co_signers,
            channel=texts[fact.id].channel,
            language=texts[fact.id].language,
            submitted_at=texts[fact.id].submitted_at,
            cluster=number,
            copy_of=texts[repeated[fact.id]].number if fact.id in repeated else None,
            is_exact_copy=fact.id in copies.exact,
            support=votes[fact.id, VoteTarget.COMMENT, VoteValue.SUPPORT],
            oppose=votes[fact.id, VoteTarget.COMMENT, VoteValue.OPPOSE],
            wording_support=votes[fact.id, VoteTarget.WORDING, VoteValue.SUPPORT],
            wording_oppose=votes[fact.id, VoteTarget.WORDING, VoteValue.OPPOSE],
            own_response=facts.own_responses.get(fact.id),
        )
        for number, cluster in enumerate(clusters, start=1)
        for fact in cluster.members
    ]
    return tuple(sorted(lines, key=lambda line: line.number))


def _cluster_sections(
    facts: ReportFacts, texts: Mapping[int, CommentText], clusters: Iterable[_Cluster]
) -> tuple[ClusterSection, ...]:
    copies = counting.find_copies(facts.counted)
    return tuple(
        ClusterSection(
            number=number,
            clause=cluster.representative.clause,
            representative=texts[cluster.representative.id].number,
            text=texts[cluster.representative.id].text,
            members=tuple(sorted(texts[member.id].number for member in cluster.members)),
            counts=counting.count_within(cluster.members, (), copies),
            response=cluster.response,
            name=cluster.name,
        )
        for number, cluster in enumerate(clusters, start=1)
    )


def _clauses(facts: ReportFacts, clusters: Iterable[_Cluster]) -> tuple[ClauseSection, ...]:
    counts = counting.count_by_clause(facts.counted, facts.votes)
    nothing = counting.count(())
    numbers: dict[str | None, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters, start=1):
        numbers[cluster.representative.clause].append(number)
    whole = (None,) if None in counts else ()
    ordered = (*whole, *sorted(facts.clauses, key=lambda clause: clause.place))
    return tuple(_clause(each, counts, nothing, numbers) for each in ordered)


def _clause(
    clause: Clause | None, counts: Mapping[str | None, Counts], nothing: Counts, numbers: Mapping[str | None, list[int]]
) -> ClauseSection:
    eid = clause.eid if clause else None
    return ClauseSection(
        eid=eid,
        citation=clause.citation if clause else "",
        heading=clause.heading if clause else "",
        excerpt=clause.excerpt if clause else "",
        counts=counts.get(eid, nothing),
        clusters=tuple(numbers.get(eid, ())),
    )


def _dispositions(
    clusters: Iterable[_Cluster], responses: Mapping[int, Response | None]
) -> tuple[DispositionCount, ...]:
    of_clusters = Counter(cluster.response.disposition for cluster in clusters if cluster.response)
    of_comments = Counter(response.disposition for response in responses.values() if response)
    return tuple(
        DispositionCount(
            each, of_clusters[each], of_comments[each], counting.percent(of_comments[each], len(responses))
        )
        for each in Disposition
    )


def _activity(conduct: Conduct, texts: Iterable[CommentText]) -> tuple[DayCount, ...]:
    """Every day of the round (its last instant is the one before `closes_at`), and any day beside it on which a comment came."""
    arrived = Counter(to_tashkent(text.submitted_at).date() for text in texts)
    first = to_tashkent(conduct.opens_at).date()
    last = to_tashkent(conduct.closes_at - timedelta(microseconds=1)).date()
    days = {first + timedelta(days=each) for each in range((last - first).days + 1)} | arrived.keys()
    return tuple(DayCount(day, arrived[day]) for day in sorted(days))


def _settled(conduct: Conduct) -> Conduct:
    """Extensions by date and channels in the order of the vocabulary, whatever order they came in."""
    return replace(
        conduct,
        extensions=tuple(sorted(conduct.extensions, key=lambda each: each.decided_at)),
        channels=tuple(channel for channel in Channel if channel in conduct.channels),
    )
