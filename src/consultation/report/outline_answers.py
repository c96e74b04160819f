"""The printed parts that answer people: clause by clause with its clusters, and the list of all comments."""

from collections.abc import Iterable, Iterator

from consultation.core.messages import Message, message, message_n
from consultation.core.text import clean
from consultation.core.vocabulary import Disposition, Language, VoteTarget, label
from consultation.report.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Strip,
    Style,
    Table,
    Text,
    Tone,
    cell,
)
from consultation.report.charts import HEAT_LEVELS, heat_strip
from consultation.report.facts import Response
from consultation.report.published import (
    ClauseSection,
    ClusterSection,
    CommentLine,
    Report,
)
from consultation.report.voice import Voice, figure, shortened

TONES: dict[Disposition, Tone] = {
    Disposition.ACCEPTED: Tone.GOOD,
    Disposition.PARTLY_ACCEPTED: Tone.HALF,
    Disposition.REJECTED: Tone.BAD,
    Disposition.NOTED: Tone.CALM,
    Disposition.OUT_OF_SCOPE: Tone.CALM,
}
_HEAT = (Tone.HEAT_0, Tone.HEAT_1, Tone.HEAT_2, Tone.HEAT_3, Tone.HEAT_4, Tone.HEAT_5)
_LONG = 1500  # characters of a representative text in the table of answers; the list of comments has the whole


def answers(report: Report, voice: Voice) -> tuple[Block, ...]:
    """The heat strip, the overview of clauses, and every commented clause with what was said and answered."""
    heading = Heading(1, voice.say(message("Answers by clause")))
    if not report.commented_clauses:
        return heading, Text(voice.say(message("Nobody commented on this draft.")))
    return (
        heading,
        _strip(report, voice),
        _overview(report, voice),
        *_silence(report, voice),
        *(block for clause in report.commented_clauses for block in _clause(report, clause, voice)),
    )


def every_comment(report: Report, voice: Voice) -> tuple[Block, ...]:
    """The list of all comments with the answer each of them got."""
    if not report.comments:
        return ()
    columns = (
        Column(voice.say(message("No.")), 7, is_number=True),
        Column(voice.say(message("Clause")), 17),
        Column(voice.say(message("Comment")), 51),
        Column(voice.say(message("Answer")), 25),
    )
    rows = tuple(
        (
            cell(comment.number),
            cell(_said(report.clause(comment.clause).short_title, voice)),
            _comment(comment, voice),
            _given(report, comment, voice),
        )
        for comment in report.comments
    )
    return (
        Heading(1, voice.say(message("All comments"))),
        Table(voice.say(message("All comments and the answer each of them got")), columns, rows),
    )


def _said(title: Message | str, voice: Voice) -> str:
    """A title of the act stays as it is printed there; only ours are translated."""
    return voice.say(title) if isinstance(title, Message) else clean(title)


def _strip(report: Report, voice: Voice) -> Strip:
    cells = heat_strip(report)
    hottest = max(cells, key=lambda each: each.comments)
    description = message(
        "Each field is one clause, in the order of the draft. The most comments, %(most)s, are on this one: %(clause)s",
        most=hottest.comments,
        clause=hottest.title,
    )
    return Strip(
        tuple(each.level for each in cells),
        voice.say(description),
        voice.say(message("No comments")),
        voice.say(message("Most comments")),
    )


def _overview(report: Report, voice: Voice) -> Table:
    columns = (
        Column(voice.say(message("Clause")), 30),
        Column(voice.say(message("Comments")), 14, is_number=True),
        Column(voice.say(message("Copies")), 12, is_number=True),
        Column(voice.say(message("People")), 12, is_number=True),
        Column(voice.say(message("Votes for")), 18, is_number=True),
        Column(voice.say(message("Votes against")), 14, is_number=True),
    )
    levels = {each.eid: each.level for each in heat_strip(report)}
    rows = tuple(_overview_row(clause, levels[clause.eid], voice) for clause in report.commented_clauses)
    return Table(voice.say(message("Commented clauses")), columns, rows)


