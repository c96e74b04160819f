"""Passwords as argon2id hashes, checked in the same time whether or not the account exists."""

from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Final

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from consultation.identity.proof import Proof

SHORTEST: Final = 10
LONGEST: Final = 200  # argon2 takes more, but nobody types it, and every byte is work for us

# Each check takes 64 MiB and half a second of a core: more at once would only starve the pages.
_AT_ONCE = BoundedSemaphore(2)
_HASHER = PasswordHash((Argon2Hasher(),))
# A hash of nothing anybody knows, so that a check against a missing account costs what a real one costs.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@dataclass(frozen=True, slots=True)
class PasswordEvidence:
    """A typed password, and the account it is meant for: None when there is no such account."""

    password: str
    account_id: int | None
    password_hash: str | None


class Passwords:
    """The identity provider behind the sign-in form."""

    name = "password"

    def prove(self, evidence: PasswordEvidence) -> Proof | None:
        """Check the password; slow on purpose, and just as slow when there is no account."""
        is_right = is_password(evidence.password, evidence.password_hash)
        if not is_right or evidence.account_id is None:
            return None
        return Proof(self.name, str(evidence.account_id))


def hash_password(password: str) -> str:
    """The argon2id hash to store; about half a second and 64 MiB."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether the password belongs to the hash; None (no such account) takes as long and is False."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(password, password_hash or _NOBODY) and password_hash is not None
        except UnknownHashError:
            return False  # an account that was made without a password
