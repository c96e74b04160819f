"""Secrets we hand out (session cookies, mailed codes and links) and the hashes we keep of them."""

import hashlib
import hmac
import secrets
from typing import Final

CODE_DIGITS: Final = 6


def new_token() -> str:
    """An opaque token of 256 random bits, safe in cookies and addresses."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six random digits, to be typed from a mail."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def token_hash(token: str) -> str:
    """SHA-256 of a token as hexadecimal; enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_hash(key: bytes, *parts: str) -> str:
    """HMAC-SHA-256 as hexadecimal, for things short enough to be guessed (codes, addresses); parts cannot run together."""
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Compare two secrets without telling by time where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
