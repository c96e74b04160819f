"""What a comment may say, when two say the same, and the receipt its author keeps."""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from consultation.core.errors import Invalid
from consultation.core.messages import Message, message, message_n
from consultation.core.text import clean, fold, has_forbidden

TEXT_LEAST: Final = 3
TEXT_MOST: Final = 10_000
NOTE_MOST: Final = 2_000

# Nothing that is read or heard as something else: no 0 and O, no 1, I and L, no B and 8, no vowels that make words.
SUFFIX_ALPHABET: Final = "2345679CDFGHJKMNPQRTVWXYZ"
SUFFIX_LENGTH: Final = 4
_RECEIPT = re.compile(rf"([1-9][0-9]{{0,9}})-([1-9][0-9]{{0,9}})-([{SUFFIX_ALPHABET}]{{{SUFFIX_LENGTH}}})")


@dataclass(frozen=True, slots=True)
class Said:
    """Checked words: cleaned, ends trimmed, within the limits; `wording` is "" when none is proposed."""

    text: str
    wording: str = ""

    @property
    def key(self) -> str:
        """The key by which copies are found; see `text_key`."""
        return text_key(self.text, self.wording)


def check(text: str, wording: str = "") -> Said:
    """The words as we store them; Invalid (fields `text`, `wording`) for those nobody can have meant to send."""
    problems = {"text": _problem(text, least=TEXT_LEAST), "wording": _problem(wording, least=0)}
    wrong = {name: problem for name, problem in problems.items() if problem is not None}
    if wrong:
        raise Invalid(wrong)
    return Said(clean(text).strip(), clean(wording).strip())


def _problem(typed: str, *, least: int) -> Message | None:
    if has_forbidden(typed):
        return message("This text holds characters that cannot be typed. Remove them and try again.")
    length = len(clean(typed).strip())
    if length == 0 and least:
        return message("Write your comment.")
    if length < least:
        return message_n("Write at least %(n)s character.", "Write at least %(n)s characters.", least)
    if length > TEXT_MOST:
        return message_n(
            "Shorten this to %(n)s character or fewer: it has %(length)s.",
            "Shorten this to %(n)s characters or fewer: it has %(length)s.",
            TEXT_MOST,
            length=length,
        )
    return None


def text_key(text: str, wording: str = "") -> str:
    """SHA-256 (hexadecimal) of what a comment says, the same in every script; "" when it has no letters or digits."""
    said = "\n".join(filter(None, (fold(text), fold(wording))))
    return hashlib.sha256(said.encode()).hexdigest() if said else ""


def make_receipt(draft_id: int, number: int, suffix: str) -> str:
    """The receipt of a comment: the draft's number, the comment's, and random letters so that nobody guesses it."""
    return f"{draft_id}-{number}-{suffix}"


def read_receipt(typed: str) -> str | None:
    """A receipt as somebody types it from paper (small letters, spaces, long dashes), or None when it cannot be one."""
    tidy = re.sub(r"[\s\u2010-\u2015\u2212_-]+", "-", typed.strip().upper()).strip("-")
    return tidy if _RECEIPT.fullmatch(tidy) else None
