"""Campaigns: which clusters are one, how it grew and by which ways it came, and when its rate is not human.

An alert is something to look at. It changes no number, hides no comment and is told to the officers alone.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from consultation.core.dates import TASHKENT, to_tashkent
from consultation.core.messages import Message, message, message_n
from consultation.core.template import TEXTS, Piece
from consultation.core.vocabulary import Channel, Language, label

SENDERS: Final = 10
"""From how many different senders, people and organisations together, a cluster is a campaign."""

BURST: Final = 120
"""Comments within one minute: two in a second."""
BURST_SAME: Final = 90
"""Percent of a burst that repeat an earlier comment word for word; people stirred by a broadcast mostly write their own."""
FROM_ONE: Final = 5
"""Comments of one sender within one minute: faster than they could be read."""
EVEN: Final = 60
"""Pauses in a row that are all alike; people who know nothing of each other come at random."""
EVEN_SPREAD: Final = 10
"""Percent of their mean by which even pauses differ (their standard deviation); by chance it would be about 100."""

BY_HOUR: Final = timedelta(days=3)
"""Up to this length a campaign's growth is told by hours, beyond it by days."""
_MOST_SLICES: Final = 400  # a year of days; stray dates of letters must not make a chart of centuries
_ONLINE: Final = frozenset({Channel.WEB, Channel.API})
_MICROSECOND: Final = timedelta(microseconds=1)

RULE: Final[Message] = message(
    "A cluster is a campaign when at least %(senders)s different senders, people and organisations together, say the"
    " same in nearly the same words.",
    senders=SENDERS,
)
ALERT_RULES: Final[tuple[Message, ...]] = (
    message(
        "There is an alert when, of comments sent online, at least %(burst)s come within one minute and %(same)s"
        " percent of them repeat an earlier one word for word; when one sender sends %(one)s within one minute; or when"
        " %(even)s pauses in a row differ by less than %(spread)s percent.",
        burst=BURST,
        same=BURST_SAME,
        one=FROM_ONE,
        even=EVEN,
        spread=EVEN_SPREAD,
    ),
    message("Letters, calls and meetings are left out: they carry the time at which an officer entered them."),
    message(
        "A broadcast or a widely shared link can make such a peak too. Look before you judge: nothing was done to"
        " anybody, and every comment is counted and shown as before."
    ),
)
"""The rule of the alerts in full, and what they do not mean; shown beside every alert."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One published comment of a cluster as it arrived; `at` has a zone, `text_key` is the folded text."""

    id: int
    at: datetime
    channel: Channel
    language: Language
    person: str
    text_key: str


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """How many comments came by one channel."""

    channel: Channel
    comments: int

    @property
    def label(self) -> str:
        """The English source string of the channel."""
        return label(self.channel)


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How many comments were written in one language and script."""

    language: Language
    comments: int

    @property
    def label(self) -> str:
        """The English source string of the language."""
        return label(self.language)


@dataclass(frozen=True, slots=True)
class Slice:
    """How many comments came in the hour or on the day (of Tashkent) that begins at `starts_at`."""

    starts_at: datetime
    comments: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """What everybody may know of a campaign beside its numbers. Growth is complete: slices without a comment are there."""

    first_at: datetime
    last_at: datetime
    is_by_hour: bool
    growth: tuple[Slice, ...]
    channels: tuple[ChannelCount, ...]
    languages: tuple[LanguageCount, ...]
    template: tuple[Piece, ...]

    @property
    def comments(self) -> int:
        """How many comments it has."""
        return sum(each.comments for each in self.growth)


class AlertKind(StrEnum):
    """What was seen that people do not do."""

    BURST = "burst"
    FROM_ONE = "from_one"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing seen: `number` comments (or even pauses) from `at` on, of which `same` are word for word as an earlier one.

    Of even pauses `seconds` is their mean.
    """

    kind: AlertKind
    at: datetime
    number: int
    same: int = 0
    seconds: float = 0.0

    @property
    def words(self) -> Message:
        """What was seen, in numbers."""
        when = f"{to_tashkent(self.at):%d.%m.%Y %H:%M}"
        if self.kind is AlertKind.BURST:
            return message_n(
                "%(n)s comment came within the minute of %(when)s, %(same)s of them word for word as an earlier one.",
                "%(n)s comments came within the minute of %(when)s, %(same)s of them word for word as an earlier one.",
                self.number,
                when=when,
                same=self.same,
            )
        if self.kind is AlertKind.FROM_ONE:
            return message_n(
                "One sender sent %(n)s comment within the minute of %(when)s.",
                "One sender sent %(n)s comments within the minute of %(when)s.",
                self.number,
                when=when,
            )
        return message_n(
            "From %(when)s on %(n)s comment came with an even pause of %(seconds)s seconds.",
            "From %(when)s on %(n)s comments came one after another with even pauses of %(seconds)s seconds.",
            self.number + 1,
            when=when,
            seconds=f"{self.seconds:.1f}",
        )


