"""What officers do with a draft as a whole: open its dossier, correct its details, withdraw it, record its outcome."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from consultation.actions import dossier, versions
from consultation.actions.versions import Upload
from consultation.core import policy
from consultation.core.errors import Invalid
from consultation.core.messages import message
from consultation.core.periods import TASHKENT
from consultation.core.policy import Actor
from consultation.core.vocabulary import ActKind, Language, ModerationMode, Outcome, Permission, Topic
from consultation.store import authorities, counters
from consultation.store import drafts as store
from consultation.store import versions as texts
from consultation.store.tables import Draft


@dataclass(frozen=True, slots=True)
class Details:
    """What an officer says about a draft; once it is public, only its topic and summary can be changed."""

    title: str
    act_kind: ActKind
    language: Language
    topic: Topic
    summary: str
    moderation_mode: ModerationMode


def create(session: Session, actor: Actor, *, authority_id: int, upload: Upload, now: datetime) -> Draft:
    """Open the dossier of a new draft from its Word file, with what the file itself says about it.

    What the file does not say (the act kind, the language) becomes a warning that has to be confirmed.
    """
    policy.require(actor, Permission.PREPARE_DRAFT, authority_id=authority_id)
    authorities.get_authority(session, authority_id)
    read = upload.read
    draft = Draft(
        authority_id=authority_id,
        act_kind=read.act_kind or ActKind.CABINET_RESOLUTION,
        language=read.language,
        topic=Topic.OTHER,
        title=versions.title_of(upload),
        created_at=now,
        created_by=actor.id,
    )
    session.add(draft)
    session.flush()
    dossier.note(session, actor, draft, "draft.create", draft.id, now=now, act_kind=draft.act_kind.value)
    versions.add(session, actor, draft.id, upload, now=now)
    return draft


def change_details(session: Session, actor: Actor, number: int, details: Details, *, now: datetime) -> Draft:
    """Correct what is said about a draft. Of a public one the title can change only with a version in preparation."""
    draft = dossier.hold(session, actor, Permission.PREPARE_DRAFT, number, now)
    before = asdict(_details(draft))
    draft.topic, draft.summary = details.topic, details.summary
    version = texts.latest_version(session, number, lock=True)
    if version is not None and version.published_at is None:
        version.title = details.title
    if not store.is_public(draft):
        draft.title, draft.act_kind = details.title, details.act_kind
        draft.moderation_mode = details.moderation_mode
        if version is not None:
            texts.set_language(session, version, details.language)
        draft.language = details.language
    else:
        draft.search_text = store.words_to_find(session, draft)
        counters.touch(session, draft.id)
    session.flush()
    changed = sorted(name for name, value in asdict(_details(draft)).items() if value != before[name])
    dossier.note(session, actor, draft, "draft.change_details", draft.id, now=now, changed=changed)
    return draft


def withdraw(session: Session, actor: Actor, number: int, *, reason: str, now: datetime) -> None:
    """Take a draft back, with a reason the public reads; a draft that was never public stays unseen."""
    draft = dossier.hold(session, actor, Permission.WITHDRAW_DRAFT, number, now)
    draft.withdrawn_reason = dossier.public_words("reason", reason, message("Say why the draft is withdrawn."))
    draft.withdrawn_at = now
    session.flush()
    counters.touch(session, draft.id)
    dossier.tell_commenters(session, draft, "draft_withdrawn", now)
    dossier.note(session, actor, draft, "draft.withdraw", draft.id, now=now)


def record_outcome(
    session: Session, actor: Actor, number: int, *, outcome: Outcome, on: date, note: str, now: datetime
) -> None:
    """Say what the adopting body decided and on which day (in Tashkent), with a note the public reads."""
    draft = dossier.hold(session, actor, Permission.RECORD_OUTCOME, number, now)
    if on > now.astimezone(TASHKENT).date():
        raise Invalid({"on": message("This day has not come yet. Enter the day of the decision.")})
    draft.outcome = outcome
    draft.outcome_at = datetime.combine(on, time(), TASHKENT).astimezone(UTC)
    draft.outcome_note = dossier.public_words(
        "note", note, message("Say which decision it was, for example its number, or why the draft was rejected.")
    )
    session.flush()
    counters.touch(session, draft.id)
    dossier.tell_commenters(session, draft, f"draft_{outcome.value}", now)
    dossier.note(session, actor, draft, "draft.record_outcome", draft.id, now=now, outcome=outcome.value)


def _details(draft: Draft) -> Details:
    return Details(draft.title, draft.act_kind, draft.language, draft.topic, draft.summary, draft.moderation_mode)
