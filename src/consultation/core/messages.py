"""Sentences for people, kept apart from the language they are finally said in.

A rule in `core` says *what* is wrong; only the edge knows who is reading. A `Message` is therefore an
English source sentence with its parameters; `web.i18n` and `report` turn it into the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:  # noqa: N802 - the marker's name is gettext's own convention
    """Mark a literal for extraction into the catalogues; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with `%(name)s` placeholders (as in the templates), and `plural` when it counts `params["n"]`."""

    text: str
    params: Mapping[str, "str | int | Message"] = field(default_factory=dict)
    plural: str | None = None

    def __str__(self) -> str:
        template = self.plural if self.plural is not None and self.params.get("n") != 1 else self.text
        return template % {name: str(value) for name, value in self.params.items()}


def message(text: str, **params: "str | int | Message") -> Message:
    """Build a message; `text` is extracted for translation."""
    return Message(text, params)


def message_n(text: str, plural: str, n: int, **params: "str | int | Message") -> Message:
    """Build a message that counts `n` things."""
    return Message(text, {"n": n, **params}, plural)
