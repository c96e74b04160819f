"""A Report as a printed document without a format: which parts stand in which order, in which words."""

from collections.abc import Sequence

from consultation.core import counting
from consultation.core.dates import to_tashkent
from consultation.core.messages import N_, Message, message, message_n
from consultation.core.text import clean
from consultation.core.vocabulary import VoteTarget, label
from consultation.report.blocks import (
    Bars,
    Block,
    Cell,
    Column,
    Contents,
    Figures,
    Heading,
    Pairs,
    Points,
    Style,
    Table,
    Text,
    Title,
    cell,
)
from consultation.report.charts import activity_bars
from consultation.report.frozen import digest
from consultation.report.outline_answers import TONES, answers, every_comment
from consultation.report.published import Report
from consultation.report.voice import Translate, Voice, figure

_CLAUSES_IN_CONTENTS = 24  # more would not leave the contents on the first page
_ABREAST = 2  # pairs of day and number beside one another


def outline(report: Report, translate: Translate) -> tuple[Block, ...]:
    """The whole document in order; `translate` is bound to the language of the draft."""
    voice = Voice(translate, report.draft.language)
    return (
        *_opening(report, voice),
        *_conduct(report, voice),
        *_numbers(report, voice),
        *_positions(report, voice),
        *_activity(report, voice),
        *answers(report, voice),
        *_not_published(report, voice),
        *every_comment(report, voice),
        *_digest(report, voice),
    )


def headline_figures(report: Report) -> tuple[tuple[str, int], ...]:
    """The large numbers of the first page: an English label and the number."""
    counts = report.counts
    return (
        (N_("People"), counts.people),
        (N_("Comments"), counts.comments),
        (N_("Of them copies"), counts.copies),
        (N_("Organisations"), counts.organisations),
        (N_("Co-signers"), counts.co_signers),
        (N_("Votes"), sum(row.total for row in counts.votes)),
    )


def number_rows(report: Report) -> tuple[tuple[str, int], ...]:
    """Every number of the whole draft: an English label and the number, for tables in all formats."""
    counts = report.counts
    return (
        (N_("People who commented"), counts.people),
        (N_("Organisations that commented"), counts.organisations),
        (N_("Co-signers of letters"), counts.co_signers),
        (N_("Comments published"), counts.comments),
        (N_("Different comments (without the copies)"), counts.different),
        (N_("Copies, word for word"), counts.exact_copies),
        (N_("Copies, nearly word for word"), counts.near_copies),
        (N_("Replies between readers"), counts.replies),
        (N_("Comments and replies not published"), counts.rejected),
        (N_("Comments and replies waiting for a moderator"), counts.waiting),
        (N_("People who voted"), counts.voters),
        (N_("Votes on clauses"), counts.votes_on(VoteTarget.CLAUSE).total),
        (N_("Votes on comments"), counts.votes_on(VoteTarget.COMMENT).total),
        (N_("Votes on proposed wordings"), counts.votes_on(VoteTarget.WORDING).total),
    )


def conduct_rows(report: Report) -> tuple[tuple[str, tuple[Message | str, ...]], ...]:
    """How the consultation was run, but for the dates: an English label and its values, source sentences or plain words."""
    draft, conduct = report.draft, report.conduct
    rows: list[tuple[str, tuple[Message | str, ...]]] = [
        (N_("Kind of act"), (label(draft.act_kind),) if draft.act_kind else ()),
        (N_("Language of the draft"), (label(draft.language),)),
        (N_("Legal basis"), (conduct.legal_basis,) if conduct.legal_basis else ()),
        (N_("Moderation"), (label(conduct.moderation),)),
        (N_("Channels"), tuple(label(channel) for channel in conduct.channels)),
    ]
    return tuple(row for row in rows if row[1])


def _opening(report: Report, voice: Voice) -> tuple[Block, ...]:
    draft = report.draft
    return (
        Title(
            voice.say(message("Report on the public discussion of a draft act")),
            clean(draft.title),
            (
                voice.say(message("Draft No. %(number)s", number=draft.number)),
                *(clean(name) for name in draft.authorities),
                voice.day(to_tashkent(report.made_at).date()),
            ),
        ),
        Figures(tuple((figure(number), voice.say(words)) for words, number in headline_figures(report))),
        Contents(
            voice.say(message("Contents")), depth=2 if len(report.commented_clauses) <= _CLAUSES_IN_CONTENTS else 1
        ),
    )


def _conduct(report: Report, voice: Voice) -> tuple[Block, ...]:
    conduct, said = report.conduct, [(voice.say(name), voice.listed(values)) for name, values in conduct_rows(report)]
    dates = [
        (voice.say(message("Version discussed")), str(conduct.version)),
        (voice.say(message("Opened")), voice.instant(conduct.opens_at)),
        (voice.say(message("Closed")), voice.instant(conduct.closes_at)),
    ]
    return (
        Heading(1, voice.say(message("How the consultation was run"))),
        Pairs((*said[:2], *dates, *said[2:])),
        Text(voice.say(message("All times are those of Tashkent (UTC+5).")), Style.MUTED),
        *_extensions(report, voice),
    )


