"""One draft's story in the demonstration: prepared, published, commented on, moderated, answered, reported, concluded."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import PurePath

from sqlalchemy.orm import Session

from consultation.actions import (
    attachments,
    clusters,
    comments,
    drafts,
    flags,
    lineage,
    moderation,
    reports,
    residues,
    responses,
    roles,
    rounds,
    versions,
    votes,
)
from consultation.actions.moderation_changes import Order
from consultation.core.periods import REQUIRED_ATTACHMENTS, TASHKENT, earliest_close
from consultation.core.policy import Actor
from consultation.core.settling import Settled
from consultation.core.vocabulary import (
    FlagReason,
    ModerationAct,
    ModerationMode,
    VoteTarget,
    VoteValue,
    label,
)
from consultation.demo.people import crowd, email_of
from consultation.demo.script import (
    AnswerEntry,
    CampaignEntry,
    ChangeEntry,
    CommentEntry,
    DraftEntry,
    NextEntry,
    path_of,
)
from consultation.ingest import read_in_process
from consultation.store import accounts, arranging
from consultation.store import clusters as clustered
from consultation.store import lineage as lineages
from consultation.store import versions as texts
from consultation.store.tables import Draft, Round, Version

UNLIMITED = 1_000_000


class Story:
    """Plays one entry of the script on a session, each step at its own instant before (or after) `now`."""

    def __init__(self, session: Session, entry: DraftEntry, now: datetime) -> None:
        self._session = session
        self._entry = entry
        self._now = now
        self._officer = self._person("officer")
        self._colleague = self._person("colleague")
        self._moderator = self._person("moderator")
        self._numbers: dict[str, int] = {}

    def tell(self) -> None:
        """Everything that has happened by now."""
        draft = self._prepare()
        if self._entry.opens_days is None:
            return
        round_ = self._publish(draft)
        if self._entry.stage == "scheduled":
            return
        self._discuss(draft, round_)
        if self._entry.withdrawn is not None:
            when = self._now + timedelta(days=self._entry.withdrawn.days)
            drafts.withdraw(self._session, self._officer, draft.id, reason=self._entry.withdrawn.reason, now=when)
        elif self._entry.answers:
            self._answer(draft, round_)
        if self._entry.next is not None:
            self._go_on(draft, self._entry.next)

    def _prepare(self) -> Draft:
        upload = _upload(self._entry.file)
        authority_id = accounts.authority_id(self._session, self._entry.authority)
        assert authority_id is not None
        when = self._opens_at - timedelta(days=2)
        draft = drafts.create(self._session, self._officer, authority_id=authority_id, upload=upload, now=when)
        details = drafts.Details(
            title=draft.title,
            act_kind=draft.act_kind,
            language=draft.language,
            topic=self._entry.topic,
            summary=self._entry.summary,
            moderation_mode=self._entry.mode,
        )
        drafts.change_details(self._session, self._officer, draft.id, details, now=when)
        return draft

    def _publish(self, draft: Draft) -> Round:
        scheduled_at = min(self._opens_at, self._now) - timedelta(hours=3)
        for kind in sorted(REQUIRED_ATTACHMENTS[draft.act_kind]):
            attachments.attach(
                self._session,
                self._officer,
                draft.id,
                kind=kind,
                title=label(kind),
                file_name=f"{kind.value}.txt",
                content=f"{draft.title}\n\n{self._entry.summary}\n".encode(),
                now=scheduled_at,
            )
        return self._schedule(draft, self._opens_at, scheduled_at)

    def _schedule(self, draft: Draft, opens_at: datetime, now: datetime) -> Round:
        version = texts.latest_version(self._session, draft.id)
        assert version is not None
        if version.warnings:
            versions.confirm_warnings(self._session, self._officer, draft.id, revision=version.revision, now=now)
        return rounds.schedule(
            self._session,
            self._officer,
            draft.id,
            opens_at=opens_at,
            closes_at=earliest_close(draft.act_kind, opens_at),
            revision=version.revision,
            now=now,
        )

    @property
    def _opens_at(self) -> datetime:
        return self._day(self._entry.opens_days or 0)

    def _day(self, days: int) -> datetime:
        """Ten in the morning in Tashkent, on the script's day; what opened today opened an hour ago at the latest."""
        day = (self._now + timedelta(days=days)).astimezone(TASHKENT)
        return day.replace(hour=10, minute=0, second=0, microsecond=0)

    def _discuss(self, draft: Draft, round_: Round) -> None:
        self._say_all(draft, round_, [*self._campaign(), *self._entry.comments])
        self._vote(draft, min(self._now, round_.closes_at) - timedelta(minutes=5))

    def _say_all(self, draft: Draft, round_: Round, said: Sequence[CommentEntry]) -> None:
        step = (min(self._now, round_.closes_at) - round_.opens_at) / (len(said) + 1)
        for place, comment in enumerate(said, start=1):
            self._say(draft, comment, round_.opens_at + step * place)

    def _go_on(self, draft: Draft, entry: NextEntry) -> None:
        """The second version: uploaded, said what became of each clause, published, and spoken of."""
        opens_at = self._day(entry.opens_days)
        when = opens_at - timedelta(days=1)
        version = versions.add(self._session, self._officer, draft.id, _upload(entry.file), now=when)
        for change in entry.changes:
            self._change(draft, version, change, when)
        keys = [each.key for each in self._lineage(version) if each.is_open]
        lineage.confirm(self._session, self._officer, draft.id, keys, revision=version.revision, now=when)
        round_ = self._schedule(draft, opens_at, opens_at - timedelta(hours=3))
        self._say_all(draft, round_, entry.comments)

    def _campaign(self) -> Iterator[CommentEntry]:
        campaign = self._entry.campaign
        for number in range(campaign.size if campaign else 0):
            assert campaign is not None
            yield _letter(campaign, number)

    def _change(self, draft: Draft, version: Version, entry: ChangeEntry, when: datetime) -> None:
        seen = next(each for each in self._lineage(version) if entry.old[0] in each.link.old)
        lineage.change(
            self._session,
            self._officer,
            draft.id,
            seen.key,
            old=entry.old,
            new=entry.new,
            revision=version.revision,
            now=when,
        )

    def _lineage(self, version: Version) -> tuple[Settled, ...]:
        return lineages.settled(self._session, version, lineages.pair_of(self._session, version))

    def _say(self, draft: Draft, entry: CommentEntry, when: datetime) -> None:
        person = self._person(entry.who)
        new = comments.NewComment(entry.text, entry.wording, entry.position, as_organisation=entry.as_organisation)
        if entry.reply_to is not None:
            sent = comments.reply(self._session, person, draft.id, entry.reply_to, new, now=when, hourly=UNLIMITED)
        else:
            place = comments.Place(draft.id, None, entry.clause)
            sent = comments.submit(self._session, person, place, new, now=when, hourly=UNLIMITED)
            self._numbers.setdefault(entry.who, sent.number)
        self._moderate(draft, entry, sent.number, when + timedelta(minutes=40))
        if entry.flagged_by is not None:
            flagger = self._person(entry.flagged_by)
            flags.flag(
                self._session, flagger, draft.id, sent.number, FlagReason.OFF_TOPIC, now=when + timedelta(hours=1)
            )
        for voter in entry.votes:
            self._support(draft, voter, sent.number, VoteTarget.COMMENT, when)
        for voter in entry.wording_votes:
            self._support(draft, voter, sent.number, VoteTarget.WORDING, when)

    def _support(self, draft: Draft, voter: str, number: int, target: VoteTarget, when: datetime) -> None:
        votes.cast_on_comment(
            self._session,
            self._person(voter),
            draft.id,
            number,
            target,
            VoteValue.SUPPORT,
            now=when + timedelta(minutes=50),
            hourly=UNLIMITED,
        )

    def _moderate(self, draft: Draft, entry: CommentEntry, number: int, when: datetime) -> None:
        if entry.pending or (self._entry.mode is ModerationMode.POST and entry.reject is None):
            return
        act = ModerationAct.REJECT if entry.reject else ModerationAct.PUBLISH
        comment = clustered.comment_by_number(self._session, draft.id, number)
        assert comment is not None
        order = Order(act, reason=entry.reject, note=entry.note)
        moderation.decide(self._session, self._moderator, [comment.id], order, now=when)

    def _vote(self, draft: Draft, when: datetime) -> None:
        for eid, by_value in self._entry.clause_votes.items():
            for value, voters in by_value.items():
                for voter in voters:
                    place = comments.Place(draft.id, None, eid)
                    votes.cast_on_clause(self._session, self._person(voter), place, value, now=when, hourly=UNLIMITED)

    def _answer(self, draft: Draft, round_: Round) -> None:
        closed = round_.closes_at + timedelta(hours=1)
        members = clustered.members(self._session, round_.id)
        own_texts = clustered.own_texts(self._session, round_.id)
        clusters.apply(self._session, clusters.compare(round_.id, members, own_texts), now=closed)
        for answer in self._entry.answers:
            self._respond(draft, answer, closed + timedelta(hours=1))
        if self._entry.stage == "closed":
            return
        responses.release(self._session, self._officer, round_.id, now=closed + timedelta(days=1))
        reports.publish(self._session, self._officer, round_.id, now=closed + timedelta(days=1, hours=2))
        if self._entry.outcome is not None:
            when = self._now + timedelta(days=self._entry.outcome.days)
            drafts.record_outcome(
                self._session,
                self._officer,
                draft.id,
                outcome=self._entry.outcome.kind,
                on=when.astimezone(TASHKENT).date(),
                note=self._entry.outcome.note,
                now=when,
            )

    def _respond(self, draft: Draft, answer: AnswerEntry, when: datetime) -> None:
        who = crowd(0) if answer.comment_of == "campaign" else answer.comment_of
        comment = clustered.comment_by_number(self._session, draft.id, self._numbers[who])
        assert comment is not None
        assert comment.cluster_id is not None
        members = arranging.member_ids(self._session, comment.cluster_id)
        residues.read(self._session, self._officer, comment.cluster_id, members, now=when)
        response = responses.write(
            self._session,
            self._officer,
            cluster_id=comment.cluster_id,
            disposition=answer.disposition,
            reason=answer.reason,
            revision=0,
            now=when,
        )
        if answer.approved:
            responses.approve(
                self._session, self._colleague, response.id, revision=response.revision, now=when + timedelta(hours=2)
            )

    def _person(self, who: str) -> Actor:
        return roles.actor_by_email(self._session, email_of(who))


def _upload(file: str) -> versions.Upload:
    content = path_of(file).read_bytes()
    return versions.Upload(PurePath(file).name, content, read_in_process(content))


def _letter(campaign: CampaignEntry, number: int) -> CommentEntry:
    letter = campaign.letters[number % len(campaign.letters)]
    addition = campaign.additions[number % len(campaign.additions)]
    return CommentEntry(
        who=crowd(number),
        clause=campaign.clause,
        position=campaign.position,
        text=f"{letter}\n\n{addition}".strip(),
    )
