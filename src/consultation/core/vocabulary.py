"""Every closed list of the domain, each value with the words people see for it.

The value is what is stored and what the API says; the label is an English source string that the catalogues
translate. `LABELS` is exhaustive: a test fails when a value has none.
"""

from enum import StrEnum

from consultation.core import cluster_vocabulary, file_vocabulary
from consultation.core.messages import N_


class Language(StrEnum):
    """The language of a text (BCP 47). `UND` only for a text whose language could not be told."""

    UZ_LATN = "uz-Latn"
    UZ_CYRL = "uz-Cyrl"
    RU = "ru"
    KAA_LATN = "kaa-Latn"
    KAA_CYRL = "kaa-Cyrl"
    EN = "en"
    UND = "und"


class Locale(StrEnum):
    """The languages of the interface; independent of the language of a draft."""

    UZ_LATN = "uz-Latn"
    UZ_CYRL = "uz-Cyrl"
    RU = "ru"
    KAA = "kaa-Latn"
    EN = "en"


class ActKind(StrEnum):
    """What the draft would become once adopted; decides the discussion period."""

    LAW = "law"
    CODE = "code"
    PRESIDENT_DECREE = "president_decree"
    PRESIDENT_RESOLUTION = "president_resolution"
    PRESIDENT_ORDER = "president_order"
    CABINET_RESOLUTION = "cabinet_resolution"
    DEPARTMENTAL = "departmental"
    LOCAL = "local"
    TECHNICAL_REGULATION = "technical_regulation"
    BUILDING_NORM = "building_norm"
    STATE_PROGRAMME = "state_programme"


class ClauseKind(StrEnum):
    """Addressable units of an act, from the widest to the narrowest, then the ones outside the ladder."""

    PART = "part"
    SECTION = "section"
    SUBSECTION = "subsection"
    CHAPTER = "chapter"
    SUBCHAPTER = "subchapter"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    SUBPOINT = "subpoint"
    INDENT = "indent"
    ANNEX = "annex"
    PREAMBLE = "preamble"
    TABLE = "table"
    ROW = "row"
    QUOTED = "quoted"
    NOTE = "note"
    CONCLUSION = "conclusion"
    OTHER = "other"


class Topic(StrEnum):
    """Subject of a draft, for browsing and following."""

    ECONOMY = "economy"
    TAXES = "taxes"
    BUSINESS = "business"
    LABOUR = "labour"
    HEALTH = "health"
    EDUCATION = "education"
    SOCIAL = "social"
    HOUSING = "housing"
    TRANSPORT = "transport"
    AGRICULTURE = "agriculture"
    ENVIRONMENT = "environment"
    JUSTICE = "justice"
    DIGITAL = "digital"
    CULTURE = "culture"
    GOVERNMENT = "government"
    OTHER = "other"


class Stage(StrEnum):
    """Where a draft stands; derived by `core.stage`, never stored."""

    PREPARING = "preparing"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    REPORTED = "reported"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What the adopting body did with the draft after the report."""

    ADOPTED = "adopted"
    REJECTED = "rejected"


class Role(StrEnum):
    """What a person is to the system; officers hold theirs for one authority."""

    VISITOR = "visitor"
    CITIZEN = "citizen"
    OFFICER = "officer"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """Everything a person may try to do; `core.policy` says who may, and while which stage."""

    READ = "read"
    COMMENT = "comment"
    REPLY = "reply"
    VOTE = "vote"
    FLAG = "flag"
    OBJECT = "object"
    PREPARE_DRAFT = "prepare_draft"
    SCHEDULE_ROUND = "schedule_round"
    EXTEND_ROUND = "extend_round"
    END_ROUND_EARLY = "end_round_early"
    WITHDRAW_DRAFT = "withdraw_draft"
    ADD_VERSION = "add_version"
    ATTACH = "attach"
    MODERATE = "moderate"
    READ_SEALED = "read_sealed"
    READ_DESK = "read_desk"
    ARRANGE_CLUSTERS = "arrange_clusters"
    READ_RESIDUE = "read_residue"
    WRITE_RESPONSE = "write_response"
    APPROVE_RESPONSE = "approve_response"
    RELEASE_RESPONSES = "release_responses"
    PUBLISH_REPORT = "publish_report"
    RECORD_OUTCOME = "record_outcome"
    IMPORT_COMMENTS = "import_comments"
    ADMINISTER = "administer"


class Position(StrEnum):
    """Where a comment stands towards the text it is about."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    AMEND = "amend"
    QUESTION = "question"
    NONE = "none"


