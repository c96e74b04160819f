"""The one protocol of identity: evidence goes in, a proof of who somebody is comes out, or nothing.

A password is one kind of evidence; the answer of OneID or of an OpenID Connect provider will be another. Whoever has a
proof signs the person in; how it was come by does not matter any more.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar

Evidence_contra = TypeVar("Evidence_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Proof:
    """`provider` vouches that the person is `subject`, its own name for them (for passwords, the account's id)."""

    provider: str
    subject: str


class IdentityProvider(Protocol[Evidence_contra]):
    """Something that can tell who somebody is."""

    name: str

    def prove(self, evidence: Evidence_contra) -> Proof | None:
        """Say who the evidence belongs to, or None when it proves nothing. May be slow; never call it in a transaction."""
        ...
