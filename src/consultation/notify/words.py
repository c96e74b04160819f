"""Every kind of mail we send, with its words; parameters are those that the action put into the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from consultation.core.messages import N_
from consultation.core.vocabulary import RejectionReason


@dataclass(frozen=True, slots=True)
class MailWords:
    """The subject, the paragraphs, and the path of the page to open, each with `%(name)s` parameters.

    The address of the page follows the paragraph that ends with a colon. `lists` names the parameters that are values of
    the vocabulary and are said in the reader's language.
    """

    subject: str
    paragraphs: tuple[str, ...]
    path: str
    lists: Mapping[str, type[StrEnum]] = field(default_factory=lambda: MappingProxyType({}))


MAILS: dict[str, MailWords] = {
    "confirm_address": MailWords(
        N_("%(code)s is your confirmation code"),
        (
            N_("Your confirmation code is %(code)s. It works for %(minutes)s minutes."),
            N_("Type it on the page where you opened your account, or open this address:"),
            N_("If you did not open an account, you need not do anything."),
        ),
        "/account/confirm",
    ),
    "account_exists": MailWords(
        N_("You already have an account"),
        (
            N_("Somebody, probably you, tried to open an account with this e-mail address. You already have one."),
            N_(
                "You can sign in here. If you have forgotten your password, you can ask for a new one on the same page:"
            ),
        ),
        "/account/sign-in",
    ),
    "reset_password": MailWords(
        N_("Set a new password"),
        (
            N_("Somebody, probably you, asked for a new password for your account."),
            N_("Open this address to set it. It works once, for %(minutes)s minutes:"),
            N_("If it was not you, you need not do anything: your password stays as it is."),
        ),
        "/account/new-password/%(token)s",
    ),
    "password_changed": MailWords(
        N_("Your password has been changed"),
        (
            N_(
                "The password of your account has been changed, and everybody who was signed in with the old one is out."
            ),
            N_("If it was not you, set a new password at once:"),
        ),
        "/account/forgotten-password",
    ),
    "comment_received": MailWords(
        N_("We have received your comment on “%(title)s”"),
        (
            N_("Your comment on the draft “%(title)s” has reached us. Its receipt number is %(receipt)s."),
            N_("With this number anybody can see what became of the comment, here:"),
            N_("The authority answers every comment after the discussion has closed. We will write to you then."),
        ),
        "/receipts/%(receipt)s",
    ),
    "comment_published": MailWords(
        N_("Your comment on “%(title)s” has been published"),
        (
            N_("A moderator has published your comment on the draft “%(title)s”."),
            N_("Everybody can read it here:"),
        ),
        "/drafts/%(draft)s/comments/%(comment)s",
    ),
    "comment_rejected": MailWords(
        N_("Your comment on “%(title)s” was not published"),
        (
            N_("A moderator decided not to publish your comment on the draft “%(title)s”."),
            N_("The reason: %(reason)s"),
            "%(note)s",
            N_("You can see the comment and the decision here:"),
        ),
        "/drafts/%(draft)s/comments/%(comment)s",
        MappingProxyType({"reason": RejectionReason}),
    ),
    "comment_redacted": MailWords(
        N_("Personal data in your comment on “%(title)s” have been hidden"),
        (
            N_(
                "A moderator has hidden personal data in your comment on the draft “%(title)s”, to protect people. The rest is unchanged."
            ),
            N_("You can see the comment here:"),
        ),
        "/drafts/%(draft)s/comments/%(comment)s",
    ),
    "comment_moved": MailWords(
        N_("Your comment on “%(title)s” now stands with another clause"),
        (
            N_("A moderator has moved your comment on the draft “%(title)s” to the clause it is about."),
            N_("You can see the comment here:"),
        ),
        "/drafts/%(draft)s/comments/%(comment)s",
    ),
    "comment_off_topic": MailWords(
        N_("Your comment on “%(title)s” was marked as off topic"),
        (
            N_(
                "A moderator found that your comment is not about the draft “%(title)s”. It stays public, in a part of its own, and is answered."
            ),
            N_("You can see the comment here:"),
        ),
        "/drafts/%(draft)s/comments/%(comment)s",
    ),
    "objection_settled": MailWords(
        N_("A moderator has looked at your objection on “%(title)s”"),
        (
            N_(
                "You objected to the group your comment on the draft “%(title)s” was put in. A moderator has decided about it."
            ),
            N_("You can read the decision and its reason here:"),
        ),
        "/my/comments",
    ),
    "responses_released": MailWords(
        N_("Your comment on “%(title)s” has been answered"),
        (
            N_("The authority has answered the comments on the draft “%(title)s”, yours among them."),
            N_("You can read the answer to your comment here:"),
        ),
        "/drafts/%(draft)s/comments/%(comment)s",
    ),
    "report_published": MailWords(
        N_("The report on “%(title)s” has been published"),
        (
            N_(
                "The report on the discussion of the draft “%(title)s” has been published. It says what became of every comment."
            ),
            N_("You can read it here:"),
        ),
        "/drafts/%(draft)s/report",
    ),
    "round_extended": MailWords(
        N_("The discussion of “%(title)s” has been extended"),
        (
            N_(
                "You commented on the draft “%(title)s”. Its discussion lasts longer than announced, so you may add to what you said."
            ),
            N_("The new closing time and the reason are here:"),
        ),
        "/drafts/%(draft)s",
    ),
    "new_round": MailWords(
        N_("A new version of “%(title)s” is up for discussion"),
        (
            N_(
                "You commented on the draft “%(title)s”. The authority has published a new version of it, and you may comment again."
            ),
            N_("You can read it here:"),
        ),
        "/drafts/%(draft)s",
    ),
    "draft_withdrawn": MailWords(
        N_("The draft “%(title)s” has been withdrawn"),
        (
            N_("You commented on the draft “%(title)s”. The authority has withdrawn it. All comments stay public."),
            N_("The reason is here:"),
        ),
        "/drafts/%(draft)s",
    ),
    "draft_adopted": MailWords(
        N_("“%(title)s” has been adopted"),
        (
            N_("You commented on the draft “%(title)s”. The act has been adopted."),
            N_("You can read more here:"),
        ),
        "/drafts/%(draft)s",
    ),
    "draft_rejected": MailWords(
        N_("The draft “%(title)s” has been rejected"),
        (
            N_("You commented on the draft “%(title)s”. The adopting body has rejected it."),
            N_("You can read more here:"),
        ),
        "/drafts/%(draft)s",
    ),
}