def _extensions(report: Report, voice: Voice) -> tuple[Block, ...]:
    if not report.conduct.extensions:
        return ()
    columns = (
        Column(voice.say(message("Decided")), 24),
        Column(voice.say(message("Closing moved from")), 24),
        Column(voice.say(message("to")), 24),
        Column(voice.say(message("Reason")), 36),
    )
    rows = tuple(
        (
            cell(voice.instant(each.decided_at)),
            cell(voice.instant(each.old_closes_at)),
            cell(voice.instant(each.new_closes_at)),
            cell(clean(each.reason)),
        )
        for each in report.conduct.extensions
    )
    return (Table(voice.say(message("Extensions of the discussion")), columns, rows),)


def _numbers(report: Report, voice: Voice) -> tuple[Block, ...]:
    columns = (
        Column(voice.say(message("What was counted")), 80),
        Column(voice.say(message("Number")), 20, is_number=True),
    )
    rows = tuple((cell(voice.say(words)), cell(figure(number))) for words, number in number_rows(report))
    return (
        Heading(1, voice.say(message("The numbers and how they were counted"))),
        Table(voice.say(message("Numbers of the whole discussion")), columns, rows),
        Points(tuple(voice.say(sentence) for sentence in (*counting.RULE, counting.VERSION_WORDS))),
    )


def _positions(report: Report, voice: Voice) -> tuple[Block, ...]:
    comments = Column(voice.say(message("Comments")), 18, is_number=True)
    share = Column("%", 12, is_number=True)
    clusters = Column(voice.say(message("Clusters")), 18, is_number=True)
    positions = tuple(
        (cell(voice.say(row.label)), cell(figure(row.comments)), cell(row.percent)) for row in report.positions
    )
    given = tuple(
        (
            cell(Text(voice.say(row.label), Style.STRONG, TONES[row.disposition])),
            cell(figure(row.clusters)),
            cell(figure(row.comments)),
            cell(row.percent),
        )
        for row in report.dispositions
    )
    return (
        Heading(1, voice.say(message("What people said and what was answered"))),
        Table(
            voice.say(message("Comments by position")),
            (Column(voice.say(message("Position")), 70), comments, share),
            positions,
        ),
        Table(
            voice.say(message("Answers by decision")),
            (Column(voice.say(message("Decision")), 52), clusters, comments, share),
            given,
        ),
    )


def _activity(report: Report, voice: Voice) -> tuple[Block, ...]:
    chart = activity_bars(report)
    if not chart.peak:
        return ()
    description = message(
        "Comments by day: the most, %(most)s, came on %(day)s.",
        most=chart.peak.comments,
        day=voice.day(chart.peak.day),
    )
    days = [(cell(voice.day(each.day)), cell(figure(each.comments))) for each in report.activity if each.comments]
    pair = (Column(voice.say(message("Day")), 35), Column(voice.say(message("Number")), 15, is_number=True))
    return (
        Heading(1, voice.say(message("Activity by day"))),
        Bars(
            chart,
            voice.say(description),
            tuple(f"{bar.day:%d.%m}" for bar in chart.bars),
            voice.say(message("Comments")),
        ),
        Table(voice.say(message("Days on which comments arrived, and their number")), pair * _ABREAST, _abreast(days)),
    )


def _abreast(days: Sequence[tuple[Cell, Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Days and their numbers, two pairs in a row, to be read downwards like a newspaper."""
    height = -(-len(days) // _ABREAST)
    filled = [*days, *[(cell(""), cell(""))] * (height * _ABREAST - len(days))]
    return tuple(
        tuple(part for place in range(row, len(filled), height) for part in filled[place]) for row in range(height)
    )


def _not_published(report: Report, voice: Voice) -> tuple[Block, ...]:
    heading = Heading(1, voice.say(message("Comments that were not published")))
    if not report.rejections:
        return heading, Text(voice.say(message("Moderators published every comment.")))
    columns = (Column(voice.say(message("Reason")), 80), Column(voice.say(message("Number")), 20, is_number=True))
    rows = tuple((cell(voice.say(row.label)), cell(figure(row.comments))) for row in report.rejections)
    sum_up = message_n(
        "%(n)s comment or reply was not published. Its author was told the reason.",
        "%(n)s comments and replies were not published. Their authors were told the reasons.",
        report.counts.rejected,
    )
    return heading, Text(voice.say(sum_up)), Table(voice.say(message("Not published, by reason")), columns, rows)


def _digest(report: Report, voice: Voice) -> tuple[Block, ...]:
    words = message(
        "This document was made from the published data of the report. SHA-256 of these data: %(digest)s",
        digest=digest(report),
    )
    return (Text(voice.say(words), Style.MUTED),)