class Disposition(StrEnum):
    """What the authority decided about a comment or a cluster."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    REJECTED = "rejected"
    NOTED = "noted"
    OUT_OF_SCOPE = "out_of_scope"


class Channel(StrEnum):
    """By which way a submission arrived."""

    WEB = "web"
    API = "api"
    LETTER = "letter"
    PHONE = "phone"
    MEETING = "meeting"


class CommentState(StrEnum):
    """What moderation made of a comment; nothing is ever deleted."""

    PENDING = "pending"
    PUBLISHED = "published"
    REJECTED = "rejected"


class ModerationMode(StrEnum):
    """Whether comments wait for a moderator before they are public."""

    PRE = "pre"
    POST = "post"


class RejectionReason(StrEnum):
    """The published list of reasons for which a comment may be kept from the public page."""

    INSULT = "insult"
    VIOLENCE = "violence"
    DISCRIMINATION = "discrimination"
    PERSONAL_DATA = "personal_data"
    ADVERTISING = "advertising"
    UNINTELLIGIBLE = "unintelligible"
    REPEATED = "repeated"
    UNLAWFUL = "unlawful"


class ModerationAct(StrEnum):
    """One decision of a moderator about one comment."""

    PUBLISH = "publish"
    REJECT = "reject"
    REDACT = "redact"
    MARK_OFF_TOPIC = "mark_off_topic"
    UNMARK_OFF_TOPIC = "unmark_off_topic"
    MOVE = "move"


class FlagReason(StrEnum):
    """Why a reader asks a moderator to look at a comment."""

    INSULT = "insult"
    PERSONAL_DATA = "personal_data"
    ADVERTISING = "advertising"
    OFF_TOPIC = "off_topic"
    OTHER = "other"


class VoteTarget(StrEnum):
    """What a vote is about."""

    CLAUSE = "clause"
    COMMENT = "comment"
    WORDING = "wording"


class VoteValue(StrEnum):
    """One person's stand on one target."""

    SUPPORT = "support"
    OPPOSE = "oppose"


class AttachmentKind(StrEnum):
    """The typed places for documents that accompany a draft."""

    EXPLANATORY_NOTE = "explanatory_note"
    COMPARISON_TABLE = "comparison_table"
    IMPACT_ASSESSMENT = "impact_assessment"
    JUSTICE_CONCLUSION = "justice_conclusion"
    ANTICORRUPTION_CONCLUSION = "anticorruption_conclusion"
    SCIENTIFIC_CONCLUSION = "scientific_conclusion"
    EXPERT_CONCLUSION = "expert_conclusion"
    ACTS_TO_CHANGE = "acts_to_change"
    OTHER = "other"