def is_campaign(*, people: int, organisations: int) -> bool:
    """Whether a cluster with these numbers is a campaign."""
    return people + organisations >= SENDERS


class Tally:
    """Takes the arrivals of one cluster, by id, one after another; keeps numbers, never texts."""

    def __init__(self) -> None:
        self._hours: Counter[datetime] = Counter()
        self._channels: Counter[Channel] = Counter()
        self._languages: Counter[Language] = Counter()
        self._said: dict[str, tuple[int, int]] = {}  # how often, and the id of the first
        self._minutes: Counter[datetime] = Counter()
        self._same: Counter[datetime] = Counter()
        self._senders: Counter[tuple[datetime, str]] = Counter()
        self._online = array("q")  # microseconds since 1970
        self._ends: list[datetime] = []

    def add(self, arrival: Arrival) -> None:
        """Take one comment."""
        at = to_tashkent(arrival.at)
        self._hours[at.replace(minute=0, second=0, microsecond=0)] += 1
        self._channels[arrival.channel] += 1
        self._languages[arrival.language] += 1
        self._ends = [at, at] if not self._ends else [min(self._ends[0], at), max(self._ends[1], at)]
        if arrival.channel in _ONLINE:
            self._watch(at, arrival)
        times, first = self._said.get(arrival.text_key, (0, arrival.id))
        self._said[arrival.text_key] = times + 1, min(first, arrival.id)

    def _watch(self, at: datetime, arrival: Arrival) -> None:
        minute = at.replace(second=0, microsecond=0)
        self._minutes[minute] += 1
        self._same[minute] += bool(arrival.text_key) and arrival.text_key in self._said
        self._senders[minute, arrival.person] += 1
        self._online.append((at - _EPOCH) // _MICROSECOND)

    def frequent(self) -> list[int]:
        """The ids of the first comments of the most frequent texts, from which the template is made."""
        order = sorted(self._said.values(), key=lambda each: (-each[0], each[1]))
        return [first for _, first in order[:TEXTS]]

    def campaign(self, template: tuple[Piece, ...]) -> Campaign:
        """What was taken, with the template of its texts; ValueError when nothing was."""
        if not self._ends:
            raise ValueError("A campaign has comments")
        first, last = self._ends
        is_by_hour = last - first <= BY_HOUR
        return Campaign(
            first_at=first,
            last_at=last,
            is_by_hour=is_by_hour,
            growth=_growth(self._hours, is_by_hour=is_by_hour),
            channels=tuple(ChannelCount(each, self._channels[each]) for each in Channel if self._channels[each]),
            languages=tuple(LanguageCount(each, self._languages[each]) for each in Language if self._languages[each]),
            template=template,
        )

    def alerts(self) -> tuple[Alert, ...]:
        """What no crowd of people does, the worst case of each kind; empty as a rule."""
        return tuple(found for found in (self._burst(), self._from_one(), self._even()) if found is not None)

    def _burst(self) -> Alert | None:
        same = (
            (number, minute)
            for minute, number in self._minutes.items()
            if number >= BURST and 100 * self._same[minute] >= BURST_SAME * number
        )
        most = max(same, default=None)
        return most and Alert(AlertKind.BURST, most[1], most[0], same=self._same[most[1]])

    def _from_one(self) -> Alert | None:
        most = max(((number, minute) for (minute, _), number in self._senders.items()), default=(0, _EPOCH))
        return Alert(AlertKind.FROM_ONE, most[1], most[0]) if most[0] >= FROM_ONE else None

    def _even(self) -> Alert | None:
        times = sorted(self._online)
        for place, total in _even_runs(times):
            at = _EPOCH + timedelta(microseconds=times[place])
            return Alert(AlertKind.EVEN, at, EVEN, seconds=total / EVEN / 1_000_000)
        return None


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=TASHKENT)


def _even_runs(times: list[int]) -> Iterator[tuple[int, int]]:
    """The places at which `EVEN` pauses begin that are nearly alike, with their sum; in whole numbers, so exactly."""
    pauses = [later - earlier for earlier, later in pairwise(times)]
    total = squares = 0
    for place, pause in enumerate(pauses):
        total, squares = total + pause, squares + pause * pause
        if place >= EVEN:
            gone = pauses[place - EVEN]
            total, squares = total - gone, squares - gone * gone
        # the variance by the square of the mean
        spread = EVEN * squares - total * total
        if place >= EVEN - 1 and total > 0 and 10_000 * spread <= EVEN_SPREAD**2 * total * total:
            yield place - EVEN + 1, total


def _growth(hours: Mapping[datetime, int], *, is_by_hour: bool) -> tuple[Slice, ...]:
    tally: Counter[datetime] = Counter()
    for hour, comments in hours.items():
        tally[hour if is_by_hour else hour.replace(hour=0)] += comments
    step = timedelta(hours=1) if is_by_hour else timedelta(days=1)
    first, last = min(tally), max(tally)
    slices = (last - first) // step + 1
    starts = (first + step * place for place in range(slices)) if slices <= _MOST_SLICES else sorted(tally)
    return tuple(Slice(each, tally[each]) for each in starts)
