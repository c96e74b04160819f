"""The rows of the open data: one per comment, one per cluster, one per clause, the same in CSV and in XLSX."""

from collections.abc import Sequence

from consultation.core.dates import to_tashkent
from consultation.core.messages import Message, message
from consultation.core.text import clean
from consultation.core.vocabulary import VoteTarget, label
from consultation.report.facts import Response
from consultation.report.published import ClauseSection, Report
from consultation.report.voice import Voice

Value = str | int | None
COMMENT_HEADS: tuple[Message, ...] = (
    message("Comment number"),
    message("Clause identifier"),
    message("Clause"),
    message("Position"),
    message("Text"),
    message("Proposed wording"),
    message("Sender"),
    message("Organisation"),
    message("Co-signers"),
    message("Channel"),
    message("Language"),
    message("Received (Tashkent time)"),
    message("Cluster number"),
    message("Copy of comment"),
    message("Votes for"),
    message("Votes against"),
    message("Votes for the wording"),
    message("Votes against the wording"),
    message("Decision"),
    message("Reason"),
)
CLUSTER_HEADS: tuple[Message, ...] = (
    message("Cluster number"),
    message("Clause identifier"),
    message("Clause"),
    message("Text"),
    message("People"),
    message("Comments"),
    message("Copies"),
    message("Organisations"),
    message("Co-signers"),
    message("Comment numbers"),
    message("Decision"),
    message("Reason"),
)
CLAUSE_HEADS: tuple[Message, ...] = (
    message("Clause identifier"),
    message("Clause"),
    message("Heading"),
    message("People"),
    message("Comments"),
    message("Copies"),
    message("Organisations"),
    message("Co-signers"),
    message("Votes for"),
    message("Votes against"),
    message("Clusters"),
)


def comment_rows(report: Report, voice: Voice) -> list[list[Value]]:
    """A row per comment under `COMMENT_HEADS`, texts not yet made safe for the program that reads them."""
    return [
        [
            comment.number,
            comment.clause or "",
            _title(report.clause(comment.clause), voice),
            voice.say(label(comment.position)),
            comment.text,
            comment.wording or "",
            comment.submitter or ("" if comment.organisation else voice.say(message("Name not published"))),
            comment.organisation or "",
            comment.co_signers,
            voice.say(label(comment.channel)),
            comment.language.value,
            to_tashkent(comment.submitted_at).isoformat(timespec="minutes"),
            comment.cluster,
            comment.copy_of,
            comment.support,
            comment.oppose,
            comment.wording_support,
            comment.wording_oppose,
            *_answer(report.response_to(comment), voice),
        ]
        for comment in report.comments
    ]


def cluster_rows(report: Report, voice: Voice) -> list[list[Value]]:
    """A row per cluster under `CLUSTER_HEADS`; a comment that stands alone is a cluster of one with its own answer."""
    return [
        [
            cluster.number,
            cluster.clause or "",
            _title(report.clause(cluster.clause), voice),
            cluster.text,
            cluster.counts.people,
            cluster.counts.comments,
            cluster.counts.copies,
            cluster.counts.organisations,
            cluster.counts.co_signers,
            ", ".join(map(str, cluster.members)),
            *_answer(report.response_to(report.comment(cluster.representative)), voice),
        ]
        for cluster in report.clusters
    ]


def clause_rows(report: Report, voice: Voice) -> list[list[Value]]:
    """A row per clause under `CLAUSE_HEADS`, silent clauses too."""
    return [
        [
            clause.eid or "",
            _title(clause, voice),
            clause.heading,
            clause.counts.people,
            clause.counts.comments,
            clause.counts.copies,
            clause.counts.organisations,
            clause.counts.co_signers,
            clause.counts.votes_on(VoteTarget.CLAUSE).support,
            clause.counts.votes_on(VoteTarget.CLAUSE).oppose,
            len(clause.clusters),
        ]
        for clause in report.clauses
    ]


def heads(columns: Sequence[Message], voice: Voice) -> list[str]:
    """The headings of a table in the language of the report."""
    return [voice.say(column) for column in columns]


def _title(clause: ClauseSection, voice: Voice) -> str:
    title = clause.short_title
    return voice.say(title) if isinstance(title, Message) else clean(title)


def _answer(response: Response | None, voice: Voice) -> tuple[str, str]:
    if response is None:
        return voice.say(message("Not answered yet")), ""
    return voice.say(label(response.disposition)), response.reason