def _overview_row(clause: ClauseSection, level: int, voice: Voice) -> tuple[Cell, ...]:
    votes = clause.counts.votes_on(VoteTarget.CLAUSE)
    return (
        cell(_said(clause.title, voice)),
        cell(Text(figure(clause.counts.comments), tone=_HEAT[min(level, HEAT_LEVELS)])),
        cell(figure(clause.counts.copies)),
        cell(figure(clause.counts.people)),
        cell(figure(votes.support)),
        cell(figure(votes.oppose)),
    )


def _silence(report: Report, voice: Voice) -> tuple[Block, ...]:
    if not report.silent_clauses:
        return ()
    words = message_n("%(n)s clause got no comment.", "%(n)s clauses got no comments.", report.silent_clauses)
    return (Text(voice.say(words), Style.MUTED),)


def _clause(report: Report, clause: ClauseSection, voice: Voice) -> Iterator[Block]:
    yield Heading(2, _said(clause.title, voice))
    if clause.excerpt:
        # A tab stands between the cells of a table's row; on paper nobody would see it.
        yield Text(clean(clause.excerpt.replace("\t", " | ")), Style.QUOTE, leads=True)
    yield Text(voice.listed(line for line in clause.counts.lines() if line.params["n"]), Style.MUTED, leads=True)
    yield Text(voice.listed(_stands(clause)), Style.MUTED, leads=bool(clause.clusters))
    for elsewhere in _answered_elsewhere(report, clause):
        yield Text(voice.say(elsewhere), Style.MUTED)
    if clause.clusters:
        yield _clusters(report, clause, voice)


def _stands(clause: ClauseSection) -> Iterator[Message | str]:
    for row in clause.counts.positions:
        if row.comments:
            yield message("%(position)s: %(comments)s", position=message(row.label), comments=row.comments)
    votes = clause.counts.votes_on(VoteTarget.CLAUSE)
    if votes.total:
        yield message(
            "Votes on the clause: %(support)s for, %(oppose)s against", support=votes.support, oppose=votes.oppose
        )


def _answered_elsewhere(report: Report, clause: ClauseSection) -> Iterator[Message]:
    """Where to find the answers to those of its comments that stand in a cluster on another clause."""
    for cluster in report.answered_elsewhere(clause):
        yield message(
            "Cluster %(number)s, on another clause (%(clause)s), also answers comments on this one.",
            number=str(cluster.number),
            clause=report.clause(cluster.clause).short_title,
        )


def _clusters(report: Report, clause: ClauseSection, voice: Voice) -> Table:
    columns = (
        Column(voice.say(message("No.")), 7, is_number=True),
        Column(voice.say(message("What people said")), 42),
        Column(voice.say(message("From")), 17),
        Column(voice.say(message("Answer and reason")), 34),
    )
    rows = tuple(
        (
            cell(cluster.number),
            _opinion(report, cluster, voice),
            _senders(report, cluster, voice),
            _answer(report, cluster, voice),
        )
        for cluster in report.clusters_of(clause)
    )
    return Table(voice.say(message("Clusters of comments on this clause and their answers")), columns, rows)


def _opinion(report: Report, cluster: ClusterSection, voice: Voice) -> Cell:
    parts = [Text(clean(cluster.name), Style.STRONG)] if cluster.name else []
    parts.append(_quoted(shortened(cluster.text, _LONG), report.comment(cluster.representative), voice))
    if len(cluster.text) > _LONG:
        words = message(
            "The whole text is in the list of all comments, number %(number)s.", number=str(cluster.representative)
        )
        parts.append(Text(voice.say(words), Style.MUTED))
    wordings: dict[str, CommentLine] = {}
    for member in report.members_of(cluster):
        if member.wording:
            wordings.setdefault(member.wording, member)
    for wording, member in wordings.items():
        parts += _wording(shortened(wording, _LONG), member, voice)
    return tuple(parts)


def _wording(wording: str, member: CommentLine, voice: Voice) -> tuple[Text, Text]:
    words = message("Proposed wording (comment %(number)s)", number=str(member.number))
    return Text(voice.say(words), Style.STRONG), _quoted(wording, member, voice, Style.QUOTE)


