"""Campaigns: from how many senders, how they grew, and which rates are not human."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from consultation.core import campaign as campaigns
from consultation.core.campaign import Alert, AlertKind, Arrival, ChannelCount, LanguageCount, Slice, Tally
from consultation.core.counting import CommentFact, count
from consultation.core.dates import to_tashkent
from consultation.core.vocabulary import Channel, Language

START = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def arrival(
    seconds: float,
    person: str = "",
    key: str = "letter",
    *,
    channel: Channel = Channel.WEB,
    language: Language = Language.UZ_LATN,
) -> Arrival:
    return Arrival(
        int(seconds * 1000), START + timedelta(seconds=seconds), channel, language, person or f"account:{seconds}", key
    )


def tally(arrivals: Iterable[Arrival]) -> Tally:
    taken = Tally()
    for each in arrivals:
        taken.add(each)
    return taken


def at(seconds: float) -> datetime:
    return to_tashkent(START + timedelta(seconds=seconds))


def test_people_and_organisations_together_make_a_campaign() -> None:
    people = [CommentFact(each, f"person {each}", "letter", cluster=1) for each in range(8)]
    one_by_many = [CommentFact(each, "person 1", "letter", cluster=1) for each in range(20, 60)]
    organisations = [CommentFact(each, "x", "letter", cluster=1, organisation=f"O{each}") for each in (70, 71)]
    counts = [count(facts) for facts in (people + one_by_many, people + organisations)]
    found = [campaigns.is_campaign(people=each.people, organisations=each.organisations) for each in counts]
    assert found == [False, True]


def test_growth_is_told_by_hours_with_the_empty_ones() -> None:
    said = [arrival(0), arrival(60), arrival(3 * 3600, language=Language.RU, channel=Channel.LETTER)]
    found = tally(said).campaign(())
    assert (found.first_at, found.last_at, found.is_by_hour) == (at(0), at(3 * 3600), True)
    assert found.growth == (Slice(at(0), 2), Slice(at(3600), 0), Slice(at(7200), 0), Slice(at(10800), 1))
    assert found.channels == (ChannelCount(Channel.WEB, 2), ChannelCount(Channel.LETTER, 1))
    assert found.languages == (LanguageCount(Language.UZ_LATN, 2), LanguageCount(Language.RU, 1))


def test_growth_is_told_by_days_of_tashkent_when_it_took_longer() -> None:
    found = tally([arrival(0), arrival(14 * 3600), arrival(4 * 86_400)]).campaign(())
    days = [at(-11 * 3600) + timedelta(days=each) for each in range(5)]  # 06:00 in UTC is 11:00 in Tashkent
    assert found.growth == tuple(map(Slice, days, (1, 1, 0, 0, 1)))
    assert not found.is_by_hour


def test_the_template_is_made_from_the_most_frequent_texts() -> None:
    said = [arrival(each, key=f"text {each % 20 if each % 3 else 0}") for each in range(60)]
    assert tally(said).frequent()[:3] == [0, 1000, 2000]
    assert len(tally(said).frequent()) == 12


def test_nothing_is_no_campaign() -> None:
    with pytest.raises(ValueError, match="has comments"):
        Tally().campaign(())


def test_a_burst_of_copies_is_told_with_its_numbers() -> None:
    random = Random(1)
    said = [arrival(600 + random.random() * 59, f"p{each}") for each in range(130)]
    alerts = tally([arrival(0), *said]).alerts()
    assert alerts == (Alert(AlertKind.BURST, at(600), 130, same=130),)
    assert str(alerts[0].words) == (
        "130 comments came within the minute of 23.11.2026 11:10, 130 of them word for word as an earlier one."
    )


def test_a_programme_after_which_people_write_themselves_is_no_alert() -> None:
    random = Random(2)
    said = [arrival(random.random() * 59, f"p{each}", f"own words {each % 400}") for each in range(500)]
    assert tally(said).alerts() == ()


def test_letters_entered_in_one_minute_are_no_alert() -> None:
    assert tally(arrival(0, "name:a", channel=Channel.LETTER) for _ in range(1_000)).alerts() == ()


@pytest.mark.parametrize(("number", "found"), [(4, ()), (5, (Alert(AlertKind.FROM_ONE, at(0), 5),))])
def test_one_sender_faster_than_anybody_reads(number: int, found: tuple[Alert, ...]) -> None:
    said = [arrival(each, "account:7", f"text {each}") for each in range(number)]
    assert tally(said).alerts() == found


@pytest.mark.parametrize(("number", "is_found"), [(60, False), (61, True)])
def test_even_pauses_are_told_with_their_length(number: int, *, is_found: bool) -> None:
    said = [arrival(each * 20 + (0.5 if each % 2 else 0), f"p{each}") for each in range(number)]
    found = (Alert(AlertKind.EVEN, at(0), 60, seconds=20.0),) if is_found else ()
    assert tally([arrival(100_000), *said]).alerts() == found


def test_people_who_come_at_random_are_never_even() -> None:
    random, clock, said = Random(3), 0.0, []
    for each in range(5_000):
        clock += random.expovariate(1.5)
        said.append(arrival(clock, f"p{each}"))
    assert [alert.kind for alert in tally(said).alerts() if alert.kind is AlertKind.EVEN] == []


def test_the_rules_say_their_numbers() -> None:
    assert str(campaigns.RULE).startswith("A cluster is a campaign when at least 10 different senders")
    assert "at least 120 come within one minute and 90 percent" in str(campaigns.ALERT_RULES[0])
    assert "one sender sends 5 within one minute; or when 60 pauses" in str(campaigns.ALERT_RULES[0])
