"""Every table, by noun. Rows are the entities; they carry CHECK constraints because table models do not validate."""

from consultation.store.tables.answers import (
    CampaignRow,
    Cluster,
    ClusterDecisionRow,
    Objection,
    Report,
    ResidueRead,
    Response,
)
from consultation.store.tables.comments import (
    Comment,
    Flag,
    ModerationDecision,
    SealedLook,
    SealedOriginal,
    Submission,
    Vote,
)
from consultation.store.tables.drafts import (
    Attachment,
    Blob,
    Draft,
    Round,
    RoundExtension,
    StoredClause,
    Version,
)
from consultation.store.tables.lineage import Descent, LineageDecision, LineageLink
from consultation.store.tables.machinery import AuditLine, DemoClock, Job, OutboxMail, Rate
from consultation.store.tables.people import Account, Authority, AuthSession, MailedSecret, Membership
from consultation.store.tables.signatures import ExactText, Representative, Signature

__all__ = [
    "Account",
    "Attachment",
    "AuditLine",
    "AuthSession",
    "Authority",
    "Blob",
    "CampaignRow",
    "Cluster",
    "ClusterDecisionRow",
    "Comment",
    "DemoClock",
    "Descent",
    "Draft",
    "ExactText",
    "Flag",
    "Job",
    "LineageDecision",
    "LineageLink",
    "MailedSecret",
    "Membership",
    "ModerationDecision",
    "Objection",
    "OutboxMail",
    "Rate",
    "Report",
    "Representative",
    "ResidueRead",
    "Response",
    "Round",
    "RoundExtension",
    "SealedLook",
    "SealedOriginal",
    "Signature",
    "StoredClause",
    "Submission",
    "Version",
    "Vote",
]
