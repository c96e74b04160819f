"""The report's own voice: its sentences in the language of the draft, its dates in that language's legal form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from consultation.core.dates import format_date, format_datetime
from consultation.core.messages import Message
from consultation.core.text import clean
from consultation.core.vocabulary import Language

_GROUPED_FROM = 10_000
Translate = Callable[[Message | str], str]


@dataclass(frozen=True, slots=True)
class Voice:
    """Says source sentences in `language` through `translate`, which the caller bound to that language."""

    translate: Translate
    language: Language

    def say(self, words: Message | str) -> str:
        """A sentence or label of ours, translated, fit to print."""
        return clean(self.translate(words))

    def listed(self, phrases: Iterable[Message | str]) -> str:
        """Several short phrases in one line."""
        return " · ".join(self.say(phrase) for phrase in phrases)

    def day(self, day: date) -> str:
        """A day in the legal form of the language."""
        return format_date(day, self.language)

    def instant(self, instant: datetime) -> str:
        """A date and time in Tashkent in the legal form of the language."""
        return format_datetime(instant, self.language)


def figure(number: int) -> str:
    """A whole number as printed: thousands apart by a no-break space from 10 000 on."""
    return f"{number:,}".replace(",", "\u00a0") if abs(number) >= _GROUPED_FROM else str(number)


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis when something was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
