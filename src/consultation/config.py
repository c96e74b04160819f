"""Settings, read once at the edge (`cli`, `web.app`, `demo`) and passed in; nothing else looks at the environment."""

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from consultation.resources import jurisdictions

_SHORTEST_SECRET = 32
_MEGABYTE = 1_000_000


class Settings(BaseSettings):
    """Everything an operator can set: `CONSULTATION_<NAME>` in the environment, or nothing at all.

    With nothing set, everything lives in `data_dir`: an SQLite file, a generated secret, mails as files.
    `ingest_seconds` (of processor time) and `ingest_memory` (in bytes) are what reading one uploaded draft may cost;
    the process that reads it is ended when it asks for more.
    """

    model_config = SettingsConfigDict(
        env_prefix="CONSULTATION_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    data_dir: Path = Path("data")
    database_url: str = ""
    base_url: str = "http://127.0.0.1:8000"
    secret: SecretStr = SecretStr("")
    demo: bool = False
    jurisdiction: str = "uzbekistan"
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()

    site_name: str = ""
    site_owner: str = ""

    mail_from: str = "consultation@localhost"
    smtp_url: SecretStr = SecretStr("")

    comments_per_hour: int = Field(default=60, ge=1)
    votes_per_hour: int = Field(default=600, ge=1)
    session_days: int = Field(default=14, ge=1, le=90)
    page_body_limit: int = Field(default=_MEGABYTE, ge=10_000)
    ingest_seconds: int = Field(default=20, ge=1)
    ingest_memory: int = Field(default=512 * 1024 * 1024, ge=128 * 1024 * 1024)

    @field_validator("base_url")
    @classmethod
    def _only_an_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
            raise ValueError("CONSULTATION_BASE_URL is the address people open, without a path: https://example.uz")
        return f"{parts.scheme}://{parts.netloc.lower()}"

    @field_validator("jurisdiction")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in jurisdictions():
            raise ValueError(f"CONSULTATION_JURISDICTION is one of: {', '.join(jurisdictions())}")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _smtp_only(cls, value: SecretStr) -> SecretStr:
        address = value.get_secret_value()
        if address and urlsplit(address).scheme not in {"smtp", "smtps"}:
            raise ValueError("CONSULTATION_SMTP_URL is smtp://user:password@host:587 or smtps://user:password@host:465")
        return value

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _secret_is_long(self) -> Self:
        given = self.secret.get_secret_value()
        if given and len(given) < _SHORTEST_SECRET:
            raise ValueError(f"CONSULTATION_SECRET needs at least {_SHORTEST_SECRET} characters, or leave it unset")
        return self

    @property
    def is_secure(self) -> bool:
        """Whether people reach us over https; decides cookie names and HSTS."""
        return self.base_url.startswith("https://")

    @property
    def database(self) -> str:
        """The database's URL: the one that was set, or an SQLite file in `data_dir`."""
        return self.database_url or f"sqlite:///{self.data_dir / 'consultation.sqlite'}"

    @property
    def outbox_dir(self) -> Path:
        """Where mails are written as files while no SMTP server is set."""
        return self.data_dir / "outbox"

    @cached_property
    def key(self) -> bytes:
        """The secret that signs and hashes: the one that was set, or one generated into `data_dir` at first use."""
        given = self.secret.get_secret_value()
        return (given or _kept_secret(self.data_dir / "secret")).encode()


def _kept_secret(path: Path) -> str:
    """Read the generated secret; make it first when there is none (the first of several processes wins)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was faster; its secret is the one
        finally:
            fresh.unlink()
    return path.read_text().strip()