class LineageKind(StrEnum):
    """What became of a clause from one version to the next."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REMOVED = "removed"
    NEW = "new"


_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Language.UZ_LATN, N_("Uzbek (Latin)")),
    (Language.UZ_CYRL, N_("Uzbek (Cyrillic)")),
    (Language.RU, N_("Russian")),
    (Language.KAA_LATN, N_("Karakalpak (Latin)")),
    (Language.KAA_CYRL, N_("Karakalpak (Cyrillic)")),
    (Language.EN, N_("English")),
    (Language.UND, N_("Language not determined")),
    (ActKind.LAW, N_("Law")),
    (ActKind.CODE, N_("Code")),
    (ActKind.PRESIDENT_DECREE, N_("Decree of the President")),
    (ActKind.PRESIDENT_RESOLUTION, N_("Resolution of the President")),
    (ActKind.PRESIDENT_ORDER, N_("Order of the President")),
    (ActKind.CABINET_RESOLUTION, N_("Resolution of the Cabinet of Ministers")),
    (ActKind.DEPARTMENTAL, N_("Departmental act")),
    (ActKind.LOCAL, N_("Decision of a local authority")),
    (ActKind.TECHNICAL_REGULATION, N_("Technical regulation")),
    (ActKind.BUILDING_NORM, N_("Urban planning norm")),
    (ActKind.STATE_PROGRAMME, N_("State programme")),
    (ClauseKind.PART, N_("Part")),
    (ClauseKind.SECTION, N_("Section")),
    (ClauseKind.SUBSECTION, N_("Subsection")),
    (ClauseKind.CHAPTER, N_("Chapter")),
    (ClauseKind.SUBCHAPTER, N_("Subchapter (§)")),
    (ClauseKind.ARTICLE, N_("Article")),
    (ClauseKind.PARAGRAPH, N_("Part of an article")),
    (ClauseKind.POINT, N_("Point")),
    (ClauseKind.SUBPOINT, N_("Subpoint")),
    (ClauseKind.INDENT, N_("Indent")),
    (ClauseKind.ANNEX, N_("Annex")),
    (ClauseKind.PREAMBLE, N_("Preamble")),
    (ClauseKind.TABLE, N_("Table")),
    (ClauseKind.ROW, N_("Table row")),
    (ClauseKind.QUOTED, N_("Quoted new text")),
    (ClauseKind.NOTE, N_("Note")),
    (ClauseKind.CONCLUSION, N_("Closing lines")),
    (ClauseKind.OTHER, N_("Other text")),
    (Topic.ECONOMY, N_("Economy and finance")),
    (Topic.TAXES, N_("Taxes and customs")),
    (Topic.BUSINESS, N_("Business and trade")),
    (Topic.LABOUR, N_("Work and employment")),
    (Topic.HEALTH, N_("Health")),
    (Topic.EDUCATION, N_("Education and science")),
    (Topic.SOCIAL, N_("Social protection and pensions")),
    (Topic.HOUSING, N_("Housing and construction")),
    (Topic.TRANSPORT, N_("Transport and roads")),
    (Topic.AGRICULTURE, N_("Agriculture and water")),
    (Topic.ENVIRONMENT, N_("Environment and energy")),
    (Topic.JUSTICE, N_("Justice and security")),
    (Topic.DIGITAL, N_("Digital services and communications")),
    (Topic.CULTURE, N_("Culture, sport and media")),
    (Topic.GOVERNMENT, N_("Public administration")),
    (Topic.OTHER, N_("Other topics")),
    (Stage.PREPARING, N_("In preparation")),
    (Stage.SCHEDULED, N_("Opening soon")),
    (Stage.OPEN, N_("Open for comments")),
    (Stage.CLOSED, N_("Closed, being answered")),
    (Stage.REPORTED, N_("Report published")),
    (Stage.ADOPTED, N_("Adopted")),
    (Stage.REJECTED, N_("Rejected by the adopting body")),
    (Stage.WITHDRAWN, N_("Withdrawn")),
    (Outcome.ADOPTED, N_("The act was adopted")),
    (Outcome.REJECTED, N_("The draft was rejected")),
    (Role.VISITOR, N_("Visitor")),
    (Role.CITIZEN, N_("Citizen")),
    (Role.OFFICER, N_("Officer of an authority")),
    (Role.MODERATOR, N_("Moderator")),
    (Role.ADMINISTRATOR, N_("Administrator")),
    (Permission.READ, N_("Read the draft and the published comments")),
    (Permission.COMMENT, N_("Comment and propose wording")),
    (Permission.REPLY, N_("Reply to a comment")),
    (Permission.VOTE, N_("Vote")),
    (Permission.FLAG, N_("Report a comment to the moderator")),
    (Permission.OBJECT, N_("Object to the cluster one's own comment is in")),
    (Permission.PREPARE_DRAFT, N_("Prepare a draft and correct its clauses")),
    (Permission.SCHEDULE_ROUND, N_("Publish a version and set the discussion period")),
    (Permission.EXTEND_ROUND, N_("Extend the discussion")),
    (Permission.END_ROUND_EARLY, N_("End the discussion early when nothing arrived")),
    (Permission.WITHDRAW_DRAFT, N_("Withdraw a draft")),
    (Permission.ADD_VERSION, N_("Upload a new version")),
    (Permission.ATTACH, N_("Attach documents")),
    (Permission.MODERATE, N_("Moderate comments")),
    (Permission.READ_SEALED, N_("Look at the sealed original of a redacted comment")),
    (Permission.READ_DESK, N_("Use the reading desk")),
    (Permission.ARRANGE_CLUSTERS, N_("Merge, split, lock and name clusters, and move comments between them")),
    (Permission.READ_RESIDUE, N_("Tick what a comment adds to its cluster as read")),
    (Permission.WRITE_RESPONSE, N_("Write responses")),
    (Permission.APPROVE_RESPONSE, N_("Approve responses written by somebody else")),
    (Permission.RELEASE_RESPONSES, N_("Release all responses")),
    (Permission.PUBLISH_REPORT, N_("Publish the report")),
    (Permission.RECORD_OUTCOME, N_("Record whether the act was adopted")),
    (Permission.IMPORT_COMMENTS, N_("Enter comments that arrived by letter, phone or at a meeting")),
    (Permission.ADMINISTER, N_("Manage accounts and authorities")),
    (Position.SUPPORT, N_("I support it")),
    (Position.OPPOSE, N_("I am against it")),
    (Position.AMEND, N_("I propose a change")),
    (Position.QUESTION, N_("I have a question")),
    (Position.NONE, N_("No position")),
    (Disposition.ACCEPTED, N_("Accepted")),
    (Disposition.PARTLY_ACCEPTED, N_("Partly accepted")),
    (Disposition.REJECTED, N_("Not accepted")),
    (Disposition.NOTED, N_("Noted")),
    (Disposition.OUT_OF_SCOPE, N_("Outside the scope of this draft")),
    (Channel.WEB, N_("This website")),
    (Channel.API, N_("Programming interface")),
    (Channel.LETTER, N_("Letter")),
    (Channel.PHONE, N_("Phone")),
    (Channel.MEETING, N_("Meeting")),
    (CommentState.PENDING, N_("Waiting for a moderator")),
    (CommentState.PUBLISHED, N_("Published")),
    (CommentState.REJECTED, N_("Not published")),
    (ModerationMode.PRE, N_("Comments are checked before they are published")),
    (ModerationMode.POST, N_("Comments are published at once and checked afterwards")),
    (RejectionReason.INSULT, N_("Insult or abuse")),
    (RejectionReason.VIOLENCE, N_("Threat or call to violence")),
    (RejectionReason.DISCRIMINATION, N_("Incitement to hatred or discrimination")),
    (RejectionReason.PERSONAL_DATA, N_("Personal data of other people")),
    (RejectionReason.ADVERTISING, N_("Advertising or spam")),
    (RejectionReason.UNINTELLIGIBLE, N_("The text cannot be understood")),
    (RejectionReason.REPEATED, N_("The same person already sent this text")),
    (RejectionReason.UNLAWFUL, N_("Other content forbidden by law")),
    (ModerationAct.PUBLISH, N_("Publish")),
    (ModerationAct.REJECT, N_("Reject")),
    (ModerationAct.REDACT, N_("Hide personal data")),
    (ModerationAct.MARK_OFF_TOPIC, N_("Mark as off topic")),
    (ModerationAct.UNMARK_OFF_TOPIC, N_("Unmark as off topic")),
    (ModerationAct.MOVE, N_("Move to another clause")),
    (FlagReason.INSULT, N_("It insults or threatens someone")),
    (FlagReason.PERSONAL_DATA, N_("It shows somebody's personal data")),
    (FlagReason.ADVERTISING, N_("It is advertising or spam")),
    (FlagReason.OFF_TOPIC, N_("It is not about this draft")),
    (FlagReason.OTHER, N_("Another reason")),
    (VoteTarget.CLAUSE, N_("Clause")),
    (VoteTarget.COMMENT, N_("Comment")),
    (VoteTarget.WORDING, N_("Proposed wording")),
    (VoteValue.SUPPORT, N_("Support")),
    (VoteValue.OPPOSE, N_("Oppose")),
    (AttachmentKind.EXPLANATORY_NOTE, N_("Explanatory note")),
    (AttachmentKind.COMPARISON_TABLE, N_("Comparison table")),
    (AttachmentKind.IMPACT_ASSESSMENT, N_("Regulatory impact assessment")),
    (AttachmentKind.JUSTICE_CONCLUSION, N_("Conclusion of the Ministry of Justice")),
    (AttachmentKind.ANTICORRUPTION_CONCLUSION, N_("Anti-corruption expert conclusion")),
    (AttachmentKind.SCIENTIFIC_CONCLUSION, N_("Scientific expert conclusion")),
    (AttachmentKind.EXPERT_CONCLUSION, N_("Other expert conclusion")),
    (AttachmentKind.ACTS_TO_CHANGE, N_("List of acts to be changed or repealed")),
    (AttachmentKind.OTHER, N_("Other document")),
    (LineageKind.SAME, N_("Unchanged")),
    (LineageKind.REWORDED, N_("Reworded")),
    (LineageKind.MOVED, N_("Moved")),
    (LineageKind.SPLIT, N_("Divided")),
    (LineageKind.MERGED, N_("Joined")),
    (LineageKind.REMOVED, N_("Removed")),
    (LineageKind.NEW, N_("New")),
)

# Keyed by class and value: members of different lists with one value are equal as strings.
LABELS: dict[tuple[type[StrEnum], str], str] = {
    (type(member), member.value): words
    for member, words in (*_WORDS, *file_vocabulary.WORDS, *cluster_vocabulary.WORDS)
}


def label(value: StrEnum) -> str:
    """The English source string for a value; translate it where it is shown."""
    return LABELS[type(value), value.value]
