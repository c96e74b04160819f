"""Passwords, tokens and codes."""

from consultation.identity.passwords import PasswordEvidence, Passwords, hash_password, is_password
from consultation.identity.proof import Proof
from consultation.identity.tokens import is_same, keyed_hash, new_code, new_token, token_hash


def test_a_password_is_proved_by_its_hash_alone() -> None:
    hashed = hash_password("olma anor uzum")
    assert hashed.startswith("$argon2id$v=19$m=65536,")
    assert "olma" not in hashed
    assert is_password("olma anor uzum", hashed)
    assert not is_password("olma anor  uzum", hashed)
    assert hash_password("olma anor uzum") != hashed


def test_nobody_and_accounts_without_password_prove_nothing() -> None:
    assert Passwords().prove(PasswordEvidence("x", None, None)) is None
    assert Passwords().prove(PasswordEvidence("unusable", 1, "unusable")) is None


def test_the_right_password_proves_the_account() -> None:
    evidence = PasswordEvidence("ўзбекча парол", 7, hash_password("ўзбекча парол"))
    assert Passwords().prove(evidence) == Proof("password", "7")


def test_tokens_and_codes_are_long_enough_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert {len(token) for token in tokens} == {43}
    codes = [new_code() for _ in range(1_000)]
    assert {len(code) for code in codes} == {6}
    assert all(code.isdigit() for code in codes)
    assert len(set(codes)) > 900


def test_hashes_depend_on_key_and_on_where_parts_end() -> None:
    assert token_hash("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert keyed_hash(b"k", "ab", "c") != keyed_hash(b"k", "a", "bc")
    assert keyed_hash(b"k", "a") != keyed_hash(b"l", "a")
    assert is_same("é", "é")
    assert not is_same("é", "e")