def _quoted(text: str, comment: CommentLine, voice: Voice, style: Style = Style.PLAIN) -> Text:
    known = comment.language not in {Language.UND, voice.language}
    return Text(clean(text), style, lang=comment.language.value if known else "")


def _senders(report: Report, cluster: ClusterSection, voice: Voice) -> Cell:
    if len(cluster.members) == 1:
        return _sender(report.comment(cluster.members[0]), voice)
    counts = cluster.counts
    lines = [line for line in counts.lines() if line.params["n"]]
    names = sorted({clean(each.organisation) for each in report.members_of(cluster) if each.organisation})
    return cell(*(voice.say(line) for line in lines), *(Text(name, Style.MUTED) for name in names))


def _sender(comment: CommentLine, voice: Voice) -> Cell:
    parts = [Text(clean(name), style) for name, style in _names(comment)]
    if not parts:
        parts.append(Text(voice.say(message("Name not published"))))
    if comment.co_signers:
        words = message_n("%(n)s co-signer", "%(n)s co-signers", comment.co_signers)
        parts.append(Text(voice.say(words), Style.MUTED))
    return tuple(parts)


def _names(comment: CommentLine) -> Iterator[tuple[str, Style]]:
    if comment.submitter:
        yield comment.submitter, Style.PLAIN
    if comment.organisation:
        yield comment.organisation, Style.MUTED if comment.submitter else Style.PLAIN


def _answer(report: Report, cluster: ClusterSection, voice: Voice) -> Cell:
    parts = list(_response(cluster.response, voice))
    for member in report.members_of(cluster):
        if member.own_response and len(cluster.members) == 1:
            return tuple(_response(member.own_response, voice))
        if member.own_response:
            words = message("Comment %(number)s was answered on its own:", number=str(member.number))
            parts += [Text(voice.say(words), Style.MUTED), *_response(member.own_response, voice)]
    return tuple(parts)


def _response(response: Response | None, voice: Voice) -> Iterator[Text]:
    if response is None:
        yield Text(voice.say(message("Not answered yet")), Style.STRONG)
        return
    yield Text(voice.say(label(response.disposition)), Style.STRONG, TONES[response.disposition])
    yield Text(clean(response.reason))


def _comment(comment: CommentLine, voice: Voice) -> Cell:
    heading = [part.text for part in _sender(comment, voice)]
    heading += [voice.say(label(comment.channel)), voice.instant(comment.submitted_at)]
    parts = [Text(voice.say(label(comment.position)), Style.STRONG), Text(" · ".join(heading), Style.MUTED)]
    parts.append(_words(comment, voice))
    if comment.wording:
        parts += _wording(comment.wording, comment, voice)
    votes = report_votes(comment)
    if votes:
        parts.append(Text(voice.listed(votes), Style.MUTED))
    return tuple(parts)


def _words(comment: CommentLine, voice: Voice) -> Text:
    if comment.is_exact_copy and comment.copy_of is not None:
        return Text(
            voice.say(message("The same text as comment %(number)s.", number=str(comment.copy_of))), Style.MUTED
        )
    return _quoted(comment.text, comment, voice)


def report_votes(comment: CommentLine) -> tuple[Message, ...]:
    """The votes on a comment and on its proposed wording as phrases; nothing when nobody voted."""
    on_comment = message("Votes: %(support)s for, %(oppose)s against", support=comment.support, oppose=comment.oppose)
    on_wording = message(
        "Votes on the wording: %(support)s for, %(oppose)s against",
        support=comment.wording_support,
        oppose=comment.wording_oppose,
    )
    cast = (
        (comment.support + comment.oppose, on_comment),
        (comment.wording_support + comment.wording_oppose, on_wording),
    )
    return tuple(words for votes, words in cast if votes)


def _given(report: Report, comment: CommentLine, voice: Voice) -> Cell:
    where = message("Cluster %(number)s", number=str(comment.cluster))
    response = report.response_to(comment)
    decision: Iterable[Text] = _response(response, voice)
    if response is not None and comment.own_response is None:
        decision = list(decision)[:1]  # the reason stands once, beside the cluster
    return (*decision, Text(voice.say(where), Style.MUTED))
